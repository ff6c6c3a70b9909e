import { type Result, refuse } from '../../../domain/outcome/result.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { normalizeTold, TOLD_ALPHABET } from '../../../domain/values/told.ts'
import { enqueueAviso, type OutboxDeps } from '../../notices/avisos.ts'
import type { Context, Deps, SignedIn, UnitOfWork } from '../../ports.ts'
import { findHalfSignedIn, signedInWith } from './second-factor.ts'
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
 * The second half of signing in where the authenticator or passkey was lost: one of the ten codes, each good once. Its
 * owner is told by mail.
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
  await deps.store.transaction(async (uow) => {
    await tried.record(uow)
    if (!tried.refusal) await tellOfCode(deps, uow, funcionario)
  })
  return tried.refusal ?? signedInWith(deps, context, funcionario, 'recuperacion')
}

async function tellOfCode(
  deps: OutboxDeps & Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { id, email, nombre }: Funcionario,
): Promise<void> {
  const now = deps.clock.now()
  const left = await uow.recoveryCodes.readCount(id)
  await enqueueAviso(deps, uow, {
    ...{ to: email, cuentaId: null, now },
    aviso: { kind: 'codigo_recuperacion_usado', name: nombre, when: formatMoment(now), left },
  })
}
