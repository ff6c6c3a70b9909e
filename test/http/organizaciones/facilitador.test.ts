import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl, paths, withdrawUrl } from '../../../src/domain/urls.ts'
import { auditOf } from '../../support/data/cuentas.ts'
import {
  activateFacilitador,
  answerOn,
  FACILITADOR_CLAVE,
  facilitadorCuenta,
  facilitadorEmail,
  idsIn,
  invitationFor,
  listIn,
  otecEmail,
  pedido,
  proveOtec,
  RECUPERAR_URL,
  registerOtec,
  requestFacilitador,
  respond,
  SOLICITAR_URL,
  subjectsFor,
  validateFacilitador,
  withFacilitador,
} from '../../support/data/facilitadores.ts'
import { organizacionCuenta } from '../../support/data/organizaciones.ts'
import { nieOf } from '../../support/data/personas.ts'
import { enlaceFor, mailsFor } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Tr3pador#7'
const PENDING = 'Pendiente: falta que el facilitador acepte con el enlace de su correo'

describe('an OTEC and its foreign facilitators', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const eventsOf = async (cuentaId: string) => (await auditOf(p, cuentaId)).map(({ event }) => event)

  it('requests one, who accepts and chooses the CS; recovers it; lets it go', async () => {
    const me = await registerOtec(p, 77_000_001)
    const form = await proveOtec(me, SOLICITAR_URL, 77_000_001)
    expect(form.url).toBe(pasoUrl('juridica', 'facilitador/solicitar', 'nuevo'))
    expect(textOf(form)).toContain('La OTEC todavía no tiene facilitadores.')
    const done = await me.submitFrom(form, pedido(1001))
    expect([done.title, ...done.errors]).toEqual(['Registramos su solicitud'])
    expect(listIn(await proveOtec(me, SOLICITAR_URL, 77_000_001))).toEqual([
      `Chimamanda Okafor | Documento: AB****01 | Email: f****1@correo.test | Estado: ${PENDING}`,
    ])
    expect(await facilitadorCuenta(p, 1001)).toMatchObject({
      perfil: 'facilitador',
      identificador: nieOf(1001),
      claveHash: null,
      emailConfirmedAt: null,
      paisOrigen: 'NGA',
    })

    expect((await activateFacilitador(p, facilitadorEmail(1001))).title).toBe('Su CS fue cambiada')
    const cuenta = await facilitadorCuenta(p, 1001)
    expect(cuenta?.emailConfirmedAt).not.toBeNull()
    expect(listIn(await proveOtec(me, SOLICITAR_URL, 77_000_001))[0]).toMatch(/Estado: Activo$/)

    const own = new ScriptFreeBrowser(p.app)
    const nuevaPage = await validateFacilitador(own, 1001, FACILITADOR_CLAVE)
    expect(nuevaPage.url).toBe(pasoUrl('facilitador', 'cambiar', 'nueva'))
    const changed = await own.submitFrom(nuevaPage, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    expect(changed.title).toBe('Su CS fue cambiada')

    const choicePage = await proveOtec(me, RECUPERAR_URL, 77_000_001)
    const [id = ''] = idsIn(choicePage)
    const recovered = await me.submitFrom(choicePage, { facilitador: id })
    expect(recovered.title).toBe('Enviamos el enlace al facilitador')
    const other = new ScriptFreeBrowser(p.app)
    const enlace = await enlaceFor(p, facilitadorEmail(1001), 'Recuperar mi CS')
    const byEnlace = await other.press(await other.open(enlace), paths.enlacePages.recuperar)
    expect(byEnlace.url).toBe(pasoUrl('facilitador', 'cambiar', 'nueva'))
    await other.submitFrom(byEnlace, { claveNueva: 'Chunc0#99', repetirClaveNueva: 'Chunc0#99' })
    expect((await validateFacilitador(other, 1001, 'Chunc0#99')).url).toBe(
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    )

    await proveOtec(me, SOLICITAR_URL, 77_000_001)
    const withdrawPage = await me.open(withdrawUrl('', id))
    expect(withdrawPage.html).toContain(`value="${id}" selected`)
    const withdrawn = await me.submitFrom(withdrawPage, { facilitador: id })
    expect(withdrawn.title).toBe('El facilitador fue retirado')
    expect(listIn(await proveOtec(me, SOLICITAR_URL, 77_000_001))[0]).toMatch(/Estado: Retirado$/)
    expect((await validateFacilitador(other, 1001, 'Chunc0#99')).url).toBe(
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    )

    expect(await subjectsFor(p, otecEmail(77_000_001))).toEqual([
      'Su Clave Sence fue creada',
      'Su OTEC solicitó un facilitador extranjero',
      'Un facilitador extranjero aceptó a su OTEC',
      'Su OTEC pidió recuperar la Clave Sence de un facilitador',
      'Su OTEC retiró a un facilitador extranjero',
    ])
    expect(await subjectsFor(p, facilitadorEmail(1001))).toEqual([
      'Una OTEC le pide ser su facilitador extranjero',
      'Aceptó ser facilitador de una OTEC',
      'Su Clave Sence fue cambiada',
      'Enlace para recuperar su Clave Sence',
      'Su Clave Sence fue cambiada',
      'Ya no es facilitador de una OTEC',
    ])
    const fromBoth = [
      'facilitador_solicitado',
      'facilitador_aceptado',
      'facilitador_recuperado',
      'facilitador_retirado',
    ]
    expect(await eventsOf(cuenta?.id ?? '')).toEqual(expect.arrayContaining(fromBoth))
    expect(await eventsOf((await organizacionCuenta(p, 77_000_001)).id)).toEqual(
      expect.arrayContaining(fromBoth),
    )
  })

  it('asks an invited one for the document number before it accepts; a wrong one is a try at the data', async () => {
    const me = await registerOtec(p, 77_000_035)
    await requestFacilitador(me, 77_000_035, pedido(1035))
    const reader = new ScriptFreeBrowser(p.app)
    const page = await reader.open(await invitationFor(p, facilitadorEmail(1035)))
    const wrong = await reader.submitFrom(page, { nie: nieOf(1036) })
    expect(wrong).toMatchObject({
      status: 422,
      errors: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
    })
    expect(wrong.html).not.toContain(nieOf(1035))
    expect((await reader.submitFrom(page, { nie: nieOf(1035) })).url).toBe(
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    )
  })

  it('can share one: the second waits for acceptance and sees only what it typed until then', async () => {
    await withFacilitador(p, 77_000_011, 1011)
    const before = await facilitadorCuenta(p, 1011)
    const second = await registerOtec(p, 77_000_012)
    const others = { nombres: 'Otro', apellidoPaterno: 'Nombre', email: 'escrito1011@correo.test' }
    const done = await requestFacilitador(second, 77_000_012, pedido(1011, others))
    expect(done.title).toBe('Registramos su solicitud')
    expect(await facilitadorCuenta(p, 1011)).toEqual(before)
    expect(listIn(await proveOtec(second, SOLICITAR_URL, 77_000_012))).toEqual([
      `Otro Nombre | Documento: AB****11 | Email: e****1@correo.test | Estado: ${PENDING}`,
    ])
    expect((await proveOtec(second, RECUPERAR_URL, 77_000_012)).title).toBe('No hay facilitadores activos')
    expect(await mailsFor(p, 'escrito1011@correo.test')).toEqual([])

    const { page } = await respond(p, await invitationFor(p, facilitadorEmail(1011)), 'aceptar-otec')
    expect(page.title).toBe('Aceptó a la OTEC')
    expect(listIn(await proveOtec(second, SOLICITAR_URL, 77_000_012))).toEqual([
      'Chimamanda Okafor | Documento: AB****11 | Email: f****1@correo.test | Estado: Activo',
    ])
    expect((await validateFacilitador(new ScriptFreeBrowser(p.app), 1011, FACILITADOR_CLAVE)).url).toBe(
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    )
  })

  it('does not list one who refused, and the link stops working', async () => {
    const me = await registerOtec(p, 77_000_021)
    await requestFacilitador(me, 77_000_021, pedido(1021))
    const url = await invitationFor(p, facilitadorEmail(1021))
    expect((await respond(p, url, 'rechazar')).page.title).toBe('No aceptó a la OTEC')
    expect(listIn(await proveOtec(me, SOLICITAR_URL, 77_000_021))[0]).toMatch(
      /Estado: No aceptado por el facilitador$/,
    )
    expect((await new ScriptFreeBrowser(p.app).open(url)).status).toBe(410)
  })

  it('sends invitations that work once, for 72 hours, only the newest; and again on request', async () => {
    const me = await registerOtec(p, 77_000_031)
    await requestFacilitador(me, 77_000_031, pedido(1031))
    const old = await invitationFor(p, facilitadorEmail(1031))
    await requestFacilitador(me, 77_000_031, pedido(1031))
    const nuevaPage = await invitationFor(p, facilitadorEmail(1031))
    expect((await new ScriptFreeBrowser(p.app).open(old)).status).toBe(410)
    p.clock.advance({ hours: 71 })
    expect((await new ScriptFreeBrowser(p.app).open(nuevaPage)).title).toBe('Responda a la OTEC')
    p.clock.advance({ hours: 1 })
    const expired = await new ScriptFreeBrowser(p.app).open(nuevaPage)
    expect(expired.status).toBe(410)
    expect(textOf(expired)).toContain('pida a su OTEC')

    await requestFacilitador(me, 77_000_031, pedido(1031))
    const url = await invitationFor(p, facilitadorEmail(1031))
    const [one, other] = [new ScriptFreeBrowser(p.app), new ScriptFreeBrowser(p.app)]
    const [inOne, inOther] = [await one.open(url), await other.open(url)]
    const clicks = await Promise.all([1, 2].map(() => answerOn(p, one, inOne, url)))
    expect(clicks.map((click) => click.url)).toEqual([
      pasoUrl('facilitador', 'cambiar', 'nueva'),
      pasoUrl('facilitador', 'cambiar', 'nueva'),
    ])
    expect((await other.submitFrom(inOther, { nie: nieOf(1031) })).title).toBe('Este enlace ya no sirve')
  })

  it('can correct a mistyped request, and let go a mailbox that never answered', async () => {
    const me = await registerOtec(p, 77_000_041)
    await requestFacilitador(me, 77_000_041, pedido(1041, { email: 'errado1041@correo.test' }))
    const wrong = await invitationFor(p, 'errado1041@correo.test')
    await requestFacilitador(me, 77_000_041, pedido(1041))
    expect((await facilitadorCuenta(p, 1041))?.email).toBe(facilitadorEmail(1041))
    expect((await new ScriptFreeBrowser(p.app).open(wrong)).status).toBe(410)
    // A mistyped document number leaves the mailbox free for the right one.
    const done = await requestFacilitador(me, 77_000_041, pedido(1042, { email: facilitadorEmail(1041) }))
    expect(done.title).toBe('Registramos su solicitud')
    expect((await activateFacilitador(p, facilitadorEmail(1041))).title).toBe('Su CS fue cambiada')
    expect((await facilitadorCuenta(p, 1042))?.claveHash).not.toBeNull()
    expect(await facilitadorCuenta(p, 1041)).toMatchObject({ email: null, claveHash: null })
  })

  it('leaves a mistyped mailbox without access once the address is corrected, let go or undone', async () => {
    const NEW_CLAVE_FIELDS = { claveNueva: FACILITADOR_CLAVE, repetirClaveNueva: FACILITADOR_CLAVE }
    const me = await registerOtec(p, 77_000_091)
    const pressed = async (number: number, email: string) => {
      await requestFacilitador(me, 77_000_091, pedido(number, { email }))
      return respond(p, await invitationFor(p, email), 'aceptar-otec')
    }
    const corrected = await pressed(1091, 'errado1091@correo.test')
    await requestFacilitador(me, 77_000_091, pedido(1091))
    const letGo = await pressed(1092, 'errado1092@correo.test')
    await requestFacilitador(me, 77_000_091, pedido(1093, { email: 'errado1092@correo.test' }))
    p.clock.advance({ minutes: 1 })
    const withdrawn = await pressed(1094, facilitadorEmail(1094))
    await proveOtec(me, SOLICITAR_URL, 77_000_091)
    const [id = ''] = idsIn(await me.open(pasoUrl('juridica', 'facilitador/solicitar', 'retirar')))
    expect(
      (await me.submit(pasoUrl('juridica', 'facilitador/solicitar', 'retirar'), { facilitador: id })).title,
    ).toBe('El facilitador fue retirado')
    for (const { me: stranger, page } of [corrected, letGo, withdrawn]) {
      expect(page.url).toBe(pasoUrl('facilitador', 'cambiar', 'nueva'))
      const finished = await stranger.submitFrom(page, NEW_CLAVE_FIELDS)
      expect([finished.url, finished.errors[0]]).toEqual([
        pasoUrl('facilitador', 'cambiar'),
        expect.stringContaining('de nuevo'),
      ])
    }
    for (const number of [1091, 1092, 1094]) {
      expect(await facilitadorCuenta(p, number)).toMatchObject({ claveHash: null, emailConfirmedAt: null })
    }
    expect((await activateFacilitador(p, facilitadorEmail(1091))).title).toBe('Su CS fue cambiada')
  })

  it('cannot set account data while another OTEC’s invitation waits, only after it', async () => {
    const [one, other] = [await registerOtec(p, 77_000_045), await registerOtec(p, 77_000_046)]
    await requestFacilitador(one, 77_000_045, pedido(1045))
    await requestFacilitador(other, 77_000_046, pedido(1045, { email: 'otro1045@correo.test' }))
    expect((await facilitadorCuenta(p, 1045))?.email).toBe(facilitadorEmail(1045))
    p.clock.advance({ hours: 72 })
    await requestFacilitador(other, 77_000_046, pedido(1045, { email: 'otro1045@correo.test' }))
    expect((await facilitadorCuenta(p, 1045))?.email).toBe('otro1045@correo.test')
  })

  it('never overwrites an account from elsewhere, even without CS', async () => {
    await withFacilitador(p, 77_000_048, 1048)
    const cuenta = await facilitadorCuenta(p, 1048)
    const importedCuenta = {
      ...cuenta,
      id: '3d1b3b0e-0000-4000-8000-000000001049',
      identificador: nieOf(1049),
    }
    await p.deps.store.transaction(async (uow) => {
      if (cuenta)
        await uow.cuentas.create({
          ...cuenta,
          ...importedCuenta,
          email: 'viejo1049@correo.test',
          claveHash: null,
        })
    })
    const me = await registerOtec(p, 77_000_049)
    await requestFacilitador(me, 77_000_049, pedido(1049))
    expect((await facilitadorCuenta(p, 1049))?.email).toBe('viejo1049@correo.test')
    expect(await mailsFor(p, facilitadorEmail(1049))).toEqual([])
    expect((await activateFacilitador(p, 'viejo1049@correo.test')).title).toBe('Su CS fue cambiada')
  })
})
