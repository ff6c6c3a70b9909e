import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { normalizeTold, TOLD_ALPHABET } from '../../../domain/values/told.ts'
import type { Context, Deps, SignedIn, UnitOfWork } from '../../ports.ts'
import { findHalfSignedIn, signedInFrom } from './second-factor.ts'
import type { FirstFactor } from './sign-in.ts'
import { tryStaffSecret } from './staff-tries.ts'

const CODES = 10
/** Drawn from 31 signs, so that no counter is needed to keep one from being guessed. */
const CODE_LENGTH = 12

const fingerprintOf = ({ fingerprints }: Pick<Deps, 'fingerprints'>, funcionarioId: string, code: string) =>
  fingerprints.fingerprint('recuperacion', `${funcionarioId}:${code}`)

/** Makes the ten codes of a funcionario, in place of those that they had. @returns them, in groups of four. */
export async function giveRecoveryCodes(
  deps: Pick<Deps, 'random' | 'fingerprints'>,
  { recoveryCodes }: UnitOfWork,
  funcionarioId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => deps.random.text(TOLD_ALPHABET, CODE_LENGTH))
  await recoveryCodes.replace(
    funcionarioId,
    codes.map((code) => fingerprintOf(deps, funcionarioId, code)),
  )
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/**
 * The second half of signing in where the authenticator or passkey was lost: one of the ten codes, each good once.
 * @param typed in any form.
 * @returns as `showTotp`.
 */
export async function useRecoveryCode(
  deps: Deps,
  context: Context,
  first: FirstFactor,
  typed: string,
): Promise<Result<SignedIn>> {
  const funcionario = await findHalfSignedIn(deps, first)
  if (!funcionario) return refuse('ingreso_vencido')
  const { id, email } = funcionario
  const fingerprint = fingerprintOf(deps, id, normalizeTold(typed))
  const tried = await tryStaffSecret(
    deps,
    context,
    { secret: 'codigo_recuperacion', email, funcionario },
    () => deps.store.transaction((uow) => uow.recoveryCodes.use(id, fingerprint, deps.clock.now())),
  )
  await deps.store.transaction(tried.record)
  return tried.refusal ?? ok(signedInFrom(funcionario, context))
}
