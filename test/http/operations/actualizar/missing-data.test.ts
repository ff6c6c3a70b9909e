import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actualizarWithClaveUrl, casoUrl, completarUrl, pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  registerNaturalWith,
  requestEnlace,
  respond,
  shownProvisoria,
  validateForActualizar,
} from '../../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const WITHOUT_PREGUNTA = { preguntaSecreta: null, respuestaHash: null }
const WITHOUT_DOMICILIO = { direccion: null, numero: null, region: null, comuna: null }
const NEW_PREGUNTA = { preguntaNueva: 'p05', respuestaNueva: 'Nahuel Elefantito' }

/** The data that a page lists as missing. */
const missingIn = (page: LoadedPage): string[] => {
  const list = /Datos que faltan<\/h2>[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(page.html)?.[1] ?? ''
  return [...list.matchAll(/<li>([^<]+)<\/li>/g)].map(([, datum]) => datum ?? '')
}

describe('an account of the old system that lacks minimum data', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const validateWithClave = (me: ScriptFreeBrowser, number: number, claveActual = CLAVE) =>
    me.submit(pasoUrl('natural', 'actualizar', 'clave'), { rut: rutOf(number), claveActual })

  it('changes its CS, is told what is missing, and completes it with the same proof', async () => {
    const me = await registerNaturalWith(p, 18_000_001, {
      ...WITHOUT_PREGUNTA,
      ...WITHOUT_DOMICILIO,
      fechaNacimiento: null,
    })
    const changed = await cambiar(me, 18_000_001, CLAVE, NEW_CLAVE)
    expect(changed.title).toBe('Su CS fue cambiada')
    expect(missingIn(changed)).toEqual([
      'Fecha de Nacimiento',
      'Pregunta y Respuesta Secreta',
      'Dirección, Región y Comuna',
    ])
    const data = await me.press(changed, completarUrl('natural'))
    expect(data.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    const completeFields = actualizarFields(18_000_001, { ...NEW_PREGUNTA, fechaNacimiento: '03-10-1994' })
    expect((await me.submitFrom(data, completeFields)).title).toBe('Datos actualizados')
    expect(await naturalCuenta(p, 18_000_001)).toMatchObject({
      fechaNacimiento: '1994-10-03',
      direccion: 'Pasaje Los Aromos',
      preguntaSecreta: 'p05',
    })
    expect(shownProvisoria(await respond(me, 18_000_001, 'nahuel elefantito'))).not.toBe('')
  })

  it.each([
    [1, 'birth date', { fechaNacimiento: null }, {}, ['Complete este dato: Fecha de Nacimiento'], {}],
    [
      2,
      'question',
      WITHOUT_PREGUNTA,
      {},
      ['Complete este dato: Pregunta Secreta', 'Complete este dato: Respuesta Secreta'],
      NEW_PREGUNTA,
    ],
    [3, 'address', WITHOUT_DOMICILIO, { direccion: '' }, ['Complete este dato: Dirección Particular'], {}],
  ])(
    '%i. without %s is completed with its CS, and the missing data are required',
    async (scenario, _what, changes, fields, errors, wasMissing) => {
      const number = 18_000_010 + scenario
      const me = await registerNaturalWith(p, number, changes)
      const data = await validateWithClave(me, number)
      expect(data.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
      expect((await me.submitFrom(data, actualizarFields(number, fields))).errors).toEqual(errors)
      const completeFields = actualizarFields(number, { ...wasMissing, fechaNacimiento: '03-10-1994' })
      expect((await me.submitFrom(await me.open(data.url), completeFields)).title).toBe('Datos actualizados')
    },
  )

  it('with its CS alone completes what is missing, but changes no contact data or question', async () => {
    const stored = { ...WITHOUT_DOMICILIO, telefonoParticular: '221234568' }
    const me = await registerNaturalWith(p, 18_000_014, stored)
    const data = await validateWithClave(me, 18_000_014)
    const others = { ...NEW_PREGUNTA, email: 'otra@correo.test', celular: '87654321', sinCelular: '' }
    const phones = { telefonoTrabajo: '221234567', telefonoParticular: '' }
    const refused = await me.submitFrom(data, actualizarFields(18_000_014, { ...others, ...phones }))
    expect(refused.status).toBe(422)
    expect(refused.errors).toHaveLength(4)
    for (const error of refused.errors) expect(error).toContain('solo se cambia con un código')
    expect(await naturalCuenta(p, 18_000_014)).toMatchObject({
      preguntaSecreta: 'p03',
      celular: null,
      direccion: null,
      telefonoParticular: '221234568',
    })
    const kept = actualizarFields(18_000_014, {
      telefonoTrabajo: '221234567',
      telefonoParticular: '221234568',
    })
    expect((await me.submitFrom(refused, { ...kept, preguntaNueva: '', respuestaNueva: '' })).title).toBe(
      'Datos actualizados',
    )
    expect(await naturalCuenta(p, 18_000_014)).toMatchObject({
      direccion: 'Pasaje Los Aromos',
      telefonoTrabajo: '221234567',
    })
  })

  it('completed with its CS alone, is told to every mailbox and mobile, confirmed or not', async () => {
    const me = await registerNaturalWith(p, 18_000_015, { ...WITHOUT_DOMICILIO, celular: '933333315' })
    const data = await validateWithClave(me, 18_000_015)
    const kept = { celular: '33333315', sinCelular: '' }
    expect((await me.submitFrom(data, actualizarFields(18_000_015, kept))).title).toBe('Datos actualizados')
    expect((await mailsFor(p, emailOf(18_000_015))).at(-1)?.subject).toBe(
      'Sus datos de Clave Sence fueron actualizados',
    )
    expect(p.sms.sent.filter(({ to }) => to === '933333315')).toEqual([
      expect.objectContaining({
        text: expect.stringContaining('hay cambios en los datos de su Clave Sence'),
      }),
    ])
  })

  it('without e-mail adds one, which is saved at once and asked to confirm', async () => {
    const me = await registerNaturalWith(p, 18_000_002, { email: null, emailConfirmedAt: null })
    const data = await validateWithClave(me, 18_000_002)
    const email = 'recien18@correo.test'
    expect((await me.submitFrom(data, actualizarFields(18_000_002, { email }))).title).toBe(
      'Datos actualizados',
    )
    expect(await naturalCuenta(p, 18_000_002)).toMatchObject({ email, emailConfirmedAt: null })
    const subjects = (await mailsFor(p, email)).map(({ subject }) => subject)
    expect(subjects).toEqual([
      'Confirme su correo en Clave Sence',
      'Sus datos de Clave Sence fueron actualizados',
    ])
    const fresh = new ScriptFreeBrowser(p.app)
    await confirmOn(fresh, await fresh.open(await enlaceFor(p, email, 'Confirmar mi correo')))
    expect((await naturalCuenta(p, 18_000_002)).emailConfirmedAt).toEqual(p.clock.now())
  })

  it('without birth date or e-mail gets only “no coinciden” from the usual validation', async () => {
    const me = await registerNaturalWith(p, 18_000_003, { email: null, fechaNacimiento: null })
    const page = await validateForActualizar(me, 18_000_003)
    expect(page).toMatchObject({
      status: 422,
      errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
    expect(page.html).toContain(`href="${pasoUrl('natural', 'actualizar', 'clave')}"`)
  })

  it('without question gets a decoy and the mailed link, which leads to completing it', async () => {
    const imported = { ...WITHOUT_PREGUNTA, emailConfirmedAt: p.clock.now() }
    const me = await registerNaturalWith(p, 18_000_004, imported)
    expect((await respond(me, 18_000_004, RESPUESTA)).errors).toEqual([
      'Los datos no coinciden. Revíselos. Le quedan 4 intentos',
    ])
    await requestEnlace(me, 18_000_004)
    const enlace = await enlaceFor(p, emailOf(18_000_004), 'Recuperar mi CS')
    const nuevaPage = await me.press(await me.open(enlace), paths.enlacePages.recuperar)
    const changed = await me.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(missingIn(changed)).toEqual(['Pregunta y Respuesta Secreta'])
    const data = await me.press(changed, completarUrl('natural'))
    expect((await me.submitFrom(data, actualizarFields(18_000_004, NEW_PREGUNTA))).title).toBe(
      'Datos actualizados',
    )
  })

  it('cannot be updated with the CS alone once it is complete', async () => {
    const me = await registerNaturalWith(p, 18_000_005, {})
    const page = await validateWithClave(me, 18_000_005)
    expect(page).toMatchObject({
      url: pasoUrl('natural', 'actualizar', 'alto'),
      title: 'Su cuenta tiene todos sus datos',
    })
    expect((await me.open(pasoUrl('natural', 'actualizar', 'datos'))).url).toBe(
      pasoUrl('natural', 'actualizar', 'alto'),
    )
  })

  it('tells how many tries remain after a wrong CS', async () => {
    const me = await registerNaturalWith(p, 18_000_006, WITHOUT_PREGUNTA)
    const page = await validateWithClave(me, 18_000_006, 'no es esta')
    expect(page).toMatchObject({
      status: 422,
      errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
  })
})

describe('an account without e-mail where temporary keys are mailed', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.close())

  it('stops Recuperar after the answer, and completing the e-mail leads back to it', async () => {
    const me = await registerNaturalWith(p, 18_100_001, { email: null })
    const stopped = await respond(me, 18_100_001)
    expect(stopped).toMatchObject({
      url: pasoUrl('natural', 'recuperar', 'alto'),
      title: 'Faltan datos mínimos',
    })
    expect(missingIn(stopped)).toEqual(['Email'])
    expect(textOf(stopped)).toContain('¿No recuerda su CS? Llame gratis al 800 80 10 30')
    expect(stopped.html).toContain(`href="${actualizarWithClaveUrl('natural', 'recuperar')}"`)
    const data = await me.submit(actualizarWithClaveUrl('natural', 'recuperar'), {
      rut: rutOf(18_100_001),
      claveActual: CLAVE,
    })
    const list = await me.submitFrom(data, actualizarFields(18_100_001))
    expect(list.html).toMatch(/href="\/natural\/recuperar"[^>]*>Seguir con Recuperar CS</)
    expect((await respond(me, 18_100_001)).title).toBe('Enviamos su clave provisoria')
  })

  it('gives a case number for the call centre if the CS is forgotten too', async () => {
    const me = await registerNaturalWith(p, 18_100_002, { email: null })
    const page = await me.press(await respond(me, 18_100_002), casoUrl('natural', 'recuperar'))
    expect(textOf(page)).toMatch(/Su número de caso es [A-Z2-9]{8}\. Llame gratis al 800 80 10 30/)
  })
})
