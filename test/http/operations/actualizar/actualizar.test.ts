import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import { RESPUESTA } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  codeFor,
  emailOf,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  registerNatural,
  respond,
  shownProvisoria,
  validateForActualizar,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import {
  type FormFields,
  inputValue,
  ScriptFreeBrowser,
  selectedIn,
  textOf,
} from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

describe('actualizar', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it('with the answer: shows the registered data, and the notice names what changed', async () => {
    const me = await registerNatural(p, 16_000_001, { celular: '8765 4321', sinCelular: '' })
    const data = await withRespuesta(me, 16_000_001)
    expect(data.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    expect(inputValue(data, 'direccion')).toBe('Pasaje Los Aromos')
    expect(inputValue(data, 'email')).toBe(emailOf(16_000_001))
    expect(inputValue(data, 'celular')).toBe('87654321')
    expect(selectedIn(data, 'comuna')).toBe('13101')
    expect(inputValue(data, 'fechaNacimiento')).toBeUndefined()
    const changes = { direccion: 'Calle Nueva', comuna: '05101', region: '05', sinCelular: '', celular: '' }
    const finished = await me.submitFrom(data, actualizarFields(16_000_001, { ...changes, sinCelular: 'si' }))
    expect(textOf(finished)).toContain('Sus datos han sido actualizados correctamente.')
    expect(textOf(finished)).toContain(
      'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
    )
    expect(await naturalCuenta(p, 16_000_001)).toMatchObject({
      direccion: 'Calle Nueva',
      region: '05',
      comuna: '05101',
      celular: null,
      fechaNacimiento: '1994-10-03',
    })
    const aviso = (await mailsFor(p, emailOf(16_000_001))).at(-1)
    expect(aviso?.subject).toBe('Sus datos de Clave Sence fueron actualizados')
    expect(aviso?.text).toContain('- Dirección Particular\n- Región\n- Comuna\n- Celular')
    expect(aviso?.text).not.toContain('Calle Nueva')
  })

  it('replaces question and answer', async () => {
    const me = await registerNatural(p, 16_000_002)
    const newPregunta = { preguntaNueva: 'p05', respuestaNueva: 'Nahuel Elefantito' }
    await me.submitFrom(await withRespuesta(me, 16_000_002), actualizarFields(16_000_002, newPregunta))
    expect((await respond(me, 16_000_002, RESPUESTA)).status).toBe(422)
    expect(shownProvisoria(await respond(me, 16_000_002, 'nahuel elefantito'))).not.toBe('')
  })

  it.each([
    [16_000_101, 'one’s own name', 'Jesús Huenchullán', 'Su propio nombre y sus apellidos no cuentan'],
    [16_000_102, 'one’s mailbox', 'Golondrina Huenchullán', 'Lo que está en su correo no cuenta'],
    [16_000_103, 'the new mailbox', 'Aviador Huenchullán', 'Lo que está en su correo no cuenta'],
    [16_000_104, 'another comuna', 'Puente Alto', 'Esa respuesta es fácil de adivinar'],
    [16_000_105, 'one’s comuna', 'SANTIAGO', 'no puede ser su comuna'],
    [16_000_106, 'no surname', 'Nahuel', 'Escriba nombre y apellido'],
  ])('%s: refuses a new answer with %s', async (number, _what, respuestaNueva, text) => {
    const email = `golondrina.${number}@correo.test`
    const me = await registerNatural(p, number, { email })
    const seguridad = await validateForActualizar(me, number, { emailRegistrado: email })
    const data = await me.submitFrom(seguridad, { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA })
    const changes = { email: 'aviador@correo.test', preguntaNueva: 'p05', respuestaNueva }
    const refused = await me.submitFrom(data, actualizarFields(number, changes))
    expect(refused).toMatchObject({ status: 422, errors: [expect.stringContaining(text)] })
    expect(inputValue(refused, 'respuestaNueva')).toBe('')
    expect((await naturalCuenta(p, number)).preguntaSecreta).toBe('p03')
  })

  it('requires the account’s own question, without saying what failed', async () => {
    const me = await registerNatural(p, 16_000_003)
    const seguridad = await validateForActualizar(me, 16_000_003)
    const another = await me.submitFrom(seguridad, { preguntaSecreta: 'p02', respuestaSecreta: RESPUESTA })
    expect(another).toMatchObject({
      status: 422,
      errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
    expect(selectedIn(another, 'preguntaSecreta')).toBe('p02')
  })

  it('refuses wrong validation data without saying which', async () => {
    const me = await registerNatural(p, 16_000_004)
    const wrongFields: FormFields[] = [
      { fechaNacimiento: '04-10-1994' },
      { emailRegistrado: 'otra@correo.test' },
    ]
    const errors: string[] = []
    for (const fields of wrongFields)
      errors.push(...(await validateForActualizar(me, 16_000_004, fields)).errors)
    expect(errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
      'Los datos no coinciden. Revíselos. Le quedan 3 intentos',
    ])
    const inUpperCase = await validateForActualizar(me, 16_000_004, {
      emailRegistrado: 'PERSONA16000004@CORREO.TEST',
    })
    expect(inUpperCase.url).toBe(pasoUrl('natural', 'actualizar', 'seguridad'))
  })

  it('accepts a mailed code for 15 minutes', async () => {
    const me = await registerConfirmed(p, 16_000_005)
    const page = await me.submitFrom(await validateForActualizar(me, 16_000_005), {}, 'codigo')
    expect(page.url).toBe(pasoUrl('natural', 'actualizar', 'codigo'))
    const codigo = await codeFor(p, emailOf(16_000_005))
    p.clock.advance({ minutes: 14 })
    expect((await me.submitFrom(page, { codigo })).url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })

  it('refuses a code after 15 minutes', async () => {
    const me = await registerConfirmed(p, 16_000_006)
    const page = await me.submitFrom(await validateForActualizar(me, 16_000_006), {}, 'codigo')
    const codigo = await codeFor(p, emailOf(16_000_006))
    p.clock.advance({ minutes: 15 })
    expect((await me.submitFrom(page, { codigo })).url).not.toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })

  it('binds a code to its solicitud, where only the last one works', async () => {
    const me = await registerConfirmed(p, 16_000_007)
    const one = await me.submitFrom(await validateForActualizar(me, 16_000_007), {}, 'codigo')
    const first = await codeFor(p, emailOf(16_000_007))
    const other = new ScriptFreeBrowser(p.app)
    const another = await other.submitFrom(await validateForActualizar(other, 16_000_007), {}, 'codigo')
    const otherCodigo = await codeFor(p, emailOf(16_000_007))
    expect(otherCodigo).not.toBe(first)
    expect((await me.submitFrom(one, { codigo: otherCodigo })).errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    const repeated = await other.submitFrom(another, {}, 'codigo')
    await p.dispatch()
    expect((await other.submitFrom(repeated, { codigo: otherCodigo })).status).toBe(422)
    expect((await me.submitFrom(one, { codigo: first })).url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })

  it('locks out after five wrong codes, even the right one', async () => {
    const me = await registerConfirmed(p, 16_000_008)
    let page = await me.submitFrom(await validateForActualizar(me, 16_000_008), {}, 'codigo')
    const codigo = await codeFor(p, emailOf(16_000_008))
    const wrong = String((Number(codigo) + 1) % 1_000_000).padStart(6, '0')
    for (let round = 0; round < 5; round++) page = await me.submitFrom(page, { codigo: wrong })
    expect((await me.submitFrom(page, { codigo })).errors[0]).toContain('está cerrada hasta las')
  })

  it('keeps the last delivered code when the mailbox is over its limit', async () => {
    const me = await registerConfirmed(p, 16_000_009)
    let page = await validateForActualizar(me, 16_000_009)
    for (let round = 0; round < 7; round++) page = await me.submitFrom(page, {}, 'codigo')
    const codigo = await codeFor(p, emailOf(16_000_009))
    expect((await me.submitFrom(page, { codigo })).url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })

  it('shows the same page with the code as with the answer', async () => {
    const me = await registerNatural(p, 16_000_010)
    expect((await withCodigo(p, me, 16_000_010)).url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
  })
})
