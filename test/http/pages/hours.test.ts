import { afterEach, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { naturalRegistration } from '../../support/data/personas.ts'
import {
  emailOf,
  mailsFor,
  registerNatural,
  respond,
  shownProvisoria,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestClock, createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

/**
 * In 2026 clocks in Chile go back on 5 April at 00:00 (03:00 UTC) and forward on 6 September at 00:00
 * (04:00 UTC).
 */
describe('around daylight saving changes in America/Santiago', () => {
  let p: TestProduct
  afterEach(() => p.close())

  const startAt = async (moment: string) => {
    p = await createTestProduct({ clock: createTestClock(new Date(moment)) })
  }
  const expiryOf = (page: LoadedPage) => /Úsela antes del (\S+ \S+) para/.exec(textOf(page))?.[1]

  it.each([
    ['2026-04-05T02:59:00Z', '05-04-2011', 422, 'the evening before, summer time'],
    ['2026-04-05T03:59:00Z', '05-04-2011', 422, 'the same evening again, winter time'],
    ['2026-04-05T04:00:00Z', '05-04-2011', 200, 'the day itself'],
    ['2026-09-06T03:59:00Z', '06-09-2011', 422, 'the evening before, winter time'],
    ['2026-09-06T04:00:00Z', '06-09-2011', 200, 'the day that begins at 01:00'],
    ['2026-03-01T02:59:00Z', '29-02-2011', 422, 'a 29 February that does not exist that year'],
    ['2027-03-01T02:59:00Z', '29-02-2012', 422, '28 February, for somebody born on the 29th'],
    ['2027-03-01T03:00:00Z', '29-02-2012', 200, '1 March, for somebody born on the 29th'],
  ])('at %s somebody born on %s is answered %i: %s', async (moment, fechaNacimiento, status) => {
    await startAt(moment)
    const page = await new ScriptFreeBrowser(p.app).submit(
      pasoUrl('natural', 'registrar'),
      naturalRegistration(32_000_001, { fechaNacimiento }),
    )
    expect(page.status).toBe(status)
  })

  it.each([
    ['2026-04-05T02:30:00Z', '04-04-2026 23:30', 'the hour that happens twice'],
    ['2026-04-05T03:30:00Z', '05-04-2026 00:30', 'its second time'],
    ['2026-09-06T03:30:00Z', '06-09-2026 01:30', 'the skipped hour'],
    ['2026-12-31T15:00:00Z', '31-12-2026 13:00', 'summer'],
    ['2026-07-01T15:00:00Z', '01-07-2026 12:00', 'winter'],
  ])('a temporary key created at %s says %s (%s) and lasts 60 minutes', async (moment, expiry) => {
    await startAt(moment)
    const me = await registerNatural(p, 32_000_002)
    const page = await respond(me, 32_000_002)
    expect(expiryOf(page)).toBe(expiry)
    p.clock.advance({ minutes: 59 })
    expect((await validateForCambiar(me, 32_000_002, shownProvisoria(page))).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
    p.clock.advance({ minutes: 1 })
    expect((await validateForCambiar(me, 32_000_002, shownProvisoria(page))).status).toBe(422)
  })

  it('a lockout across the change says the hour that clocks will show', async () => {
    await startAt('2026-04-05T02:50:00Z')
    const me = await registerNatural(p, 32_000_003)
    let last = await validateForCambiar(me, 32_000_003, 'no es esta')
    for (let round = 0; round < 4; round++) last = await validateForCambiar(me, 32_000_003, 'no es esta')
    expect(last.errors[0]).toContain('hasta las 23:05 del 04-04-2026')
    p.clock.advance({ minutes: 14 })
    expect((await validateForCambiar(me, 32_000_003)).status).toBe(422)
    p.clock.advance({ minutes: 1 })
    expect((await validateForCambiar(me, 32_000_003)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('messages give the time in Chile', async () => {
    await startAt('2026-09-06T03:59:30Z')
    const me = await registerNatural(p, 32_000_004)
    await respond(me, 32_000_004)
    const aviso = (await mailsFor(p, emailOf(32_000_004))).at(-1)
    expect(aviso?.text).toContain('El 05-09-2026 23:59 (hora de Chile)')
  })
})
