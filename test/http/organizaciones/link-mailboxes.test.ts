import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta } from '../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import {
  organizacionCuenta,
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
} from '../../support/data/organizaciones.ts'
import { CLAVE, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { emailOf, enlaceFor, mailsFor, noFuiYo, returnFields } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { unfreezeCuenta } from '../../support/staff/unfreeze.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const CHANGED = 'Su CS fue cambiada'
const RECOVER_TEXT = 'Recuperar mi CS'

describe('the link by mail of an organisation with two mailboxes', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const anyone = () => new ScriptFreeBrowser(p.app)
  /** Registers one, of which these mailboxes are confirmed. */
  async function register(number: number, confirms: { email: boolean; representante: boolean }) {
    await registerOrganizacion(p, number)
    const now = p.clock.now()
    await updateOrganizacionCuenta(p, number, {
      emailConfirmedAt: confirms.email ? now : null,
      emailRepresentanteConfirmedAt: confirms.representante ? now : null,
    })
    p.clock.advance({ minutes: 1 })
    await p.dispatch()
  }
  /** Asks in Recuperar for the link by mail. @returns what each mailbox got: the organisation's, the representative's. */
  async function requestEnlace(number: number) {
    await p.dispatch()
    const before = p.mail.sent.length
    const me = anyone()
    await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
    await me.submit(pasoUrl('juridica', 'recuperar', 'correo'), {})
    await p.dispatch()
    const mails = p.mail.sent.slice(before)
    return [emailOf(number), representanteEmail(number)].map((mailbox) =>
      mails.filter(({ to }) => to === mailbox).map(({ text }) => text),
    )
  }
  /** Presses the button of a link of Recuperar. @returns the page that it leads to. */
  async function press(to: string, kind: 'recuperar' | 'volver') {
    const me = anyone()
    const page = await me.press(await me.open(await enlaceFor(p, to, RECOVER_TEXT)), paths.enlacePages[kind])
    return { me, page }
  }
  /** Somebody recovers with the answer, which both mailboxes are told. */
  async function recover(number: number) {
    const me = anyone()
    const pregunta = await me.submit(pasoUrl('juridica', 'recuperar'), { rut: rutOf(number) })
    await me.submitFrom(pregunta, { respuestaSecreta: RESPUESTA })
  }

  it('goes to the representative’s where staff left no other, and brings it back', async () => {
    const number = 77_454_001
    await register(number, { email: false, representante: true })
    const me = anyone()
    const nueva = await me.submit(pasoUrl('juridica', 'cambiar'), { rut: rutOf(number), claveActual: CLAVE })
    await me.submitFrom(nueva, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
    await noFuiYo(p, emailOf(number))
    const unfrozen = await unfreezeCuenta(p.deps, OPERADOR, 'juridica', rutOf(number))
    expect(unfrozen).toEqual({ result: 'bien', byMail: true })
    expect(await organizacionCuenta(p, number)).toMatchObject({ email: null })
    const [, mails] = await requestEnlace(number)
    expect(mails).toEqual([expect.stringContaining(`${RECOVER_TEXT}:`)])
    const { me: owner, page } = await press(representanteEmail(number), 'recuperar')
    expect(page.url).toBe(pasoUrl('juridica', 'cambiar', 'nueva'))
    expect(await owner.submitFrom(page, returnFields(NEW_CLAVE))).toMatchObject({ title: CHANGED })
    expect(await organizacionCuenta(p, number)).toMatchObject({
      email: null,
      emailRepresentante: representanteEmail(number),
      preguntaSecreta: 'p05',
    })
    expect((await mailsFor(p, representanteEmail(number))).at(-1)?.subject).toBe(
      'Su Clave Sence fue cambiada',
    )
  })

  it('recovers there an organisation without e-mail, and removes nothing', async () => {
    const number = 77_454_002
    await register(number, { email: false, representante: true })
    await updateOrganizacionCuenta(p, number, { email: null })
    await requestEnlace(number)
    const { me, page } = await press(representanteEmail(number), 'recuperar')
    expect(page.html).not.toContain('name="preguntaNueva"')
    const fields = { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE }
    expect((await me.submitFrom(page, fields)).title).toBe(CHANGED)
    expect(await organizacionCuenta(p, number)).toMatchObject({ preguntaSecreta: 'p03' })
  })

  it('never goes to a representative’s that is not confirmed', async () => {
    const number = 77_454_003
    await register(number, { email: false, representante: false })
    await updateOrganizacionCuenta(p, number, { email: null })
    expect(await requestEnlace(number)).toEqual([[], []])
  })

  it('goes to the mailbox alone that said “No fui yo”, whose reader comes back', async () => {
    const number = 77_454_004
    await register(number, { email: true, representante: true })
    await recover(number)
    await noFuiYo(p, representanteEmail(number))
    expect(await organizacionCuenta(p, number)).toMatchObject({ wayBack: 'emailRepresentante' })
    const [organisation, representante] = await requestEnlace(number)
    expect(organisation).toEqual([])
    expect(representante).toEqual([expect.stringContaining('la cuenta seguirá congelada')])
    expect(representante?.join()).not.toContain('su CS sigue siendo la misma')
    const { me, page } = await press(representanteEmail(number), 'volver')
    expect(await me.submitFrom(page, returnFields(NEW_CLAVE))).toMatchObject({ title: CHANGED })
    expect(await organizacionCuenta(p, number)).toMatchObject({
      estado: 'activa',
      email: null,
      emailRepresentante: representanteEmail(number),
    })
  })

  it('does not remove who said “No fui yo” from the organisation’s mailbox', async () => {
    const number = 77_454_005
    await register(number, { email: true, representante: true })
    await recover(number)
    await noFuiYo(p, emailOf(number))
    const [organisation, representante] = await requestEnlace(number)
    expect(organisation).toHaveLength(1)
    expect(representante).toEqual([])
  })

  it('goes to both after a freeze by staff; each brings back the one that it went to', async () => {
    const number = 77_454_006
    await register(number, { email: true, representante: true })
    const order = { perfil: 'juridica', identificador: rutOf(number), reason: 'uso_sospechoso' } as const
    await freezeCuenta(p.deps, OPERADOR, order)
    const mails = await requestEnlace(number)
    expect(mails.map(({ length }) => length)).toEqual([1, 1])
    const { me, page } = await press(representanteEmail(number), 'volver')
    expect(textOf(page)).toContain('Pregunta Secreta')
    expect(await me.submitFrom(page, returnFields(NEW_CLAVE))).toMatchObject({ title: CHANGED })
    expect(await organizacionCuenta(p, number)).toMatchObject({ email: null, estado: 'activa' })
  })
})
