import type { AuditEvent } from '../../../domain/notices/audit-events.ts'
import type { SistemaChange } from '../../../domain/notices/staff-avisos.ts'
import { type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { AuditDetails } from '../../../domain/pages/audit-details.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { recordAudit } from '../../audit/record.ts'
import {
  type Deps,
  type StaffActor,
  type StaffContext,
  StoreUnavailable,
  type UnitOfWork,
} from '../../ports.ts'
import { type TellDeps, tellOfSistema } from './tell-of-sistema.ts'

/** What an administrador shows their second factor again for: changing the systems that sign people in (●). */
export const SISTEMA_CHANGES = 'sistemas'

/** `version`: as the page showed it, where one did; another one meanwhile is not written over. */
export interface WhichSistema {
  id: string
  version?: number
}

/** What is to be stored, and what those who administer staff and the audit are told of it. */
export interface Applied {
  sistema: Sistema
  /** Undefined where nothing changed. */
  told: SistemaChange | undefined
  detail?: Pick<AuditDetails, 'cambios' | 'horas'>
}

export type ChangeDeps = TellDeps & Pick<Deps, 'store'>

/** Why whoever acts changes no system now. */
export const needsFactor = (actor: StaffActor): Refused | undefined =>
  actor.kind === 'funcionario' && actor.renewedFor !== SISTEMA_CHANGES
    ? refuse('sistema_segundo_factor')
    : undefined

/**
 * Changes one system, as its next version: at once on every node, since each request reads it. Audited, also when
 * nothing is done; told by mail to everybody who administers staff.
 * @param apply runs again when another change came first.
 */
export function changeOne(
  deps: ChangeDeps,
  context: StaffContext,
  { id, version }: WhichSistema,
  event: AuditEvent,
  apply: (uow: UnitOfWork, sistema: Sistema, now: Date) => Promise<Result<Applied>>,
): Promise<Result<Sistema>> {
  return deps.store.transaction(async (uow): Promise<Result<Sistema>> => {
    const now = deps.clock.now()
    const found = await uow.sistemas.findById(id)
    const applied = await whatIsApplied()
    const result = applied.ok ? 'bien' : (applied.refusals[0]?.code ?? '')
    const detail = { ...(found && { sistema: found.id }), ...(applied.ok && applied.value.detail) }
    await recordAudit(uow, context, now, event, { result, detail })
    if (!applied.ok) return applied
    const { sistema, told } = applied.value
    if (!(await uow.sistemas.save(sistema)))
      throw new StoreUnavailable('conflicto', 'the system was changed meanwhile')
    if (told) await tellOfSistema(deps, uow, context.actor, found ?? sistema, told)
    return { ok: true, value: { ...sistema, version: sistema.version + 1 } }

    async function whatIsApplied(): Promise<Result<Applied>> {
      const missing = needsFactor(context.actor)
      if (missing) return missing
      if (!found) return refuse('sistema_no_existe')
      if (version !== undefined && version !== found.version) return refuse('sistema_cambio_entretanto')
      return apply(uow, found, now)
    }
  })
}

/** Why a system may not have its name or origins: another one has them. */
export async function takenByOthers(
  { sistemas }: UnitOfWork,
  { id, nombre, volverOrigins }: Pick<Sistema, 'id' | 'nombre' | 'volverOrigins'>,
): Promise<Refused | undefined> {
  const namesake = await sistemas.findByNombre(nombre)
  if (namesake && namesake.id !== id) return refuse('sistema_nombre_en_uso', 'nombre')
  const others = (await sistemas.findAll()).filter((other) => other.id !== id)
  const isTaken = others.some((other) => other.volverOrigins.some((origin) => volverOrigins.includes(origin)))
  return isTaken ? refuse('sistema_origen_en_uso', 'volverOrigins') : undefined
}
