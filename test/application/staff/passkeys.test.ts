/** Passkeys of staff: who gets in with which, and what is refused (product.md “Staff”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Renewed, SignedIn } from '../../../src/application/ports.ts'
import { loadActor } from '../../../src/application/staff/funcionarios/load-actor.ts'
import { useRecoveryCode } from '../../../src/application/staff/funcionarios/recovery-codes.ts'
import { renewFactor } from '../../../src/application/staff/funcionarios/renew-factor.ts'
import { showTotp } from '../../../src/application/staff/funcionarios/second-factor.ts'
import { type FirstFactor, signIn } from '../../../src/application/staff/funcionarios/sign-in.ts'
import type { PasskeyAnswer } from '../../../src/application/staff/passkeys/challenge.ts'
import { listOwnPasskeys, removePasskey } from '../../../src/application/staff/passkeys/own-passkeys.ts'
import { OWN_ACCESS } from '../../../src/application/staff/passkeys/owner.ts'
import { askToRegister, registerPasskey } from '../../../src/application/staff/passkeys/register-passkey.ts'
import {
  askToEnter,
  askToRenew,
  renewWithPasskey,
  showPasskey,
} from '../../../src/application/staff/passkeys/show-passkey.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { createAuthenticator } from '../../support/peers/authenticator.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const codeOf = (result: Result<unknown>) => (result.ok ? 'bien' : result.refusals[0]?.code)
const got = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusals[0]?.code)
  return result.value
}

describe.each(ENGINES)('passkeys of staff, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const device = () => createAuthenticator(p.deps.policy.baseUrl)
  type Device = ReturnType<typeof device>

  const half = async (email: string): Promise<FirstFactor> =>
    got(await signIn(p.deps, CONTEXT, { email, contrasena: CONTRASENA }))
  const nextCode = (secret: string) => {
    p.clock.advance({ minutes: 1 })
    return totpCode(secret, p.clock.now())
  }
  const asked = async <T>(asking: Promise<T | undefined>): Promise<T> => {
    const found = await asking
    if (!found) throw new Error('nothing was asked')
    return found
  }
  const add = async (signedIn: SignedIn, with_: Device, renewed?: Renewed) => {
    const { challenge, options } = await asked(askToRegister(p.deps, signedIn))
    const sent = { name: '', asked: [challenge], answer: with_.create(options) }
    return registerPasskey(p.deps, CONTEXT, { signedIn, renewed }, sent)
  }
  const answerTo = async (first: FirstFactor, with_: Device): Promise<PasskeyAnswer> => {
    const { challenge, options } = await asked(askToEnter(p.deps, first))
    return { asked: [challenge], answer: with_.get(options) }
  }
  /** Somebody who activated a moment ago, signed in by TOTP. */
  const newcomer = async (email: string, rol: Rol) => {
    const made = await activeFuncionario(p.deps, { email, rol })
    const signedIn = got(await showTotp(p.deps, CONTEXT, await half(email), nextCode(made.secret)))
    return { ...made, signedIn }
  }
  const renewedBy = async (signedIn: SignedIn, with_: Device): Promise<Renewed> => {
    const { challenge, options } = await asked(askToRenew(p.deps, signedIn))
    const sent = { asked: [challenge], answer: with_.get(options), llamada: OWN_ACCESS }
    return got(await renewWithPasskey(p.deps, CONTEXT, signedIn, sent))
  }
  const kindsTold = async () => {
    const rows = await p.deps.store.transaction(({ avisos }) =>
      avisos.lease('correo', 'test', p.clock.now(), p.clock.now(), 100),
    )
    return rows.map(({ kind }) => kind).toSorted()
  }

  it('are all that lets a supervisor in once there is one; until then TOTP lets them register it', async () => {
    const { secret, signedIn, email, codes } = await newcomer('sup@sence.test', 'supervisor')
    expect(await loadActor(p.deps, signedIn)).toMatchObject({ onlyRegisters: true, actor: { powers: [] } })
    const renewing = { llamada: OWN_ACCESS, codigo: nextCode(secret) }
    expect(codeOf(await renewFactor(p.deps, CONTEXT, signedIn, renewing))).toBe('solo_con_llave')
    const other = got(await showTotp(p.deps, CONTEXT, await half(email), nextCode(secret)))

    const own = device()
    const opened = got(await add(signedIn, own))
    expect((await loadActor(p.deps, opened))?.actor.powers).toContain('decidir_ordenes')
    // Another session that TOTP opened before adds none now.
    expect(codeOf(await add(other, device()))).toBe('solo_con_llave')

    const first = await half(email)
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, nextCode(secret)))).toBe('solo_con_llave')
    const entered = got(await showPasskey(p.deps, CONTEXT, first, await answerTo(first, own)))
    expect(await loadActor(p.deps, entered)).toMatchObject({ onlyRegisters: false })

    const recovered = got(await useRecoveryCode(p.deps, CONTEXT, first, codes[0] ?? ''))
    expect(await loadActor(p.deps, recovered)).toMatchObject({ onlyRegisters: true, actor: { powers: [] } })
    expect(codeOf(await add(recovered, device()))).toBe('bien')
    expect(await kindsTold()).toEqual([
      ...['acceso_cambiado', 'codigo_recuperacion_usado', 'llave_cambiada', 'llave_cambiada'],
    ])
  })

  it('are a second factor like TOTP for who does not need one', async () => {
    const { signedIn, email, secret } = await newcomer('eje@sence.test', 'ejecutivo')
    expect(await loadActor(p.deps, signedIn)).toMatchObject({ onlyRegisters: false })
    expect(await askToEnter(p.deps, await half(email))).toBeUndefined()
    const own = device()
    expect(codeOf(await add(signedIn, own))).toBe('llave_pide_factor')
    const renewing = { llamada: OWN_ACCESS, codigo: nextCode(secret) }
    const renewed = got(await renewFactor(p.deps, CONTEXT, signedIn, renewing))
    expect(codeOf(await add(signedIn, own, { ...renewed, llamada: 'otra' }))).toBe('llave_pide_factor')
    expect(codeOf(await add(signedIn, own, renewed))).toBe('bien')
    expect(codeOf(await add(signedIn, own, renewed))).toBe('llave_repetida')
    const first = await half(email)
    expect(codeOf(await showPasskey(p.deps, CONTEXT, first, await answerTo(first, own)))).toBe('bien')
    expect(codeOf(await showTotp(p.deps, CONTEXT, first, nextCode(secret)))).toBe('bien')
  })

  it('are believed once for each challenge, in the session that asked, for what it asked, in time', async () => {
    const { signedIn, email } = await newcomer('uno@sence.test', 'administrador')
    const own = device()
    got(await add(signedIn, own))
    const first = await half(email)
    const show = async (sent: PasskeyAnswer) => codeOf(await showPasskey(p.deps, CONTEXT, first, sent))

    const sent = await answerTo(first, own)
    const both = await Promise.all([show(sent), show(sent)])
    expect(both.toSorted()).toEqual(['bien', 'llave_vencida'])
    const { asked: elsewhere } = await answerTo(first, own)
    expect(await show({ ...(await answerTo(first, own)), asked: elsewhere })).toBe('llave_vencida')
    expect(await show({ ...(await answerTo(first, own)), asked: [] })).toBe('llave_vencida')
    const toRenew = await asked(askToRenew(p.deps, signedIn))
    const renewing = { asked: [toRenew.challenge], answer: own.get(toRenew.options) }
    expect(await show(renewing)).toBe('llave_vencida')
    const late = await answerTo(first, own)
    p.clock.advance({ minutes: 5 })
    expect(await show(late)).toBe('llave_vencida')
  })

  it('are believed of their owner only, at our address, with a counter that goes on', async () => {
    const { signedIn, email } = await newcomer('dos@sence.test', 'supervisor')
    const stranger = await newcomer('tres@sence.test', 'supervisor')
    const [own, theirs] = [device(), device()]
    got(await add(signedIn, own))
    const other = got(await add(stranger.signedIn, theirs))
    const first = await half(email)
    const show = async (answer: (options: string) => string) => {
      const { challenge, options } = await asked(askToEnter(p.deps, first))
      return codeOf(
        await showPasskey(p.deps, CONTEXT, first, { asked: [challenge], answer: answer(options) }),
      )
    }
    expect(await show((options) => theirs.get(options))).toBe('llave_ajena')
    expect(await show((options) => own.get(options, { origin: 'https://clave-sence.cl' }))).toBe(
      'llave_invalida',
    )
    expect(await show((options) => own.get(options, { rpId: 'sence.cl' }))).toBe('llave_invalida')
    expect(await show((options) => own.get(options, { counter: 30 }))).toBe('bien')
    expect(await show((options) => own.get(options, { counter: 30 }))).toBe('llave_copiada')
    expect(await show((options) => own.get(options, { counter: 29 }))).toBe('llave_copiada')
    expect(await show((options) => own.get(options, { counter: 31 }))).toBe('bien')
    // Registered by one, it is nobody else's.
    const renewed = await renewedBy(other, theirs)
    expect(codeOf(await add(other, own, renewed))).toBe('llave_repetida')
  })

  it('can be removed, except the last one of who needs one', async () => {
    const { signedIn } = await newcomer('seis@sence.test', 'supervisor')
    const [one, two] = [device(), device()]
    const opened = got(await add(signedIn, one))
    const [only] = await listOwnPasskeys(p.deps, opened)
    expect(only).toMatchObject({ name: expect.stringContaining('Registrada el '), mayGo: false })
    const remove = async (renewed?: Renewed) =>
      codeOf(await removePasskey(p.deps, CONTEXT, { signedIn: opened, renewed }, only?.ref ?? ''))
    expect(await remove()).toBe('llave_pide_factor')
    const renewed = await renewedBy(opened, one)
    expect(await remove(renewed)).toBe('llave_ultima')
    got(await add(opened, two, renewed))
    expect(await remove(renewed)).toBe('bien')
    expect(await listOwnPasskeys(p.deps, opened)).toHaveLength(1)
    expect(await remove(renewed)).toBe('bien')
  })
})
