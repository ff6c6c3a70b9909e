import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { isCounterBack } from '../../../domain/staff/passkey.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Renewed, SignedIn, StaffPasskey, UnitOfWork } from '../../ports.ts'
import { renewedFor } from '../funcionarios/renew-factor.ts'
import { findHalfSignedIn, signedInWith } from '../funcionarios/second-factor.ts'
import type { FirstFactor } from '../funcionarios/sign-in.ts'
import { actorOf } from '../funcionarios/staff-tries.ts'
import {
  type AskedPasskey,
  challengeOf,
  makeChallenge,
  type PasskeyAnswer,
  useChallenge,
} from './challenge.ts'
import { findOwner } from './owner.ts'

/**
 * What the browser is asked to enter with a passkey, once the password was shown.
 * @returns undefined when that was too long ago, or they have none.
 */
export async function askToEnter(deps: Deps, first: FirstFactor): Promise<AskedPasskey | undefined> {
  const funcionario = await findHalfSignedIn(deps, first)
  return funcionario && askToShow(deps, funcionario.id, 'ingresar')
}

/** The same before what is marked ● (product.md “Staff”). */
export const askToRenew = (deps: Deps, { id }: SignedIn): Promise<AskedPasskey | undefined> =>
  askToShow(deps, id, 'renovar')

/**
 * The second half of signing in, with a passkey. What it signs cannot be guessed, so no counter of tries stands before it.
 * @returns what the session keeps from then on; or `ingreso_vencido`, `llave_vencida`, `llave_ajena`, `llave_invalida`,
 *   `llave_copiada`.
 */
export async function showPasskey(
  deps: Deps,
  context: Context,
  first: FirstFactor,
  sent: PasskeyAnswer,
): Promise<Result<SignedIn>> {
  const funcionario = await findHalfSignedIn(deps, first)
  if (!funcionario) return refuse('ingreso_vencido')
  const refusal = await takePasskey(deps, context, funcionario, 'ingresar', sent)
  return refusal ?? signedInWith(deps, context, funcionario, 'passkey')
}

/**
 * Shows a passkey again before what is marked ●, for one llamada.
 * @returns what the session keeps from then on, good for five minutes; or as {@link showPasskey}.
 */
export async function renewWithPasskey(
  deps: Deps,
  context: Pick<Context, 'requestId'>,
  signedIn: SignedIn,
  { llamada, ...sent }: PasskeyAnswer & { llamada: string },
): Promise<Result<Renewed>> {
  const funcionario = await findOwner(deps, signedIn)
  if (!funcionario) return refuse('ingreso_vencido')
  const refusal = await takePasskey(deps, context, funcionario, 'renovar', sent)
  return refusal ?? ok(renewedFor(deps, llamada))
}

async function askToShow(
  deps: Deps,
  funcionarioId: string,
  use: 'ingresar' | 'renovar',
): Promise<AskedPasskey | undefined> {
  const registered = await deps.store.single.passkeys.findByFuncionario(funcionarioId)
  if (registered.length === 0) return undefined
  const challenge = makeChallenge(deps, use)
  return { challenge, options: await deps.passkeys.askToShow(challenge.text, registered) }
}

/** Judges an answer, and takes it once. @returns undefined when it is right. */
async function takePasskey(
  deps: Deps,
  { requestId }: Pick<Context, 'requestId'>,
  funcionario: Funcionario,
  use: 'ingresar' | 'renovar',
  sent: PasskeyAnswer,
): Promise<Refused | undefined> {
  const own = await deps.store.single.passkeys.findByFuncionario(funcionario.id)
  const claims = deps.passkeys.readClaims(sent.answer)
  const passkey = own.find(({ credentialId }) => credentialId === claims?.credentialId)
  const challenge = challengeOf(deps, sent)
  const counter =
    passkey && challenge && (await deps.passkeys.readShown(challenge.text, sent.answer, passkey))
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const isFresh = await useChallenge(deps, uow, challenge, use, now)
    const code = isFresh ? await refusalOf(uow, passkey, counter, now) : 'llave_vencida'
    await recordAudit(uow, { actor: actorOf(funcionario), requestId }, now, 'llave_presentada', {
      result: code ?? 'bien',
      detail: { funcionario: funcionario.id, uso: use },
    })
    return code && refuse(code)
  })
}

/** @param counter that the answer signed; undefined when it is not right. */
async function refusalOf(
  { passkeys }: UnitOfWork,
  passkey: StaffPasskey | undefined,
  counter: number | undefined,
  now: Date,
): Promise<RefusalCode | undefined> {
  if (!passkey) return 'llave_ajena'
  if (counter === undefined) return 'llave_invalida'
  if (isCounterBack(passkey.counter, counter)) return 'llave_copiada'
  return (await passkeys.use(passkey, counter, now)) ? undefined : 'llave_vencida'
}
