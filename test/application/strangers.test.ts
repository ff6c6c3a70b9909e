/** Nothing of the owner's is spent by strangers (product.md “Proofs”, 6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../src/domain/urls.ts'
import { RESPUESTA } from '../support/data/personas.ts'
import {
  cambiar,
  confirmEmail,
  emailOf,
  mailsFor,
  noFuiYo,
  registerNatural,
  requestEnlace,
  requestProvisoria,
  respond,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
  withCodigo,
} from '../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')
const CLOSED = /está cerrada hasta las/
const NO_LIMITS = { LIMIT_FIRST_STEPS_PER_HOUR: '10000', LIMIT_POSTS_PER_10_MINUTES: '100000' }

describe.each(ENGINES)('strangers and the owner, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine, env: NO_LIMITS })
  })
  afterAll(() => p.close())

  const stranger = () => new ScriptFreeBrowser(p.app)

  /** Registers somebody and proves the account with its clave. @returns the browser. */
  async function provenBrowser(number: number): Promise<ScriptFreeBrowser> {
    await registerNatural(p, number)
    const me = new ScriptFreeBrowser(p.app)
    expect((await validateForCambiar(me, number)).url).toBe(NUEVA)
    return me
  }

  /** How many links to recover were mailed so far. */
  const linksFor = async (number: number) =>
    (await mailsFor(p, emailOf(number))).filter(({ text }) => text.includes('Recuperar mi CS')).length

  const repeat = async (times: number, run: () => Promise<unknown>) => {
    for (let round = 0; round < times; round++) await run()
  }

  /** What a stranger who knows the RUT, the birth date and the e-mail can send in a day. */
  async function spendAll(number: number): Promise<void> {
    await repeat(6, () => validateForCambiar(stranger(), number, 'no es esta'))
    await repeat(6, () => validateForCambiar(stranger(), number, 'ABCDEFGHJK'))
    await repeat(6, () => respond(stranger(), number, 'no es esta'))
    await repeat(6, () => validateForActualizar(stranger(), number, { emailRegistrado: 'x@correo.test' }))
    await repeat(12, () => requestEnlace(stranger(), number))
  }

  it('who knows the RUT shuts nobody out: key, temporary key, answer, data and link work in the owner’s browser', async () => {
    const me = await provenBrowser(41_000_001)
    const provisoria = await requestProvisoria(me, 41_000_001)
    await spendAll(41_000_001)
    const closed = await validateForCambiar(stranger(), 41_000_001)
    expect(closed.errors[0]).toMatch(CLOSED)
    expect((await respond(stranger(), 41_000_001)).errors[0]).toMatch(CLOSED)
    expect((await validateForCambiar(stranger(), 41_000_001, provisoria)).errors[0]).toMatch(CLOSED)

    expect((await validateForCambiar(me, 41_000_001)).url).toBe(NUEVA)
    expect((await validateForCambiar(me, 41_000_001, provisoria)).url).toBe(NUEVA)
    expect((await validateForActualizar(stranger(), 41_000_001)).errors[0]).toMatch(CLOSED)
    expect((await validateForActualizar(me, 41_000_001)).url).toBe(
      pasoUrl('natural', 'actualizar', 'seguridad'),
    )
    expect(shownProvisoria(await respond(me, 41_000_001))).not.toBe('')
    const before = await linksFor(41_000_001)
    await requestEnlace(me, 41_000_001)
    expect(await linksFor(41_000_001)).toBe(before + 1)
  })

  it('a proven browser has three links a day of its own, beyond the limit that strangers used up', async () => {
    const me = await provenBrowser(41_000_011)
    await repeat(12, () => requestEnlace(stranger(), 41_000_011))
    const before = await linksFor(41_000_011)
    await repeat(5, () => requestEnlace(stranger(), 41_000_011))
    expect(await linksFor(41_000_011)).toBe(before)
    await repeat(5, () => requestEnlace(me, 41_000_011))
    expect(await linksFor(41_000_011)).toBe(before + 3)
    const elsewhere = await provenBrowser(41_000_012)
    await repeat(2, () => requestEnlace(elsewhere, 41_000_011))
    expect(await linksFor(41_000_011)).toBe(before + 3)
    p.clock.advance({ hours: 24 })
    await repeat(12, () => requestEnlace(stranger(), 41_000_011))
    const nextDay = await linksFor(41_000_011)
    await requestEnlace(me, 41_000_011)
    expect(await linksFor(41_000_011)).toBe(nextDay + 1)
  })

  it('a browser that only proved the CS can still answer, whatever strangers answered', async () => {
    const me = await provenBrowser(41_000_002)
    await repeat(6, () => respond(stranger(), 41_000_002, 'no es esta'))
    expect((await respond(stranger(), 41_000_002)).errors[0]).toMatch(CLOSED)
    expect(shownProvisoria(await respond(me, 41_000_002))).not.toBe('')
  })

  it('whoever knows the CS gets no more guesses at the answer by using many browsers', async () => {
    await registerNatural(p, 41_000_003)
    const guesses: (string | undefined)[] = []
    await repeat(7, async () => {
      const thief = stranger()
      await validateForCambiar(thief, 41_000_003)
      guesses.push((await respond(thief, 41_000_003, 'no es esta')).errors[0])
    })
    expect(guesses.filter((error) => CLOSED.test(error ?? ''))).toHaveLength(3)
  })

  it('the tries that are left tell nobody whether the owner entered, or whether there is an account', async () => {
    await registerNatural(p, 41_000_004)
    const shown = async (number: number, between: () => Promise<unknown>) => {
      const errors: (string | undefined)[] = []
      await repeat(7, async () => {
        errors.push((await validateForCambiar(stranger(), number, 'no es esta')).errors[0])
        await between()
      })
      return errors
    }
    const decoy = await shown(41_000_099, async () => {})
    const entering = await shown(41_000_004, async () => {
      await validateForCambiar(stranger(), 41_000_004)
      const me = stranger()
      await validateForCambiar(me, 41_000_004, await requestProvisoria(me, 41_000_004))
    })
    expect(entering).toEqual(decoy)
  })

  it('a recovery leaves the counter of the others as it was', async () => {
    const me = await provenBrowser(41_000_005)
    await repeat(5, () => validateForCambiar(stranger(), 41_000_005, 'no es esta'))
    expect((await cambiar(me, 41_000_005, await requestProvisoria(me, 41_000_005), NEW_CLAVE)).title).toBe(
      'Su CS fue cambiada',
    )
    expect((await validateForCambiar(stranger(), 41_000_005, NEW_CLAVE)).errors[0]).toMatch(CLOSED)
    expect((await validateForCambiar(me, 41_000_005, NEW_CLAVE)).url).toBe(NUEVA)
  })

  it('20 misses of the answer in the owner’s browser close it there until a stronger proof', async () => {
    const me = await registerNatural(p, 41_000_006)
    expect(shownProvisoria(await respond(me, 41_000_006))).not.toBe('')
    for (let lockout = 0; lockout < 4; lockout++) {
      await repeat(5, () => respond(me, 41_000_006, 'no es esta'))
      p.clock.advance({ hours: 24 })
    }
    p.clock.advance({ days: 60 })
    expect((await respond(me, 41_000_006)).errors[0]).toMatch(/en este navegador ya no puede responder/)
    await withCodigo(p, me, 41_000_006)
    expect(shownProvisoria(await respond(me, 41_000_006))).not.toBe('')
  })

  it('“No fui yo” ends what the browsers of an account had of their own', async () => {
    const me = await provenBrowser(41_000_007)
    await noFuiYo(p, emailOf(41_000_007))
    await repeat(5, () => validateForCambiar(stranger(), 41_000_007, 'no es esta'))
    expect((await validateForCambiar(me, 41_000_007)).errors[0]).toMatch(CLOSED)
  })

  it('Terminar keeps the counters of a browser, unless others use that computer', async () => {
    const me = await provenBrowser(41_000_008)
    const page = await validateForCambiar(me, 41_000_008)
    expect(page.html).toContain('Este computador lo usan otras personas')
    await me.press(page, paths.terminar)
    await repeat(5, () => validateForCambiar(stranger(), 41_000_008, 'no es esta'))
    const again = await validateForCambiar(me, 41_000_008)
    expect(again.url).toBe(NUEVA)

    const _csrf = /name="_csrf" value="([^"]+)"/.exec(again.html)?.[1] ?? ''
    await me.post(paths.terminar, { _csrf, compartido: 'si' })
    expect((await validateForCambiar(me, 41_000_008)).errors[0]).toMatch(CLOSED)
  })

  it('what a thief shows of a frozen account gives his browser no counter of its own', async () => {
    await registerNatural(p, 41_000_009)
    await confirmEmail(p, emailOf(41_000_009))
    await noFuiYo(p, emailOf(41_000_009))
    const thief = stranger()
    await validateForCambiar(thief, 41_000_009)
    await repeat(5, () => validateForCambiar(stranger(), 41_000_009, 'no es esta'))
    expect((await validateForCambiar(thief, 41_000_009)).errors[0]).toMatch(CLOSED)
    expect((await respond(thief, 41_000_009, RESPUESTA)).url).toBe(pasoUrl('natural', 'recuperar', 'alto'))
  })
})
