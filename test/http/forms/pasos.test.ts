import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPERACIONES } from '../../../src/domain/perfil.ts'
import { pasoUrl, urlOfPaso } from '../../../src/domain/urls.ts'
import { RESPUESTA, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  mailsFor,
  registerConfirmed,
  registerNatural,
  respond,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../support/http/journeys.ts'
import {
  filledForm,
  inputValue,
  type LoadedPage,
  ScriptFreeBrowser,
  selectedIn,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const SOLICITUD_LOST = 'El trámite anterior ya terminó o pasó su tiempo. Por seguridad, comience de nuevo'

describe('the pasos of a solicitud', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '1000' } })
  })
  afterAll(() => p.close())

  it.each([
    ['recuperar', 'pregunta'],
    ['recuperar', 'correo'],
    ['cambiar', 'nueva'],
    ['cambiar', 'listo'],
    ['actualizar', 'seguridad'],
    ['actualizar', 'codigo'],
    ['actualizar', 'datos'],
    ['actualizar', 'listo'],
    ['registrar', 'listo'],
    ['registrar', 'alto'],
  ] as const)(
    '%s %s cannot be opened before the paso it depends on, and the first paso says so once',
    async (operacion, paso) => {
      const me = new ScriptFreeBrowser(p.app)
      const page = await me.open(urlOfPaso({ perfil: 'natural', operacion, paso }))
      expect(page).toMatchObject({
        status: 200,
        url: pasoUrl('natural', operacion),
        errors: [SOLICITUD_LOST],
      })
      expect((await me.open(page.url)).errors).toEqual([])
    },
  )

  it('a later or an earlier paso redirects to the current one', async () => {
    const me = await registerNatural(p, 12_000_001)
    expect((await validateForActualizar(me, 12_000_001)).url).toBe(
      pasoUrl('natural', 'actualizar', 'seguridad'),
    )
    expect((await me.open(pasoUrl('natural', 'actualizar', 'datos'))).url).toBe(
      pasoUrl('natural', 'actualizar', 'seguridad'),
    )
    expect((await me.open(pasoUrl('natural', 'actualizar', 'listo'))).url).toBe(
      pasoUrl('natural', 'actualizar', 'seguridad'),
    )
    await withRespuesta(me, 12_000_001)
    expect((await me.open(pasoUrl('natural', 'actualizar', 'seguridad'))).url).toBe(
      pasoUrl('natural', 'actualizar', 'datos'),
    )
    expect(shownProvisoria(await respond(me, 12_000_001))).not.toBe('')
    expect((await me.open(pasoUrl('natural', 'recuperar', 'pregunta'))).url).toBe(
      pasoUrl('natural', 'recuperar', 'listo'),
    )
  })

  it('the form of the last paso cannot be sent before the proof', async () => {
    const me = await registerNatural(p, 12_000_002)
    const foreign = await withRespuesta(await registerNatural(p, 12_000_003), 12_000_003)
    const seguridad = await validateForActualizar(me, 12_000_002)
    const { all } = filledForm(seguridad, { ...filledForm(foreign, {}).all })
    const { _csrf = '', solicitud = '' } = filledForm(seguridad, {}).all
    const page = await me.post(pasoUrl('natural', 'actualizar', 'datos'), { ...all, _csrf, solicitud })
    expect(page.url).toBe(pasoUrl('natural', 'actualizar', 'seguridad'))
    const stolen = await me.post(pasoUrl('natural', 'actualizar', 'datos'), { ...all, _csrf })
    expect(stolen).toMatchObject({ url: pasoUrl('natural', 'actualizar'), errors: [SOLICITUD_LOST] })
  })

  it('a solicitud lives 30 minutes, and 10 after a proof', async () => {
    const me = await registerNatural(p, 12_000_004)
    await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(12_000_004) })
    p.clock.advance({ minutes: 29 })
    expect((await me.open(pasoUrl('natural', 'recuperar', 'pregunta'))).status).toBe(200)
    p.clock.advance({ minutes: 1 })
    expect((await me.open(pasoUrl('natural', 'recuperar', 'pregunta'))).errors).toEqual([SOLICITUD_LOST])
    await validateForCambiar(me, 12_000_004)
    p.clock.advance({ minutes: 9 })
    expect((await me.open(pasoUrl('natural', 'cambiar', 'nueva'))).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
    p.clock.advance({ minutes: 1 })
    expect((await me.open(pasoUrl('natural', 'cambiar', 'nueva'))).errors).toEqual([SOLICITUD_LOST])
  })

  it('validation data prove nothing: the 30 minutes go on, and a code asked for shortens nothing', async () => {
    const me = await registerConfirmed(p, 12_000_025)
    const asked = await me.submitFrom(await validateForActualizar(me, 12_000_025), {}, 'codigo')
    p.clock.advance({ minutes: 29 })
    expect((await me.open(asked.url)).errors).toEqual([])
    p.clock.advance({ minutes: 1 })
    expect((await me.open(asked.url)).errors).toEqual([SOLICITUD_LOST])
  })

  it('the first code asked for prolongs a solicitud, to 15 minutes from then, and no later one does', async () => {
    const me = await registerConfirmed(p, 12_000_024)
    await respond(me, 12_000_024)
    const datos = await withRespuesta(me, 12_000_024)
    p.clock.advance({ minutes: 9 })
    const asked = await me.submitFrom(datos, {}, 'codigo')
    expect(asked.url).toBe(pasoUrl('natural', 'actualizar', 'codigo'))
    p.clock.advance({ minutes: 14 })
    expect((await me.submitFrom(asked, {}, 'codigo')).url).toBe(asked.url)
    p.clock.advance({ minutes: 1 })
    expect((await me.open(pasoUrl('natural', 'actualizar', 'datos'))).errors).toEqual([SOLICITUD_LOST])
  })

  it('two tabs of one operation each keep their own person', async () => {
    const me = await registerNatural(p, 12_000_005)
    await registerNatural(p, 12_000_006)
    const one = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(12_000_005) })
    const other = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(12_000_006) })
    const failed = await me.submitFrom(one, { respuestaSecreta: 'no es esta' })
    expect(textOf(failed)).toContain('12.000.005')
    const finishedOther = await me.submitFrom(other, { respuestaSecreta: RESPUESTA })
    const finishedOne = await me.submitFrom(failed, { respuestaSecreta: RESPUESTA })
    const claves = [shownProvisoria(finishedOne), shownProvisoria(finishedOther)]
    expect(new Set(claves).size).toBe(2)
    expect((await validateForCambiar(me, 12_000_005, claves[0])).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
    expect((await validateForCambiar(me, 12_000_006, claves[1])).url).toBe(
      pasoUrl('natural', 'cambiar', 'nueva'),
    )
  })

  it('a URL names its solicitud: it shows that one, and nothing to another session', async () => {
    const me = await registerNatural(p, 12_000_015)
    await registerNatural(p, 12_000_016)
    const solicitudUrl = async (number: number) => {
      const { action, all } = filledForm(await me.open(pasoUrl('natural', 'recuperar')), {
        rut: rutOf(number),
      })
      return String((await me.postRaw(action, all)).headers.location)
    }
    const [one, other] = [await solicitudUrl(12_000_015), await solicitudUrl(12_000_016)]
    expect(textOf(await me.open(one))).toContain('12.000.015')
    expect(textOf(await me.open(other))).toContain('12.000.016')
    const foreign = await new ScriptFreeBrowser(p.app).open(one)
    expect(foreign).toMatchObject({ url: pasoUrl('natural', 'recuperar'), errors: [SOLICITUD_LOST] })
    const finished = await me.submitFrom(await me.open(one), { respuestaSecreta: RESPUESTA })
    expect(textOf(finished)).toContain('Rut: 12.000.015')
    expect(shownProvisoria(await me.open(one))).toBe(shownProvisoria(finished))
    expect(shownProvisoria(await me.open(other))).toBe('')
  })

  it('resubmitting a finished paso continues, also with the previous session', async () => {
    const me = await registerNatural(p, 12_000_007)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(12_000_007) })
    const { action, all } = filledForm(pregunta, { respuestaSecreta: RESPUESTA })
    const clave = shownProvisoria(await me.post(action, all))
    expect(shownProvisoria(await me.post(action, all))).toBe(clave)
    expect(await mailsFor(p, emailOf(12_000_007))).toHaveLength(2)

    const seguridad = await validateForActualizar(me, 12_000_007)
    const secondPaso = filledForm(seguridad, { preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA })
    expect((await me.post(secondPaso.action, secondPaso.all)).url).toBe(
      pasoUrl('natural', 'actualizar', 'datos'),
    )
    const again = await me.post(secondPaso.action, secondPaso.all)
    expect(again.url).toBe(pasoUrl('natural', 'actualizar', 'datos'))
    expect(inputValue(again, 'direccion')).toBe('Pasaje Los Aromos')
  })

  it('a lost solicitud leads to the start of its tramite, in whatever letter case its address is', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(pasoUrl('juridica', 'facilitador/solicitar', 'nuevo').toUpperCase())
    expect(page).toMatchObject({
      url: pasoUrl('juridica', 'facilitador/solicitar'),
      errors: [SOLICITUD_LOST],
    })
  })

  it('“Volver” leads home from the first paso, and to the first from later ones', async () => {
    const me = await registerNatural(p, 12_000_008)
    const volverUrlIn = (page: LoadedPage) => /href="([^"]+)"[^>]*>Volver</.exec(page.html)?.[1]
    for (const operacion of OPERACIONES)
      expect(volverUrlIn(await me.open(pasoUrl('natural', operacion)))).toBe('/')
    expect(volverUrlIn(await validateForCambiar(me, 12_000_008))).toBe(pasoUrl('natural', 'cambiar'))
    expect(volverUrlIn(await validateForActualizar(me, 12_000_008))).toBe(pasoUrl('natural', 'actualizar'))
  })

  it('the last paso of actualizar keeps what was typed next to the errors', async () => {
    const me = await registerNatural(p, 12_000_009)
    const changes = {
      direccion: 'Otra <9>',
      comuna: '05101',
      celular: '123',
      sinCelular: '',
      email: 'a, b@c.test',
    }
    const page = await me.submitFrom(
      await withRespuesta(me, 12_000_009),
      actualizarFields(12_000_009, changes),
    )
    expect(page).toMatchObject({ status: 422, url: pasoUrl('natural', 'actualizar', 'datos') })
    expect(page.errors).toHaveLength(3)
    for (const name of ['direccion', 'celular', 'email'] as const)
      expect(inputValue(page, name)).toBe(changes[name])
    expect(selectedIn(page, 'comuna')).toBe('05101')
    expect((await me.submitFrom(page, actualizarFields(12_000_009))).title).toBe('Datos actualizados')
  })
})
