import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askOrden } from '../../../../src/application/staff/ordenes/ask-orden.ts'
import { applyOrdenes } from '../../../../src/application/worker/apply-ordenes.ts'
import type { Cuenta } from '../../../../src/domain/account/cuenta.ts'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { updateCuenta } from '../../../support/data/cuentas.ts'
import { otecEmail, withFacilitador } from '../../../support/data/facilitadores.ts'
import { CLAVE, nieOf, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  registerNaturalWith,
  returnFields,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ask, decide, estadoOf, later, objetar, operador } from '../../../support/http/ordenes.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { ENGINES } from '../../../support/storage/databases.ts'

const NEW_CLAVE = 'Qu3ltehue!'
/** As it came from the old system: nothing to prove it with. */
const WITHOUT_WAY_IN: Partial<Cuenta> = {
  claveHash: null,
  firstClaveAt: null,
  preguntaSecreta: null,
  respuestaHash: null,
  email: null,
  emailConfirmedAt: null,
}

describe.each(ENGINES)('an invitation by two people, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const invite = (number: number, email: string) =>
    ask(p, number, { kind: 'invitar', reason: 'sin_clave_ni_correo', email })
  const newMailbox = (number: number) => `nuevo${number}@correo.test`

  /** Opens the link that was mailed. @returns its page, in a new browser. */
  async function openInvitation(to: string) {
    const me = new ScriptFreeBrowser(p.app)
    return { me, page: await me.open(await enlaceFor(p, to, 'Usar mi cuenta')) }
  }

  it('lets in whoever had no way in: 24 hours later a link asks for the identificador alone', async () => {
    const number = 41_481_001
    await registerNaturalWith(p, number, WITHOUT_WAY_IN)
    const to = newMailbox(number)
    expect((await decide(p, await invite(number, to))).result).toBe('bien')
    expect(await mailsFor(p, to)).toEqual([])
    await later(p, { hours: 24 })
    const { me, page } = await openInvitation(to)
    expect(page.url).toContain(paths.enlacePages.activar)
    const wrong = await me.submitFrom(page, { rut: rutOf(41_481_099) })
    expect(wrong.status).toBe(422)
    const nueva = await me.submitFrom(wrong, { rut: rutOf(number) })
    expect(nueva.url).toContain(pasoUrl('natural', 'cambiar', 'nueva'))
    expect((await me.submitFrom(nueva, returnFields(NEW_CLAVE))).title).toBe('Su CS fue cambiada')
    const cuenta = await naturalCuenta(p, number)
    expect(cuenta).toMatchObject({ email: to, estado: 'activa', preguntaSecreta: 'p05' })
    expect(cuenta.emailConfirmedAt).toEqual(p.clock.now())
    expect(cuenta.firstClaveAt).toEqual(p.clock.now())
    for (const factor of ['clave', 'respuesta', 'email'] as const) {
      expect(cuenta.factores[factor]?.rank).toBe('mesa')
    }
    const enters = await validateForCambiar(new ScriptFreeBrowser(p.app), number, NEW_CLAVE)
    expect(enters.url).toContain(pasoUrl('natural', 'cambiar', 'nueva'))
    expect((await openInvitation(to)).page.url).toBe(paths.enlaceExpired)
  })

  it('is shut by no stranger who knows the RUT: its page has tries of its own', async () => {
    const number = 41_481_031
    await registerNaturalWith(p, number, WITHOUT_WAY_IN)
    const to = newMailbox(number)
    await decide(p, await invite(number, to))
    await later(p, { hours: 24 })
    const wrong = { rut: rutOf(number), fechaNacimiento: '01-01-1950', emailRegistrado: 'otra@correo.test' }
    const stranger = new ScriptFreeBrowser(p.app)
    for (let times = 0; times < 6; times++) await stranger.submit(pasoUrl('natural', 'actualizar'), wrong)
    const closed = await stranger.submit(pasoUrl('natural', 'actualizar'), wrong)
    expect(closed.errors[0]).toContain('hasta')
    const { me, page } = await openInvitation(to)
    let again = page
    for (let times = 0; times < 4; times++) again = await me.submitFrom(again, { rut: rutOf(41_481_099) })
    expect(again.errors[0]).toContain('Le queda 1 intento')
    const nueva = await me.submitFrom(again, { rut: rutOf(number) })
    expect(nueva.url).toContain(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('replaces a mailbox that died, its answer and its mobile; what it replaced only leads to the call centre', async () => {
    const number = 41_481_002
    await registerConfirmed(p, number, { sinCelular: '', celular: '87481002' })
    const to = newMailbox(number)
    await decide(p, await invite(number, to))
    const told = (await mailsFor(p, emailOf(number))).at(-1)
    expect(told?.subject).toBe('Piden usar su cuenta de Clave Sence')
    expect(told?.text).not.toContain(to)
    // The mobile is told although nobody confirmed it.
    expect(p.sms.sent.filter((one) => one.to === '987481002').at(-1)?.text).toContain('otra persona pide')
    await later(p, { hours: 24 })
    const { me, page } = await openInvitation(to)
    await me.submitFrom(await me.submitFrom(page, { rut: rutOf(number) }), returnFields(NEW_CLAVE))
    const cuenta = await naturalCuenta(p, number)
    expect(cuenta).toMatchObject({ email: to, celular: null })
    expect((await mailsFor(p, emailOf(number))).at(-1)?.subject).toBe('Su Clave Sence fue cambiada')
    const pressed = await noFuiYo(p, emailOf(number))
    expect(pressed.url).toBe(paths.noFuiYo.buzon_anterior)
    expect((await naturalCuenta(p, number)).estado).toBe('activa')
  })

  it('stops where a confirmed mailbox objects: the account freezes and a case opens', async () => {
    const number = 41_481_003
    await registerConfirmed(p, number)
    const orden = await invite(number, newMailbox(number))
    await decide(p, orden)
    expect((await objetar(p, emailOf(number), 'No permitirlo')).url).toBe(paths.objected)
    await later(p, { hours: 24 })
    expect(await estadoOf(p, orden)).toBe('objetada')
    expect(await mailsFor(p, newMailbox(number))).toEqual([])
    expect((await naturalCuenta(p, number)).estado).toBe('congelada')
  })

  it('is told to a mailbox that nobody confirmed, which can only call', async () => {
    const number = 41_481_004
    await registerNaturalWith(p, number, { ...WITHOUT_WAY_IN, email: emailOf(number) })
    await p.dispatch()
    await decide(p, await invite(number, newMailbox(number)))
    const told = (await mailsFor(p, emailOf(number))).at(-1)
    expect(told?.subject).toBe('Piden usar su cuenta de Clave Sence')
    expect(told?.text).not.toContain('No permitirlo')
    expect(told?.text).toContain('800 80 10 30')
  })

  it('ends when somebody proves the account meanwhile, before it takes effect and before its link is used', async () => {
    const [one, other] = [41_481_005, 41_481_015]
    const me = await registerConfirmed(p, one)
    const orden = await invite(one, newMailbox(one))
    await decide(p, orden)
    await cambiar(me, one, CLAVE, NEW_CLAVE)
    expect(await estadoOf(p, orden)).toBe('sin_efecto')
    await later(p, { hours: 24 })
    expect(await mailsFor(p, newMailbox(one))).toEqual([])
    const her = await registerConfirmed(p, other)
    await decide(p, await invite(other, newMailbox(other)))
    await later(p, { hours: 24 })
    await cambiar(her, other, CLAVE, NEW_CLAVE)
    expect((await openInvitation(newMailbox(other))).page.url).toBe(paths.enlaceExpired)
  })

  it('is refused to a frozen account, to a full mailbox, and beside another open order', async () => {
    const family = 'familia481@correo.test'
    const numbers = [41_481_021, 41_481_022, 41_481_023]
    for (const number of numbers) {
      await registerNaturalWith(p, number, { email: family, emailConfirmedAt: p.clock.now() })
    }
    const number = 41_481_006
    await registerConfirmed(p, number)
    await expect(invite(number, family)).rejects.toThrow('correo_lleno')
    // Full by the time that it is granted, or takes effect.
    const late = newMailbox(number)
    const orden = await invite(number, late)
    await expect(invite(number, late)).rejects.toThrow('ya_pedida')
    const fill = async (count: number) => {
      for (const one of numbers.slice(0, count)) await updateCuenta(p, 'natural', rutOf(one), { email: late })
    }
    await fill(3)
    expect(await decide(p, orden)).toEqual({ result: 'correo_lleno' })
    for (const one of numbers) await updateCuenta(p, 'natural', rutOf(one), { email: family })
    expect((await decide(p, orden)).result).toBe('bien')
    await fill(3)
    await later(p, { hours: 24 })
    expect(await estadoOf(p, orden)).toBe('sin_efecto')
    await updateCuenta(p, 'natural', rutOf(number), { estado: 'congelada' })
    await expect(invite(number, 'otro481@correo.test')).rejects.toThrow('congelada')
    const unknown = { perfil: 'natural', identificador: rutOf(41_481_099) } as const
    const kind = { kind: 'invitar', reason: 'sin_correo', documentoVisto: 'cedula' } as const
    const asked = { ...unknown, ...kind, email: late }
    expect(await askOrden(p.deps, operador('ana'), asked)).toEqual({ result: 'no_existe' })
  })

  it('never leads a facilitador to a mailbox of an OTEC of theirs, or of its representative', async () => {
    const [otec, number] = [76_481_040, 41_481_041]
    await withFacilitador(p, otec, number)
    const about = { kind: 'invitar', perfil: 'facilitador', identificador: nieOf(number) } as const
    const asked = (email: string) =>
      askOrden(p.deps, operador('ana'), {
        ...about,
        reason: 'correo_perdido',
        documentoVisto: 'pasaporte',
        email,
      })
    expect(await asked(otecEmail(otec).toUpperCase())).toEqual({ result: 'correo_lleno' })
    expect((await asked(newMailbox(number))).result).toBe('bien')
  })

  it('sends one link, on however many nodes', async () => {
    const number = 41_481_007
    await registerNaturalWith(p, number, WITHOUT_WAY_IN)
    await decide(p, await invite(number, newMailbox(number)))
    p.clock.advance({ hours: 24 })
    await Promise.all([applyOrdenes(p.deps), applyOrdenes(p.deps), applyOrdenes(p.deps)])
    expect(await mailsFor(p, newMailbox(number))).toHaveLength(1)
  })
})
