import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { casoUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import {
  facilitadorCuenta,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  SOLICITAR_URL,
} from '../../support/data/facilitadores.ts'
import { loadRegistro, organismoOf, REPRESENTANTE } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  organizacionWithRespuesta,
  validateOrganizacion,
} from '../../support/data/organizaciones.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { askForSms, smsCodeFor, withCelular } from '../../support/http/celular.ts'
import { emailOf, enlaceFor, noFuiYo } from '../../support/http/journeys.ts'
import { verifyByTwo } from '../../support/http/ordenes.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER = rutOf(9_000_001)
const OTRO_REPRESENTANTE = 'Cambió el representante legal'
const NO_VIGENTE = 'Esta OTEC no está vigente'

const prove = (me: ScriptFreeBrowser, number: number) =>
  me.submit(pasoUrl('juridica', 'cambiar'), { rut: rutOf(number), claveActual: CLAVE })

const answer = async (me: ScriptFreeBrowser, number: number) =>
  me.submitFrom(await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) }), {
    respuestaSecreta: RESPUESTA,
  })

describe('an organisation that the register stops', () => {
  let p: TestProduct
  const registro = new Map<string, Organismo>()
  const load = (number: number, changes: Partial<Organismo>) => {
    registro.set(rutOf(number), organismoOf(number, changes))
    return loadRegistro(p.deps, ...registro.values())
  }
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each([
    ['another representative', 76_400_001, { rutRepresentante: OTHER }, OTRO_REPRESENTANTE],
    ['an OTEC no longer in force', 76_400_002, { vigente: false }, NO_VIGENTE],
  ])('with %s: every operation stops after proof, with a caso', async (_why, number, entry, title) => {
    const me = await registerOtec(p, number)
    await load(number, entry)
    const withClave = { rut: rutOf(number), claveActual: CLAVE }
    const pages = [
      await answer(me, number),
      await prove(me, number),
      await organizacionWithRespuesta(me, number),
      await organizacionWithCodigo(p, me, number),
      await me.submit(pasoUrl('juridica', 'actualizar', 'clave'), withClave),
      await proveOtec(me, SOLICITAR_URL, number),
      await proveOtec(me, RECUPERAR_URL, number),
    ]
    expect(pages.map((page) => page.title)).toEqual(pages.map(() => title))
    const withCaso = await me.press(await prove(me, number), casoUrl('juridica', 'cambiar'))
    expect(textOf(withCaso)).toMatch(/Su número de caso es \w{8}\./)
    const cuenta = await organizacionCuenta(p, number)
    expect(cuenta).toMatchObject({ rutRepresentante: REPRESENTANTE, estado: 'activa' })
  })

  it('before a proof gets the same pages as any other', async () => {
    const seen = []
    for (const number of [76_400_001, 76_400_099]) {
      const me = new ScriptFreeBrowser(p.app)
      const wrong = await me.submit(pasoUrl('juridica', 'cambiar'), {
        rut: rutOf(number),
        claveActual: 'Otra!Cl4v',
      })
      const data = await me.submit(pasoUrl('juridica', 'actualizar'), {
        rut: rutOf(number),
        rutRepresentante: rutOf(9_000_009),
        emailRegistrado: emailOf(number),
      })
      seen.push([wrong.status, wrong.errors, data.status, data.errors])
    }
    expect(seen[0]).toEqual(seen[1])
  })

  it('whose former representative was amid an operation writes nothing after the load', async () => {
    const me = await registerOtec(p, 76_400_003)
    const before = await organizacionCuenta(p, 76_400_003)
    const data = await organizacionWithRespuesta(me, 76_400_003)
    const otec = new ScriptFreeBrowser(p.app)
    const forFacilitador = await proveOtec(otec, SOLICITAR_URL, 76_400_003)
    const another = new ScriptFreeBrowser(p.app)
    const forClave = await prove(another, 76_400_003)
    await load(76_400_003, { rutRepresentante: OTHER })
    const fields = { rutRepresentante: OTHER, claveParaConfirmar: CLAVE }
    await me.submitFrom(data, organizacionActualizarFields(76_400_003, fields))
    const claves = { claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' }
    await another.submitFrom(forClave, claves)
    await otec.submitFrom(forFacilitador, pedido(4003))
    expect(await facilitadorCuenta(p, 4003)).toBeUndefined()
    const { rutRepresentante, claveHash } = before
    const after = { rutRepresentante, claveHash, identidad: 'declarada' }
    expect(await organizacionCuenta(p, 76_400_003)).toMatchObject(after)
  })

  it('whose new mobile waited for its code is not told that three accounts have it', async () => {
    const [number, celular] = [76_400_020, '987650020']
    const me = await registerOtec(p, number)
    const fields = organizacionActualizarFields(number, withCelular(celular))
    const page = await me.submitFrom(await organizacionWithCodigo(p, me, number), fields)
    const form = await askForSms(me, page, 'actualizar', 'juridica')
    await load(number, { rutRepresentante: OTHER })
    const after = await me.submitFrom(form, { codigo: await smsCodeFor(p, celular) })
    expect(after).toMatchObject({
      url: pasoUrl('juridica', 'actualizar'),
      errors: ['El trámite anterior ya terminó o pasó su tiempo. Por seguridad, comience de nuevo'],
    })
    expect((await organizacionCuenta(p, number)).celular).not.toBe(celular)
  })

  it('can still say “No fui yo”', async () => {
    const me = await registerOtec(p, 76_400_004)
    p.clock.advance({ minutes: 1 })
    await me.submitFrom(
      await organizacionWithRespuesta(me, 76_400_004),
      organizacionActualizarFields(76_400_004, { direccion: 'Otra Calle' }),
    )
    await load(76_400_004, { rutRepresentante: OTHER })
    await noFuiYo(p, emailOf(76_400_004))
    expect(await organizacionCuenta(p, 76_400_004)).toMatchObject({ estado: 'congelada' })
  })

  it('goes on once staff settled it, until that entry of the register changes', async () => {
    const number = 76_400_005
    const me = await registerOtec(p, number)
    await load(number, { rutRepresentante: OTHER })
    await expect(verifyByTwo(p, number, { settles: false })).rejects.toThrow('otro_representante')
    expect((await prove(me, number)).title).toBe(OTRO_REPRESENTANTE)
    await verifyByTwo(p, number, { settles: true })
    const { id } = await organizacionCuenta(p, number)
    expect((await auditOf(p, id))[0]).toMatchObject({ event: 'identidad_cambiada', result: 'verificada' })
    for (const changes of [{ rutRepresentante: OTHER }, { rutRepresentante: OTHER, razonSocial: 'Otra' }]) {
      await load(number, changes)
      expect((await prove(me, number)).title).not.toBe(OTRO_REPRESENTANTE)
      expect((await proveOtec(me, SOLICITAR_URL, number)).title).not.toBe(OTRO_REPRESENTANTE)
      expect(await organizacionCuenta(p, number)).toMatchObject({ identidad: 'verificada' })
    }
    await load(number, { rutRepresentante: rutOf(9_000_002) })
    expect((await prove(me, number)).title).toBe(OTRO_REPRESENTANTE)
    await load(number, { rutRepresentante: OTHER })
    expect((await prove(me, number)).title).toBe(OTRO_REPRESENTANTE)
  })

  it('goes on once the register has its representative again, verified by nobody', async () => {
    const number = 76_400_006
    const me = await registerOtec(p, number)
    await load(number, { rutRepresentante: OTHER })
    await load(number, {})
    expect((await validateOrganizacion(me, number)).title).not.toBe(OTRO_REPRESENTANTE)
    expect((await answer(me, number)).title).toMatch(/^Enviamos su clave provisoria/)
    expect(await organizacionCuenta(p, number)).toMatchObject({ identidad: 'coincide', verifiedBy: null })
  })

  it('by a mailed link is told why, and the link goes on once the register no longer stops it', async () => {
    const number = 76_400_021
    await registerOtec(p, number, { emailConfirmedAt: p.clock.now() })
    await load(number, { rutRepresentante: OTHER })
    const me = new ScriptFreeBrowser(p.app)
    await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
    await me.submit(pasoUrl('juridica', 'recuperar', 'correo'), {})
    const url = await enlaceFor(p, emailOf(number), 'Recuperar mi CS')
    const press = async () => {
      const owner = new ScriptFreeBrowser(p.app)
      return owner.press(await owner.open(url), paths.enlacePages.recuperar)
    }
    expect((await press()).title).toBe(OTRO_REPRESENTANTE)
    expect((await press()).title).toBe(OTRO_REPRESENTANTE)
    await load(number, { rutRepresentante: REPRESENTANTE })
    expect((await press()).url).toBe(pasoUrl('juridica', 'cambiar', 'nueva'))
    expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(410)
  })
})
