import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { completarUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { formatRut } from '../../../src/domain/values/rut.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  mailsFor,
  naturalCuenta,
  registerNatural,
  requestProvisoria,
  validateForCambiar,
} from '../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'

describe('cambiar', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('changes the CS with the old one and mails a notice', async () => {
    const me = await registerNatural(p, 15_000_001)
    const page = await cambiar(me, 15_000_001, CLAVE, NEW_CLAVE)
    expect(page).toMatchObject({ url: pasoUrl('natural', 'cambiar', 'listo'), title: 'Su CS fue cambiada' })
    expect((await mailsFor(p, emailOf(15_000_001))).at(-1)?.subject).toBe('Su Clave Sence fue cambiada')
    expect((await validateForCambiar(me, 15_000_001, CLAVE)).status).toBe(422)
    expect((await validateForCambiar(me, 15_000_001, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('fills in the RUT just recovered, in that session and while the solicitud lasts', async () => {
    const me = await registerNatural(p, 15_000_090)
    const rut = async (who: ScriptFreeBrowser) =>
      /name="rut" value="([^"]*)"/.exec((await who.open(pasoUrl('natural', 'cambiar'))).html)?.[1]
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(15_000_090) })
    expect(await rut(me), 'before anything was proven').toBe('')
    await requestProvisoria(me, 15_000_090)
    expect(await rut(me)).toBe(formatRut(rutOf(15_000_090)))
    expect(await rut(new ScriptFreeBrowser(p.app))).toBe('')
    const finished = await me.open(pasoUrl('natural', 'recuperar', 'listo'))
    const other = await registerNatural(p, 15_000_091)
    await requestProvisoria(other, 15_000_091)
    p.clock.advance({ minutes: 11 })
    expect(await rut(other), 'after its time').toBe('')
    await me.press(finished, paths.terminar)
    expect(await rut(me), 'after Terminar').toBe('')
  })

  it('treats the CS as case-sensitive', async () => {
    const me = await registerNatural(p, 15_000_002)
    expect((await validateForCambiar(me, 15_000_002, CLAVE.toUpperCase())).status).toBe(422)
  })

  it('takes the temporary key in lower case and with spaces, once', async () => {
    const me = await registerNatural(p, 15_000_003)
    const clave = await requestProvisoria(me, 15_000_003)
    const typed = ` ${clave.slice(0, 5).toLowerCase()} ${clave.slice(5).toLowerCase()} `
    expect((await cambiar(me, 15_000_003, typed, NEW_CLAVE)).title).toBe('Su CS fue cambiada')
    expect((await validateForCambiar(me, 15_000_003, clave)).status).toBe(422)
  })

  it('refuses a new CS equal to the old or temporary one, mistyped, too short or guessable', async () => {
    const me = await registerNatural(p, 15_000_004, { email: 'tulipan@correo.test' })
    const clave = await requestProvisoria(me, 15_000_004)
    const nuevaPage = await validateForCambiar(me, 15_000_004, clave)
    const repeated = (one: string, other = one) => ({ claveNueva: one, repetirClaveNueva: other })
    const cases: [Record<string, string>, string][] = [
      [repeated(CLAVE), 'Elija una clave distinta de la actual'],
      [repeated(clave), 'Elija una clave distinta de la provisoria'],
      [repeated(NEW_CLAVE, NEW_CLAVE.toLowerCase()), 'Las dos claves no son iguales.'],
      [repeated('corta1'), 'La que escribió tiene menos de 8'],
      [repeated('x7Tulipanq'), 'no contenga su correo'],
      [repeated('Samantha12'), 'se parece a una que usa mucha gente'],
      [repeated('Verano2026'), 'los nombres y palabras se adivinan'],
    ]
    let page = nuevaPage
    for (const [fields, text] of cases) {
      page = await me.submitFrom(page, fields)
      expect(page.status).toBe(422)
      expect(page.errors.join()).toContain(text)
    }
    expect((await me.submitFrom(page, repeated(NEW_CLAVE))).title).toBe('Su CS fue cambiada')
  })

  it('ends every other open solicitud of the account', async () => {
    const me = await registerNatural(p, 15_000_005)
    const intruder = new ScriptFreeBrowser(p.app)
    const open = await validateForCambiar(intruder, 15_000_005)
    await cambiar(me, 15_000_005, CLAVE, NEW_CLAVE)
    const attempt = await intruder.submitFrom(open, {
      claveNueva: 'Otr4.Clav',
      repetirClaveNueva: 'Otr4.Clav',
    })
    expect(attempt.url).toBe(pasoUrl('natural', 'cambiar'))
    expect((await validateForCambiar(me, 15_000_005, NEW_CLAVE)).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('refuses a temporary key superseded after it was validated', async () => {
    const me = await registerNatural(p, 15_000_006)
    const open = await validateForCambiar(me, 15_000_006, await requestProvisoria(me, 15_000_006))
    await requestProvisoria(new ScriptFreeBrowser(p.app), 15_000_006)
    const before = await naturalCuenta(p, 15_000_006)
    const page = await me.submitFrom(open, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(page.url).toBe(pasoUrl('natural', 'cambiar'))
    expect((await naturalCuenta(p, 15_000_006)).claveHash).toBe(before.claveHash)
  })

  it('does not lead to Actualizar Datos when nothing is missing', async () => {
    const me = await registerNatural(p, 15_000_007)
    const finished = await cambiar(me, 15_000_007, CLAVE, NEW_CLAVE)
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(finished.html)?.[1] ?? ''
    const page = await me.post(completarUrl('natural'), { _csrf })
    expect(page.url).toBe(pasoUrl('natural', 'cambiar'))
    expect((await me.open(pasoUrl('natural', 'actualizar', 'datos'))).url).toBe(
      pasoUrl('natural', 'actualizar'),
    )
  })

  it('is the only use of a temporary key', async () => {
    const me = await registerNatural(p, 15_000_008)
    const clave = await requestProvisoria(me, 15_000_008)
    const page = await me.submit(pasoUrl('natural', 'actualizar', 'clave'), {
      rut: rutOf(15_000_008),
      claveActual: clave,
    })
    expect(page.url).toBe(pasoUrl('natural', 'actualizar', 'alto'))
    expect(page.title).toBe('Primero cambie su CS')
    expect(page.html).toContain(`href="${pasoUrl('natural', 'cambiar')}"`)
  })
})
