import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta, undoFreeze } from '../../../../src/application/staff/cuentas/freeze-cuenta.ts'
import type { Perfil } from '../../../../src/domain/perfil.ts'
import { pasoUrl } from '../../../../src/domain/urls.ts'
import { updateCuenta } from '../../../support/data/cuentas.ts'
import { OPERADOR } from '../../../support/data/operador.ts'
import {
  organizacionCuenta,
  registerOrganizacion,
  representanteEmail,
  updateOrganizacionCuenta,
} from '../../../support/data/organizaciones.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  cambiar,
  comeBack,
  emailOf,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  requestProvisoria,
  validateForCambiar,
} from '../../../support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { unfreezeCuenta } from '../../../support/staff/unfreeze.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const NUEVA = pasoUrl('natural', 'cambiar', 'nueva')

describe('an account that staff froze', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  const freeze = (number: number, perfil: Perfil = 'natural') =>
    freezeCuenta(p.deps, OPERADOR, { perfil, identificador: rutOf(number), reason: 'uso_sospechoso' })
  const undo = (number: number) =>
    undoFreeze(p.deps, OPERADOR, { perfil: 'natural', identificador: rutOf(number), reason: 'otra_cuenta' })
  const lastFor = async (to: string) => (await mailsFor(p, to)).at(-1)
  const smsFor = async (celular: string) => {
    await p.dispatch()
    return p.sms.sent.filter(({ to }) => to === celular).map(({ text }) => text)
  }

  it('is told to every confirmed mailbox, each with a way back that keeps that one', async () => {
    const number = 77_453_001
    await registerOrganizacion(p, number)
    const now = p.clock.now()
    const confirmed = { emailConfirmedAt: now, emailRepresentanteConfirmedAt: now }
    await updateOrganizacionCuenta(p, number, confirmed)
    await p.dispatch()
    expect(await freeze(number, 'juridica')).toEqual({ result: 'bien', byMail: true })
    for (const to of [emailOf(number), representanteEmail(number)]) {
      const text = (await lastFor(to))?.text
      expect(text).toContain('por una decisión del personal de SENCE')
      expect(text).toContain('Volver a usar mi cuenta:')
    }
    await comeBack(p, representanteEmail(number), NEW_CLAVE)
    expect(await organizacionCuenta(p, number)).toMatchObject({
      estado: 'activa',
      email: null,
      emailRepresentante: representanteEmail(number),
      frozenByStaffAt: null,
    })
  })

  it('works as before once their mistake is undone, which its mailbox and mobile are told', async () => {
    const number = 41_453_002
    const celular = '987453002'
    await registerConfirmed(p, number, { sinCelular: '', celular: celular.slice(1) })
    await updateCuenta(p, 'natural', rutOf(number), { celularConfirmedAt: p.clock.now() })
    await freeze(number)
    const me = new ScriptFreeBrowser(p.app)
    expect((await validateForCambiar(me, number)).url).not.toBe(NUEVA)
    await p.dispatch()
    expect(await undo(number)).toBe('bien')
    expect((await lastFor(emailOf(number)))?.subject).toBe('Su Clave Sence ya no está congelada')
    expect(await smsFor(celular)).toEqual([
      expect.stringContaining('congelamos su Clave Sence por seguridad'),
      expect.stringContaining('Ya puede usarla como antes'),
    ])
    expect((await validateForCambiar(me, number)).url).toBe(NUEVA)
    expect(await requestProvisoria(new ScriptFreeBrowser(p.app), number)).not.toBe('')
  })

  it('is not given back as a mistake once somebody said “No fui yo”; unfreezing keeps only what was proven', async () => {
    const number = 41_453_003
    const me = await registerConfirmed(p, number)
    await cambiar(me, number, CLAVE, NEW_CLAVE)
    await freeze(number)
    p.clock.advance({ minutes: 1 })
    await noFuiYo(p, emailOf(number))
    expect(await undo(number)).toBe('no_fui_yo')
    expect((await naturalCuenta(p, number)).estado).toBe('congelada')
    const words = ['natural', rutOf(number)] as const
    await p.dispatch()
    expect(await unfreezeCuenta(p.deps, OPERADOR, ...words)).toMatchObject({ result: 'bien' })
    expect(await naturalCuenta(p, number)).toMatchObject({ claveHash: null, frozenByStaffAt: null })
    expect((await lastFor(emailOf(number)))?.text).toContain('Ir a Recuperar CS:')
  })
})
