import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { funcionarioPerson } from '../../../domain/staff/person.ts'
import { type RestartTurn, restartTurn, standingRestart } from '../../../domain/staff/restart.ts'
import { recordAudit } from '../../audit/record.ts'
import { type Deps, type OwnSession, personOf, type StaffContext, type UnitOfWork } from '../../ports.ts'
import { listAudited } from '../list.ts'
import { requirePower } from '../require-power.ts'
import type { WhichFuncionario } from './change-funcionario.ts'
import { staffSubject } from './staff-tries.ts'

/** A funcionario as others see them: nothing that they sign in with. */
export type ShownFuncionario = Pick<
  Funcionario,
  'id' | 'email' | 'nombre' | 'rol' | 'estado' | 'createdAt' | 'createdBy' | 'suspendedAt'
> & { knowsRut: boolean }

function shown(funcionario: Funcionario): ShownFuncionario {
  const { id, email, nombre, rol, estado, createdAt, createdBy, suspendedAt, ownSubject } = funcionario
  const knowsRut = ownSubject !== null
  return { id, email, nombre, rol, estado, createdAt, createdBy, suspendedAt, knowsRut }
}

/** Lists who works at the call centre, by name. Audited. @throws {PowerMissing} */
export const listFuncionarios = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<ShownFuncionario[]> =>
  listAudited(deps, context, 'ver_personal', 'funcionarios_listados', async ({ funcionarios }, limit) =>
    (await funcionarios.findAll(limit)).map(shown),
  )

export interface FuncionarioSheet {
  funcionario: ShownFuncionario
  /** Where they are signed in, the newest first. */
  sessions: readonly OwnSession[]
  /** How many recovery codes they have left. */
  recoveryCodes: number
  /** How many passkeys they have. */
  passkeys: number
  /** Until when the first of what is closed to them by wrong tries stays closed; null when nothing is. */
  lockedUntil: Date | null
  /** That of restarting them which waits for another person; `due`: what whoever reads does next. */
  restart: { askedBy: string; until: Date; due: RestartTurn | undefined } | null
}

/**
 * Reads one funcionario. Audited, also when there is none.
 * @returns undefined when there is none.
 * @throws {PowerMissing}
 */
export function readFuncionario(
  deps: Pick<Deps, 'store' | 'clock' | 'fingerprints'>,
  context: StaffContext,
  which: WhichFuncionario,
): Promise<FuncionarioSheet | undefined> {
  requirePower(context, 'ver_personal')
  return deps.store.transaction(async (uow) => {
    const { funcionarios } = uow
    const found = await ('id' in which
      ? funcionarios.findById(which.id)
      : funcionarios.findByEmail(which.email))
    await recordAudit(uow, context, deps.clock.now(), 'funcionario_visto', {
      result: found ? 'bien' : 'no_existe',
      detail: found ? { funcionario: found.id } : null,
    })
    return found && sheetOf(deps, uow, context, found)
  })
}

async function sheetOf(
  deps: Pick<Deps, 'clock' | 'fingerprints'>,
  uow: UnitOfWork,
  context: StaffContext,
  funcionario: Funcionario,
): Promise<FuncionarioSheet> {
  const now = deps.clock.now()
  const { staffSessions, recoveryCodes, passkeys, tryCounters } = uow
  const counters = await tryCounters.findBySubject(staffSubject(deps, funcionario.email))
  const locked = counters.flatMap(({ counter: { lockedUntil } }) =>
    lockedUntil && lockedUntil > now ? [lockedUntil] : [],
  )
  return {
    funcionario: shown(funcionario),
    sessions: await staffSessions.findByFuncionario(funcionario.id, now),
    recoveryCodes: await recoveryCodes.readCount(funcionario.id),
    passkeys: await passkeys.readCount(funcionario.id),
    lockedUntil: locked.sort((one, other) => one.getTime() - other.getTime())[0] ?? null,
    restart: await restartOf(uow, context, funcionario, now),
  }
}

async function restartOf(
  { funcionarios }: UnitOfWork,
  { actor }: StaffContext,
  funcionario: Funcionario,
  now: Date,
): Promise<FuncionarioSheet['restart']> {
  const administradores = await funcionarios.findAdministradores()
  const standing = standingRestart(funcionario, administradores, now)
  if (!standing) return null
  const { by, until } = standing
  const asker = administradores.find(({ id }) => by === funcionarioPerson(id))
  return { askedBy: asker?.nombre ?? by, until, due: restartTurn(standing, personOf(actor)) }
}
