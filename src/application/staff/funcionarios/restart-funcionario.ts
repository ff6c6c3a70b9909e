import { type Funcionario, RESTART_HOURS } from '../../../domain/staff/funcionario.ts'
import { addHours } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import { type Deps, type OperadorContext, personOf, type UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'
import { createActivacion } from './activaciones.ts'
import { endAccess, lockFuncionario } from './change-funcionario.ts'

export type RestartResult =
  | { result: 'bien'; url: string; expiresAt: Date }
  /** Another operador has to ask for the same until then. */
  | { result: 'pedido'; until: Date }
  | { result: 'ya_pedido'; until: Date }
  | { result: 'no_existe' }

/**
 * Lets somebody in again who lost their password or second factor, or was suspended: two operadores ask for it within
 * 24 hours (product.md “Staff”). With the second, everything that they signed in with ends, and there is a new
 * activation link. Audited, also when nothing is done.
 * @param rut of theirs, canonical, to be known from then on; null leaves what is known.
 * @throws {PowerMissing}
 */
export function restartFuncionario(
  deps: Pick<Deps, 'store' | 'random' | 'fingerprints' | 'policy' | 'clock'>,
  context: OperadorContext,
  { email, rut }: { email: string; rut: string | null },
): Promise<RestartResult> {
  requirePower(context, 'reiniciar_personal')
  return deps.store.transaction(async (uow) => {
    const funcionario = await lockFuncionario(uow, { email })
    const done = funcionario ? await restart(deps, uow, context, funcionario, rut) : undefined
    const result = done ?? { result: 'no_existe' as const }
    await recordAudit(uow, context, deps.clock.now(), 'funcionario_reiniciado', {
      result: result.result,
      detail: funcionario ? { funcionario: funcionario.id } : null,
    })
    return result
  })
}

async function restart(
  deps: Pick<Deps, 'random' | 'fingerprints' | 'policy' | 'clock'>,
  uow: UnitOfWork,
  { actor }: OperadorContext,
  funcionario: Funcionario,
  rut: string | null,
): Promise<RestartResult> {
  const now = deps.clock.now()
  const by = personOf(actor)
  const { restartAskedBy, restartAskedAt } = funcionario
  const until = restartAskedAt && addHours(restartAskedAt, RESTART_HOURS)
  if (until && until > now && restartAskedBy === by) return { result: 'ya_pedido', until }
  if (!until || until <= now) {
    await uow.funcionarios.save({ ...funcionario, restartAskedBy: by, restartAskedAt: now })
    return { result: 'pedido', until: addHours(now, RESTART_HOURS) }
  }
  await uow.funcionarios.save({
    ...(await endAccess(uow, funcionario)),
    estado: 'invitado',
    contrasenaHash: null,
    encryptedTotp: null,
    totpPeriod: null,
    ...(rut !== null && { ownSubject: subjectOf(deps, 'natural', rut) }),
    restartAskedBy: null,
    restartAskedAt: null,
    suspendedAt: null,
  })
  await uow.passkeys.deleteByFuncionario(funcionario.id)
  await uow.recoveryCodes.replace(funcionario.id, [])
  return { result: 'bien', ...(await createActivacion(deps, uow, funcionario)) }
}
