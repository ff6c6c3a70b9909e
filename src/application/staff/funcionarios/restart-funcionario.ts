import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { RESTART_HOURS } from '../../../domain/staff/funcionario.ts'
import { type RestartTurn, restartTurn, standingRestart } from '../../../domain/staff/restart.ts'
import { addHours } from '../../../domain/values/durations.ts'
import { recordAudit } from '../../audit/record.ts'
import type { OutboxDeps } from '../../notices/avisos.ts'
import { type Deps, personOf, type StaffContext, type UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { requirePower } from '../require-power.ts'
import { createActivacion } from './activaciones.ts'
import {
  type ChangeRefusal,
  endAccess,
  lockFuncionario,
  type WhichFuncionario,
  whyNotChanged,
} from './change-funcionario.ts'
import { mailActivacion } from './create-funcionario.ts'
import { tellOfAcceso } from './tell-of-acceso.ts'

/** `cambio`: it was asked for or carried out meanwhile, so that the page showed another turn. */
export type RestartRefusal = ChangeRefusal | 'cambio' | 'no_existe'
export type RestartResult =
  /** `url`: of the link, for an operador alone; for who is restarted by the console it is mailed. */
  | { result: 'bien'; url: string | null; expiresAt: Date }
  /** Another person has to do the same until then. */
  | { result: 'pedido' | 'ya_pedido'; until: Date }
  | { result: RestartRefusal }

type RestartDeps = OutboxDeps & Pick<Deps, 'store' | 'clock'>

/**
 * Lets somebody in again who lost their password or second factor, or was suspended: two operadores ask for it within
 * 24 hours, or two who administer staff, never for themselves (product.md “Staff”). With the second, everything that
 * they signed in with ends, and there is a new activation link. They are told of both by mail. Audited, also when
 * nothing is done.
 * @param rut of theirs, canonical, to be known from then on; null leaves what is known.
 * @param turn that the page showed; an order says none.
 * @throws {PowerMissing}
 */
export function restartFuncionario(
  deps: RestartDeps,
  context: StaffContext,
  { rut, turn, ...which }: WhichFuncionario & { rut: string | null; turn?: RestartTurn },
): Promise<RestartResult> {
  requirePower(context, 'reiniciar_personal')
  return deps.store.transaction(async (uow) => {
    const administradores = await uow.funcionarios.lockAdministradores()
    const funcionario = await lockFuncionario(uow, which)
    const done: RestartResult = funcionario
      ? await restart(deps, uow, context, { funcionario, administradores, rut, turn })
      : { result: 'no_existe' }
    await recordAudit(uow, context, deps.clock.now(), 'funcionario_reiniciado', {
      result: done.result,
      detail: funcionario ? { funcionario: funcionario.id } : null,
    })
    return done
  })
}

interface Asked {
  funcionario: Funcionario
  administradores: readonly Funcionario[]
  rut: string | null
  turn: RestartTurn | undefined
}

async function restart(
  deps: RestartDeps,
  uow: UnitOfWork,
  { actor }: StaffContext,
  { funcionario, administradores, rut, turn }: Asked,
): Promise<RestartResult> {
  const refusal = whyNotChanged(actor, funcionario, administradores)
  if (refusal) return { result: refusal }
  const now = deps.clock.now()
  const by = personOf(actor)
  const standing = standingRestart(funcionario, administradores, now)
  const due = restartTurn(standing, by)
  if (standing && !due) return { result: 'ya_pedido', until: standing.until }
  if (turn && turn !== due) return { result: 'cambio' }
  const others = funcionario.rol === 'administrador' ? administradores : []
  if (due === 'pedir') {
    await uow.funcionarios.save({ ...funcionario, restartAskedBy: by, restartAskedAt: now })
    await tellOfAcceso(deps, uow, { person: funcionario, what: 'reinicio_pedido', others })
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
  const activacion = await createActivacion(deps, uow, funcionario)
  await tellOfAcceso(deps, uow, { person: funcionario, what: 'reiniciado', others })
  if (actor.kind === 'operador') return { result: 'bien', ...activacion }
  await mailActivacion(deps, uow, funcionario, activacion)
  return { result: 'bien', url: null, expiresAt: activacion.expiresAt }
}
