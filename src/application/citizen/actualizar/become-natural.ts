import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { PerfilChangeResult } from '../../../domain/account/progress.ts'
import { DAY_S } from '../../../domain/values/durations.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/** Per cuenta, because the result reveals whether an RUT has a cuenta (product.md “Actualizar”). */
const CHANGES_PER_DAY = 1

/**
 * Turns a migrante's cuenta into a natural one, in the transaction of Actualizar: the same cuenta, history
 * and `sub` under an RUT. The NIE stays reserved for it, its try counters of proven browsers move along, and
 * its sessions and other open solicitudes end. Its identidad becomes 'declarada', because the documento proves only
 * the NIE.
 * @param cuenta as just saved.
 * @returns 'rut_en_uso' when the RUT has a cuenta: nothing is merged; 'otro_dia' when the cuenta already
 *   tried today. In both the cuenta stays a migrante's.
 */
export async function becomeNatural(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { solicitud, cuenta, rut }: { solicitud: Solicitud; cuenta: Cuenta; rut: string },
): Promise<PerfilChangeResult> {
  const now = deps.clock.now()
  const newSubject = subjectOf(deps, 'natural', rut)
  const change = await saveAsNaturalOncePerDay(deps, uow, {
    ...cuenta,
    perfil: 'natural',
    identificador: rut,
  })
  await recordAudit(uow, context, now, 'perfil_cambiado', {
    cuentaId: cuenta.id,
    subject: change === 'hecho' ? newSubject : solicitud.subject,
    result: change,
    detail: { de: cuenta.perfil, a: 'natural' },
  })
  if (change !== 'hecho') return change
  await uow.tryCounters.move(subjectOf(deps, cuenta.perfil, cuenta.identificador), newSubject)
  const after = { ...cuenta, perfil: 'natural' as const, identificador: rut }
  await endFormer(uow, { before: cuenta, after, except: solicitud.id, context, at: now })
  return change
}

async function saveAsNaturalOncePerDay(
  deps: Deps,
  uow: UnitOfWork,
  natural: Cuenta,
): Promise<PerfilChangeResult> {
  const key = `hacerse-natural:${natural.id}`
  const { count } = await uow.rateLimits.increment(key, DAY_S, deps.clock.now())
  if (count > CHANGES_PER_DAY) return 'otro_dia'
  const saved = await saveCuenta(uow, { ...natural, identidad: 'declarada' })
  return typeof saved === 'string' ? 'rut_en_uso' : 'hecho'
}
