import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import { paths } from '../../../src/domain/urls.ts'
import { updateCuenta } from '../../support/data/cuentas.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithRespuesta,
  registerOrganizacion,
  representanteEmail,
  validateOrganizacion,
} from '../../support/data/organizaciones.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { codeFor, emailOf, enlaceFor, mailsFor } from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OTHER_REPRESENTANTE = rutOf(9_000_001)
const OTHER_EMAIL = 'otra.persona@otro.test'
const CONFIRM_TEXT = 'Confirmar mi correo'
const PAGE = paths.enlacePages['confirmar-representante']

describe('the mailbox of a legal representative', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const confirmEmailOf = (number: number) =>
    updateCuenta(p, 'juridica', rutOf(number), { emailConfirmedAt: p.clock.now() })
  const openEnlace = async (me: ScriptFreeBrowser, to: string): Promise<LoadedPage> =>
    me.open(await enlaceFor(p, to, CONFIRM_TEXT))
  /** Asks for a code in paso 2, or in the page of paso 3, and writes the one that arrived at a mailbox. */
  const writeCodigo = async (me: ScriptFreeBrowser, page: LoadedPage, mailbox: string) =>
    me.submitFrom(await me.submitFrom(page, {}, 'codigo'), { codigo: await codeFor(p, mailbox) })

  it('is asked by mail to confirm, by a button where the account was made', async () => {
    const me = await registerOrganizacion(p, 77_200_001)
    const [mail] = await mailsFor(p, representanteEmail(77_200_001))
    expect(mail?.subject).toBe('Confirme que es representante legal de una organización')
    expect(mail?.text).not.toContain(rutOf(77_200_001))
    const page = await openEnlace(me, representanteEmail(77_200_001))
    expect(await organizacionCuenta(p, 77_200_001)).toMatchObject({ emailRepresentanteConfirmedAt: null })
    const done = await me.press(page, PAGE)
    expect(done).toMatchObject({
      url: paths.emailConfirmed.representante,
      title: 'Su correo está confirmado',
    })
    expect(await organizacionCuenta(p, 77_200_001)).toMatchObject({
      emailRepresentanteConfirmedAt: p.clock.now(),
      emailConfirmedAt: null,
    })
  })

  it('elsewhere asks for CS or answer, so that who reads a mistyped one confirms nothing', async () => {
    await registerOrganizacion(p, 77_200_002)
    const reader = new ScriptFreeBrowser(p.app)
    const page = await openEnlace(reader, representanteEmail(77_200_002))
    const wrong = await reader.submitFrom(page, { claveParaConfirmar: 'Otra#1234' })
    expect(wrong.status).toBe(422)
    expect(await organizacionCuenta(p, 77_200_002)).toMatchObject({ emailRepresentanteConfirmedAt: null })
    const done = await reader.submitFrom(wrong, { claveParaConfirmar: CLAVE })
    expect(done.url).toBe(paths.emailConfirmed.representante)
  })

  it('that is the organisation’s too is confirmed with it, and gets one mail', async () => {
    const email = emailOf(77_200_003)
    const me = await registerOrganizacion(p, 77_200_003, { emailRepresentante: email.toUpperCase() })
    expect(await mailsFor(p, email)).toHaveLength(1)
    await me.press(await openEnlace(me, email), paths.enlacePages['confirmar-correo'])
    const now = p.clock.now()
    const both = { emailConfirmedAt: now, emailRepresentanteConfirmedAt: now }
    expect(await organizacionCuenta(p, 77_200_003)).toMatchObject(both)
  })

  it('gets no code until it is confirmed: the organisation’s does, which opens all but the representative', async () => {
    const number = 77_200_004
    const me = await registerOrganizacion(p, number)
    await confirmEmailOf(number)
    let page = await writeCodigo(me, await validateOrganizacion(me, number), emailOf(number))
    expect(await codeFor(p, representanteEmail(number))).toBe('')
    for (const changes of [
      { rutRepresentante: OTHER_REPRESENTANTE },
      { emailRepresentante: OTHER_EMAIL },
      { celularRepresentante: '87654321' },
    ]) {
      const fields = { ...changes, claveParaConfirmar: CLAVE }
      page = await me.submitFrom(page, organizacionActualizarFields(number, fields))
      expect(page.status).toBe(422)
      expect(page.errors.join()).toContain('no basta el código')
    }
    const done = await me.submitFrom(
      page,
      organizacionActualizarFields(number, { email: 'nuevo4@otro.test' }),
    )
    expect(textOf(done)).toContain('El cambio tendrá efecto en cuanto confirme.')
  })

  it('not confirmed changes with that code only beside answer and CS', async () => {
    const number = 77_200_005
    const me = await registerOrganizacion(p, number)
    await confirmEmailOf(number)
    const data = await writeCodigo(me, await organizacionWithRespuesta(me, number), emailOf(number))
    expect(data.html).toContain('name="claveParaConfirmar"')
    const fields = { rutRepresentante: OTHER_REPRESENTANTE, emailRepresentante: OTHER_EMAIL }
    const without = await me.submitFrom(data, organizacionActualizarFields(number, fields))
    expect(without.status).toBe(422)
    const withClave = { ...fields, claveParaConfirmar: CLAVE }
    const done = await me.submitFrom(without, organizacionActualizarFields(number, withClave))
    expect(done.title).toBe('Datos actualizados')
    // As with answer and CS alone, it waits.
    const { emailRepresentante } = await organizacionCuenta(p, number)
    expect(emailRepresentante).toBe(representanteEmail(number))
  })

  it('once confirmed gets the codes, which open everything', async () => {
    const number = 77_200_006
    const me = await registerOrganizacion(p, number)
    await confirmEmailOf(number)
    await me.press(await openEnlace(me, representanteEmail(number)), PAGE)
    const data = await writeCodigo(me, await validateOrganizacion(me, number), representanteEmail(number))
    const fields = organizacionActualizarFields(number, { rutRepresentante: OTHER_REPRESENTANTE })
    expect((await me.submitFrom(data, fields)).title).toBe('Datos actualizados')
  })

  it('confirmed meanwhile makes nothing more of a code to the organisation’s', async () => {
    const number = 77_200_007
    const me = await registerOrganizacion(p, number)
    await confirmEmailOf(number)
    const data = await writeCodigo(me, await validateOrganizacion(me, number), emailOf(number))
    const representante = new ScriptFreeBrowser(p.app)
    const page = await openEnlace(representante, representanteEmail(number))
    await representante.submitFrom(page, { claveParaConfirmar: CLAVE })
    await me.submitFrom(data, organizacionActualizarFields(number, { emailRepresentante: OTHER_EMAIL }))
    const { emailRepresentante } = await organizacionCuenta(p, number)
    expect(emailRepresentante).toBe(representanteEmail(number))
  })

  it('of a new representative is asked to confirm, and the former one’s link ends', async () => {
    const number = 77_200_008
    const me = await registerOrganizacion(p, number)
    const former = await enlaceFor(p, representanteEmail(number), CONFIRM_TEXT)
    const mailbox = `nuevo.representante${number}@otro.test`
    const fields = { emailRepresentante: mailbox, claveParaConfirmar: CLAVE }
    await me.submitFrom(
      await organizacionWithRespuesta(me, number),
      organizacionActualizarFields(number, fields),
    )
    // Asked for with answer and CS it waits 24 hours.
    p.clock.advance({ hours: 24 })
    await applyPendingChanges(p.deps)
    const next = new ScriptFreeBrowser(p.app)
    expect((await next.open(former)).status).toBe(410)
    const page = await openEnlace(next, mailbox)
    const done = await next.submitFrom(page, { claveParaConfirmar: CLAVE })
    expect(done.url).toBe(paths.emailConfirmed.representante)
  })

  it('of a former one proves nothing once the register has another, nor does a pending change take effect', async () => {
    const number = 77_200_009
    const me = await registerOrganizacion(p, number)
    await confirmEmailOf(number)
    await me.press(await openEnlace(me, representanteEmail(number)), PAGE)
    const data = await writeCodigo(me, await validateOrganizacion(me, number), representanteEmail(number))
    await me.submitFrom(data, organizacionActualizarFields(number, { email: 'suyo9@otro.test' }))
    await loadRegistro(p.deps, organismoOf(number, { rutRepresentante: OTHER_REPRESENTANTE }))
    const stopped = await writeCodigo(me, await validateOrganizacion(me, number), representanteEmail(number))
    expect(stopped.title).toBe('Cambió el representante legal')
    const pending = await me.open(await enlaceFor(p, 'suyo9@otro.test', CONFIRM_TEXT))
    const dropped = await me.press(pending, paths.enlacePages['confirmar-correo'])
    expect(dropped).toMatchObject({
      url: paths.emailConfirmed.detenido,
      title: 'No pudimos confirmar su correo',
    })
    expect(textOf(dropped)).toContain('por lo que dice de ella el registro de SENCE')
    expect(textOf(dropped)).not.toContain('3 cuentas')
    expect(await organizacionCuenta(p, number)).toMatchObject({ email: emailOf(number) })
  })
})
