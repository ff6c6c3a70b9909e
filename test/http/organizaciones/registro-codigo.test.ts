import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { pasoUrl, paths, registroCodigoUrl, registroUrl } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import { proveOtec, registerOtec, SOLICITAR_URL } from '../../support/data/facilitadores.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithRespuesta,
  registerOrganizacion,
  updateOrganizacionCuenta,
} from '../../support/data/organizaciones.ts'
import { CLAVE, juridicaRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { smsCodeFor } from '../../support/http/celular.ts'
import { codeFor, emailOf, enlaceFor, mailsFor, returnFields } from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER = rutOf(9_000_001)
const NEW_CLAVE = 'Qu3ltehue!'

describe('a code to the channel that the register has of an organisation', () => {
  let p: TestProduct
  const registro = new Map<string, Organismo>()
  const channelOf = (number: number) => `registro${number}@organismo.test`
  const load = (number: number, changes: Partial<Organismo> = {}) => {
    registro.set(rutOf(number), organismoOf(number, { email: channelOf(number), ...changes }))
    return loadRegistro(p.deps, ...registro.values())
  }
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  type Operacion = Parameters<typeof registroUrl>[0]
  const ask = (me: ScriptFreeBrowser, page: LoadedPage, operacion: Operacion) =>
    me.press(page, registroCodigoUrl(operacion))
  const prove = (me: ScriptFreeBrowser, number: number, clave = CLAVE) =>
    me.submit(pasoUrl('juridica', 'cambiar'), { rut: rutOf(number), claveActual: clave })
  const registrar = (me: ScriptFreeBrowser, number: number) =>
    me.submit(pasoUrl('juridica', 'registrar'), juridicaRegistration(number))

  it('asked for at the end of Registrar verifies it; who registered is not told where it goes', async () => {
    const number = 76_600_001
    await load(number)
    const me = new ScriptFreeBrowser(p.app)
    const form = await ask(me, await registrar(me, number), 'registrar')
    expect(form.url.split('?')[0]).toBe(registroUrl('registrar'))
    expect(textOf(form)).not.toContain('organismo.test')
    expect(await codeFor(p, emailOf(number))).toBe('')
    const wrong = await me.submitFrom(form, { codigo: '000000' })
    expect(wrong.status).toBe(422)
    const done = await me.submitFrom(wrong, { codigo: await codeFor(p, channelOf(number)) })
    expect(done.title).toBe('Su cuenta fue creada')
    expect(textOf(done)).toContain('La organización quedó verificada con el código')
    expect(done.html).not.toContain(registroCodigoUrl('registrar'))
    const cuenta = await organizacionCuenta(p, number)
    expect(cuenta).toMatchObject({ identidad: 'verificada', verifiedBy: 'codigo' })
    expect((await auditOf(p, cuenta.id))[0]).toMatchObject({
      event: 'identidad_cambiada',
      result: 'verificada',
    })
    expect((await proveOtec(me, SOLICITAR_URL, number)).url).toContain(SOLICITAR_URL)
  })

  it('asked for at the end of Actualizar verifies it too, also by mobile, shown masked', async () => {
    const number = 76_600_002
    await load(number, { email: null, celular: '987650002' })
    const me = await registerOrganizacion(p, number)
    const data = await organizacionWithRespuesta(me, number)
    const end = await me.submitFrom(data, organizacionActualizarFields(number, { direccion: 'Otra 2' }))
    expect(textOf(end)).toContain('••02')
    const form = await ask(me, end, 'actualizar')
    const done = await me.submitFrom(form, { codigo: await smsCodeFor(p, '987650002') })
    expect(done.title).toBe('Datos actualizados')
    expect(await organizacionCuenta(p, number)).toMatchObject({ identidad: 'verificada' })
  })

  it('is not offered where the register has no channel, nor to who is verified', async () => {
    await load(76_600_003, { email: null })
    const me = new ScriptFreeBrowser(p.app)
    expect((await registrar(me, 76_600_003)).html).not.toContain(registroCodigoUrl('registrar'))
    await load(76_600_004)
    await registerOtec(p, 76_600_004)
    const other = new ScriptFreeBrowser(p.app)
    const data = await organizacionWithRespuesta(other, 76_600_004)
    const end = await other.submitFrom(data, organizacionActualizarFields(76_600_004))
    expect(end.html).not.toContain(registroCodigoUrl('actualizar'))
  })

  it('serves for 15 minutes, in its page only, within five tries', async () => {
    const number = 76_600_005
    await load(number)
    const me = new ScriptFreeBrowser(p.app)
    let form = await ask(me, await registrar(me, number), 'registrar')
    const codigo = await codeFor(p, channelOf(number))
    p.clock.advance({ minutes: 14 })
    const other = new ScriptFreeBrowser(p.app)
    const data = await organizacionWithRespuesta(other, number)
    const end = await other.submitFrom(data, organizacionActualizarFields(number))
    const elsewhere = await ask(other, end, 'actualizar')
    expect((await other.submitFrom(elsewhere, { codigo })).status).toBe(422)
    const wrong = String((Number(codigo) + 1) % 1_000_000).padStart(6, '0')
    for (let i = 0; i < 5; i++) form = await me.submitFrom(form, { codigo: wrong })
    expect((await me.submitFrom(form, { codigo })).errors[0]).toContain('cerrada hasta')
    expect(await organizacionCuenta(p, number)).toMatchObject({ identidad: 'coincide' })
  })

  it('asked for again prolongs nothing, also where its mailbox is over the limit and no message leaves', async () => {
    const number = 76_600_020
    const me = await registerOrganizacion(p, number)
    await load(number, { vigente: false })
    const other = new ScriptFreeBrowser(p.app)
    let form = await ask(other, await prove(other, number), 'cambiar')
    for (let i = 0; i < 5; i++) form = await other.submitFrom(form, {}, 'codigo')
    const last = await codeFor(p, channelOf(number))
    const silent = await ask(me, await prove(me, number), 'cambiar')
    expect(await codeFor(p, channelOf(number))).toBe(last)
    const wrong = await me.submitFrom(silent, { codigo: last })
    expect(wrong.errors).toHaveLength(1)
    p.clock.advance({ minutes: 14 })
    const again = await me.submitFrom(wrong, {}, 'codigo')
    expect(again.url).toContain(registroUrl('cambiar'))
    p.clock.advance({ minutes: 2 })
    expect((await me.submitFrom(again, {}, 'codigo')).url).not.toContain(registroUrl('cambiar'))
  })

  it('settles an OTEC no longer in force: it goes on, without facilitators', async () => {
    const number = 76_600_006
    const me = await registerOrganizacion(p, number)
    await load(number, { vigente: false })
    const stopped = await prove(me, number)
    expect(stopped.title).toBe('Esta OTEC no está vigente')
    const form = await ask(me, stopped, 'cambiar')
    const done = await me.submitFrom(form, { codigo: await codeFor(p, channelOf(number)) })
    expect(done.title).toBe('La organización quedó verificada')
    expect((await prove(me, number)).url).toContain(pasoUrl('juridica', 'cambiar', 'nueva'))
    expect((await proveOtec(me, SOLICITAR_URL, number)).title).toBe('Esta OTEC no está vigente')
    await load(number, { vigente: false, razonSocial: 'Otro Nombre' })
    expect((await prove(me, number)).title).not.toBe('Esta OTEC no está vigente')
    await load(number, { vigente: false, rutRepresentante: OTHER })
    expect((await prove(me, number)).title).toBe('Cambió el representante legal')
  })

  it('takes over the register’s representative, and nothing of what the former one knew stays', async () => {
    const number = 76_600_007
    const former = await registerOtec(p, number)
    const old = await organizacionCuenta(p, number)
    await load(number, { rutRepresentante: OTHER, celular: '987650007' })
    const me = new ScriptFreeBrowser(p.app)
    const stopped = await prove(me, number)
    expect(textOf(stopped)).toContain('r****7@organismo.test')
    const form = await ask(me, stopped, 'cambiar')
    const nueva = await me.submitFrom(form, { codigo: await codeFor(p, channelOf(number)) })
    expect(nueva.url).toContain(pasoUrl('juridica', 'cambiar', 'nueva'))
    expect(await organizacionCuenta(p, number)).toMatchObject({ rutRepresentante: old.rutRepresentante })
    const done = await me.submitFrom(nueva, returnFields(NEW_CLAVE))
    expect(done.title).toBe('Su CS fue cambiada')
    expect(textOf(done)).toContain('los datos de contacto del registro de SENCE')
    expect(textOf(done)).not.toContain('quedó sin celular')
    const told = (await mailsFor(p, channelOf(number))).at(-1)
    expect(told?.subject).toBe('Su Clave Sence fue cambiada')
    expect(told?.text).toContain('los datos de contacto del registro de SENCE')
    expect(told?.text).not.toContain('quedó sin celular')
    const now = p.clock.now()
    expect(await organizacionCuenta(p, number)).toMatchObject({
      rutRepresentante: OTHER,
      identidad: 'verificada',
      verifiedBy: 'codigo',
      email: channelOf(number),
      emailConfirmedAt: now,
      celular: '987650007',
      emailRepresentante: null,
      celularRepresentante: null,
    })
    expect((await prove(former, number)).status).toBe(422)
    expect((await prove(me, number, NEW_CLAVE)).url).toContain(pasoUrl('juridica', 'cambiar', 'nueva'))
    const recuperar = await former.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
    expect((await former.submitFrom(recuperar, { respuestaSecreta: RESPUESTA })).status).toBe(422)
    // The notice of the registration, at a mailbox that the account left by the register, only leads to the call centre.
    const notice = await enlaceFor(p, emailOf(number), 'No fui yo')
    const contested = await former.press(await former.open(notice), paths.enlacePages['no-fui-yo'])
    expect(contested.title).toBe('Este correo ya no es de la cuenta')
    expect(await organizacionCuenta(p, number)).toMatchObject({ estado: 'activa' })
  })

  it('takes over nothing once the entry changed again, or when it is only started', async () => {
    const number = 76_600_008
    await registerOrganizacion(p, number)
    const before = await organizacionCuenta(p, number)
    await load(number, { rutRepresentante: OTHER })
    const me = new ScriptFreeBrowser(p.app)
    const form = await ask(me, await prove(me, number), 'cambiar')
    const nueva = await me.submitFrom(form, { codigo: await codeFor(p, channelOf(number)) })
    await load(number, { rutRepresentante: rutOf(9_000_002) })
    const late = await me.submitFrom(nueva, returnFields(NEW_CLAVE))
    expect(late.title).not.toBe('Su CS fue cambiada')
    const { claveHash } = await organizacionCuenta(p, number)
    expect(claveHash).toBe(before.claveHash)
    expect((await prove(me, number)).title).toBe('Cambió el representante legal')
  })

  it('to a mailbox that three accounts have confirmed leaves it unconfirmed', async () => {
    const number = 76_600_009
    for (const other of [76_600_091, 76_600_092, 76_600_093]) {
      await registerOrganizacion(p, other, { email: channelOf(number) })
      await updateOrganizacionCuenta(p, other, { emailConfirmedAt: p.clock.now() })
    }
    await registerOrganizacion(p, number)
    await load(number, { rutRepresentante: OTHER })
    const me = new ScriptFreeBrowser(p.app)
    const form = await ask(me, await prove(me, number), 'cambiar')
    const nueva = await me.submitFrom(form, { codigo: await codeFor(p, channelOf(number)) })
    await me.submitFrom(nueva, returnFields(NEW_CLAVE))
    expect(await organizacionCuenta(p, number)).toMatchObject({
      rutRepresentante: OTHER,
      email: channelOf(number),
      emailConfirmedAt: null,
    })
  })
})
