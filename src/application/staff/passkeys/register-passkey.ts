import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { MAX_PASSKEYS, passkeyNameOf } from '../../../domain/staff/passkey.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, PasskeyKey, SignedIn, UnitOfWork } from '../../ports.ts'
import { actorOf } from '../funcionarios/staff-tries.ts'
import {
  type AskedPasskey,
  challengeOf,
  makeChallenge,
  type PasskeyAnswer,
  useChallenge,
} from './challenge.ts'
import { findOwner, lockOwner, mayChangePasskeys, type PasskeySession } from './owner.ts'
import { tellOfPasskey } from './tell-of-passkey.ts'

/** What the browser is asked to register a passkey; undefined when the session is over. */
export async function askToRegister(deps: Deps, signedIn: SignedIn): Promise<AskedPasskey | undefined> {
  const funcionario = await findOwner(deps, signedIn)
  if (!funcionario) return undefined
  const registered = await deps.store.single.passkeys.findByFuncionario(funcionario.id)
  const challenge = makeChallenge(deps, 'registrar')
  return { challenge, options: await deps.passkeys.askToRegister(challenge.text, funcionario, registered) }
}

/**
 * Registers a passkey of whoever is signed in, and tells them by mail. Whoever could do nothing else can do
 * everything from then on (product.md “Staff”).
 * @param sent `name`: as typed; without one it is called after today.
 * @returns what the session keeps from then on; or `ingreso_vencido`, `llave_pide_factor` without a second factor shown
 *   in the last five minutes, `llave_vencida`, `llave_invalida`, `llave_repetida`,`llaves_maximo`, `solo_con_llave`.
 */
export async function registerPasskey(
  deps: Deps,
  { requestId }: Pick<Context, 'requestId'>,
  session: PasskeySession,
  { name, ...sent }: PasskeyAnswer & { name: string },
): Promise<Result<SignedIn>> {
  if (!mayChangePasskeys(deps, session)) return refuse('llave_pide_factor')
  const { signedIn } = session
  const challenge = challengeOf(deps, sent)
  const key = challenge && (await deps.passkeys.readRegistered(challenge.text, sent.answer))
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const funcionario = await lockOwner(uow, signedIn)
    if (!funcionario) return refuse('ingreso_vencido')
    const isFresh = await useChallenge(deps, uow, challenge, 'registrar', now)
    const passkey = { name: passkeyNameOf(name, now), funcionarioId: funcionario.id, createdAt: now }
    const code = isFresh ? await refusalOf(uow, signedIn, key, passkey) : 'llave_vencida'
    await recordAudit(uow, { actor: actorOf(funcionario), requestId }, now, 'llave_registrada', {
      result: code ?? 'bien',
      detail: { funcionario: funcionario.id, tras: signedIn.onlyRegisters ?? 'otra_vez' },
    })
    if (code) return refuse(code)
    await tellOfPasskey(deps, uow, funcionario, { what: 'registrada', now })
    const { onlyRegisters: _, ...opened } = signedIn
    return ok(opened)
  })
}

/** Stores it, unless it cannot be. The funcionario is held, so two at once are counted one after the other. */
async function refusalOf(
  { passkeys }: UnitOfWork,
  { onlyRegisters }: SignedIn,
  key: PasskeyKey | undefined,
  of: { name: string; funcionarioId: string; createdAt: Date },
): Promise<RefusalCode | undefined> {
  if (!key) return 'llave_invalida'
  const count = await passkeys.readCount(of.funcionarioId)
  if (count >= MAX_PASSKEYS) return 'llaves_maximo'
  // They registered the first one elsewhere meanwhile: from then on TOTP opens nothing.
  if (onlyRegisters === 'totp' && count > 0) return 'solo_con_llave'
  return (await passkeys.create({ ...key, ...of, usedAt: null })) ? undefined : 'llave_repetida'
}
