import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPendingChanges } from '../../../src/application/worker/apply-pending-changes.ts'
import { cancelUrl, pasoUrl } from '../../../src/domain/urls.ts'
import { loadRegistro, organismoOf, REPRESENTANTE } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  organizacionWithRespuesta,
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
} from '../../support/data/organizaciones.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { confirmEmail, emailOf, mailsFor, noFuiYo } from '../../support/http/journeys.ts'
import { ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const OTHER = { rutRepresentante: rutOf(9_000_001), emailRepresentante: 'otra.persona@otro.test' }
const CELULARES = { celular: '911111111', celularRepresentante: '922222222' }

describe('a new representante asked for with answer and CS', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  /** An organisation with both mailboxes confirmed asks for other data of its representante, with answer and CS. */
  async function ask(number: number, changes: Record<string, string> = OTHER) {
    const me = await registerOrganizacion(p, number)
    const at = p.clock.now()
    const confirmed = { emailConfirmedAt: at, emailRepresentanteConfirmedAt: at }
    await updateOrganizacionCuenta(p, number, { ...confirmed, ...CELULARES })
    p.clock.advance({ minutes: 1 })
    const kept = { celular: '11111111', sinCelular: '', celularRepresentante: '22222222' }
    const fields = { ...kept, ...changes, claveParaConfirmar: CLAVE }
    const form = await organizacionWithRespuesta(me, number)
    return { me, page: await me.submitFrom(form, organizacionActualizarFields(number, fields)) }
  }
  const afterADay = async () => {
    p.clock.advance({ hours: 24 })
    await applyPendingChanges(p.deps)
  }
  const FORMER = { rutRepresentante: REPRESENTANTE }

  it('takes effect 24 hours later, and the page says so', async () => {
    const number = 77_200_001
    const { page } = await ask(number)
    expect(textOf(page)).toContain('Su representante legal cambiará')
    expect(textOf(page)).toContain('Rut del Representante Legal: 9.000.001-2.')
    expect(textOf(page)).toContain('Hasta entonces usaremos el representante registrado.')
    expect(page.html).not.toContain(OTHER.emailRepresentante)
    const former = { ...FORMER, emailRepresentante: representanteEmail(number) }
    expect(await organizacionCuenta(p, number)).toMatchObject(former)
    p.clock.advance({ hours: 23, minutes: 59 })
    await applyPendingChanges(p.deps)
    expect(await organizacionCuenta(p, number)).toMatchObject(former)
    p.clock.advance({ minutes: 1 })
    await applyPendingChanges(p.deps)
    expect(await organizacionCuenta(p, number)).toMatchObject({
      ...OTHER,
      emailRepresentanteConfirmedAt: null,
      factores: { representante: { rank: 'respuesta' } },
    })
  })

  it('is told at once and again then to both old mailboxes, and at once to both old mobiles', async () => {
    const number = 77_200_002
    await p.dispatch()
    p.sms.sent.length = 0
    await ask(number)
    for (const mailbox of [emailOf(number), representanteEmail(number)]) {
      const told = (await mailsFor(p, mailbox)).at(-1)?.text
      expect(told).toContain('- Rut del Representante Legal')
      expect(told).toContain('No fui yo:')
    }
    expect(p.sms.sent.map(({ to }) => to).toSorted()).toEqual(['911111111', '922222222'])
    expect(p.sms.sent[0]?.text).not.toMatch(/https?:/)
    await afterADay()
    for (const mailbox of [emailOf(number), representanteEmail(number)]) {
      expect((await mailsFor(p, mailbox)).at(-1)?.subject).toBe(
        'El representante legal de su Clave Sence fue cambiado',
      )
    }
    await noFuiYo(p, representanteEmail(number))
    expect(await organizacionCuenta(p, number)).toMatchObject({ ...FORMER, estado: 'congelada' })
  })

  it('ends by “No fui yo” from either old mailbox, by a new CS, and by its button', async () => {
    for (const [number, how] of [
      [77_200_003, 'email'],
      [77_200_004, 'representante'],
      [77_200_005, 'clave'],
      [77_200_006, 'boton'],
    ] as const) {
      const { me } = await ask(number)
      p.clock.advance({ minutes: 1 })
      if (how === 'email') await noFuiYo(p, emailOf(number))
      if (how === 'representante') await noFuiYo(p, representanteEmail(number))
      const start = { rut: rutOf(number), claveActual: CLAVE }
      const nueva = await me.submit(pasoUrl('juridica', 'cambiar'), start)
      if (how === 'clave') {
        const page = await me.submitFrom(nueva, { claveNueva: NEW_CLAVE, repetirClaveNueva: NEW_CLAVE })
        expect(textOf(page)).toContain('Anulamos el cambio de representante legal que estaba pendiente.')
      }
      if (how === 'boton') {
        const page = await me.press(nueva, cancelUrl('juridica', 'cambiar'))
        expect(textOf(page)).toContain('Cancelamos el cambio de representante legal.')
        for (const mailbox of [emailOf(number), representanteEmail(number)]) {
          expect((await mailsFor(p, mailbox)).at(-1)?.subject).toBe('Se canceló un cambio de su Clave Sence')
        }
      }
      await afterADay()
      expect([how, (await organizacionCuenta(p, number)).rutRepresentante]).toEqual([how, REPRESENTANTE])
    }
  })

  it('does not end the new e-mail asked for in the same form', async () => {
    const number = 77_200_007
    await ask(number, { ...OTHER, email: 'nuevo7@otro.test' })
    await confirmEmail(p, 'nuevo7@otro.test')
    await afterADay()
    expect(await organizacionCuenta(p, number)).toMatchObject({ ...OTHER, email: 'nuevo7@otro.test' })
  })

  it('is cancelled too where the register stops every operation', async () => {
    const number = 77_200_010
    await ask(number)
    await loadRegistro(p.deps, organismoOf(number, { rutRepresentante: rutOf(9_000_002) }))
    const me = new ScriptFreeBrowser(p.app)
    const start = { rut: rutOf(number), claveActual: CLAVE }
    const stopped = await me.submit(pasoUrl('juridica', 'cambiar'), start)
    expect(stopped.url).toBe(pasoUrl('juridica', 'cambiar', 'alto'))
    const page = await me.press(stopped, cancelUrl('juridica', 'cambiar'))
    expect(page.url).toBe(stopped.url)
    expect(textOf(page)).toContain('Cancelamos el cambio de representante legal.')
    const { id } = await organizacionCuenta(p, number)
    expect(await p.deps.store.single.pendingChanges.findByCuenta(id)).toEqual([])
  })

  it('is dropped if the register has another by then', async () => {
    const number = 77_200_008
    await ask(number)
    await loadRegistro(p.deps, organismoOf(number, { rutRepresentante: REPRESENTANTE }))
    await afterADay()
    expect(await organizacionCuenta(p, number)).toMatchObject(FORMER)
  })

  it('takes effect at once with the code of the representante instead', async () => {
    const number = 77_200_009
    const me = await registerOrganizacion(p, number)
    await updateOrganizacionCuenta(p, number, { emailRepresentanteConfirmedAt: p.clock.now() })
    const form = await organizacionWithCodigo(p, new ScriptFreeBrowser(p.app), number)
    expect(form.url).toBe(pasoUrl('juridica', 'actualizar', 'datos'))
    await me.submitFrom(
      await organizacionWithCodigo(p, me, number),
      organizacionActualizarFields(number, OTHER),
    )
    expect(await organizacionCuenta(p, number)).toMatchObject(OTHER)
  })
})
