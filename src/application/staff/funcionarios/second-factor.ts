import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { FIRST_FACTOR_MINUTES, type Funcionario, isFreshPeriod } from '../../../domain/staff/funcionario.ts'
import { type Opened, type SecondFactor, whatOpens } from '../../../domain/staff/passkey.ts'
import { addMinutes } from '../../../domain/values/durations.ts'
import type { Context, Deps, SignedIn, UnitOfWork } from '../../ports.ts'
import type { FirstFactor } from './sign-in.ts'
import { tryStaffSecret } from './staff-tries.ts'
import { totpContext } from './totp-secret.ts'

/**
 * Who showed their password a moment ago.
 * @returns undefined when it was too long ago, or they were suspended, restarted or given another role meanwhile.
 */
export async function findHalfSignedIn(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { funcionarioId, generation, at }: FirstFactor,
): Promise<Funcionario | undefined> {
  if (addMinutes(new Date(at), FIRST_FACTOR_MINUTES) <= clock.now()) return undefined
  const funcionario = await store.single.funcionarios.findById(funcionarioId)
  return funcionario?.estado === 'activo' && funcionario.generation === generation ? funcionario : undefined
}

/**
 * What a second factor that is right opens, which their role may limit (domain/staff/passkey.ts).
 * @returns what the session keeps of who signed in; or `solo_con_llave`.
 */
export async function signedInWith(
  deps: Pick<Deps, 'store' | 'policy'>,
  { networks }: Pick<Context, 'networks'>,
  funcionario: Funcionario,
  factor: SecondFactor,
): Promise<Result<SignedIn>> {
  const opened = await openedBy(deps, funcionario, factor)
  if (opened === 'nada') return refuse('solo_con_llave')
  const { id, generation } = funcionario
  const isLimited = opened === 'registrar_passkey' && factor !== 'passkey'
  return ok({
    ...{ id, generation, network: networks.at(-1) ?? '' },
    ...(isLimited && { onlyRegisters: factor }),
  })
}

/** What a second factor of somebody opens now. */
export const openedBy = async (
  { store, policy }: Pick<Deps, 'store' | 'policy'>,
  { id, rol }: Pick<Funcionario, 'id' | 'rol'>,
  factor: SecondFactor,
): Promise<Opened> =>
  whatOpens(factor, {
    rol,
    passkeys: await store.single.passkeys.readCount(id),
    demand: policy.staffPasskeys,
  })

/**
 * The second half of signing in: the code of their authenticator. Each of its codes is taken once, over all nodes.
 * @param codigo six digits, as `parseCodigo` gives them.
 * @returns what the session keeps from then on; or `ingresar` again (`ingreso_vencido`), `no_coinciden…`,
 *   `cerrado_personal`, `solo_con_llave`.
 */
export async function showTotp(
  deps: Deps,
  context: Context,
  first: FirstFactor,
  codigo: string,
): Promise<Result<SignedIn>> {
  const funcionario = await findHalfSignedIn(deps, first)
  if (!funcionario) return refuse('ingreso_vencido')
  // Before a code is taken: it would be spent for nothing.
  const signedIn = await signedInWith(deps, context, funcionario, 'totp')
  if (!signedIn.ok) return signedIn
  return (await takeTotp(deps, context, funcionario, codigo)) ?? signedIn
}

/**
 * Judges a code under its counter, takes its period and records the try.
 * @returns undefined when it is right and was not taken before.
 */
export async function takeTotp(
  deps: Deps,
  { requestId, browser }: Pick<Context, 'requestId' | 'browser'>,
  funcionario: Funcionario,
  codigo: string,
  conclude: (uow: UnitOfWork) => Promise<void> = async () => {},
): Promise<Refused | undefined> {
  const { id, email, encryptedTotp, totpPeriod } = funcionario
  const tried = await tryStaffSecret(
    deps,
    { requestId, browser },
    { secret: 'segundo_factor', email, funcionario },
    async () => {
      if (encryptedTotp === null) return false
      const secret = deps.cipher.decrypt(encryptedTotp, totpContext(id))
      const period = deps.totp.periodOf(secret, codigo, deps.clock.now())
      if (!isFreshPeriod(period, totpPeriod)) return false
      // In a transaction of its own, before anything is said: of two at once, one takes it.
      return deps.store.transaction((uow) => uow.funcionarios.takePeriod(id, period))
    },
  )
  await deps.store.transaction(async (uow) => {
    await tried.record(uow)
    if (!tried.refusal) await conclude(uow)
  })
  return tried.refusal
}
