import { changedAt } from '../../domain/account/provenance.ts'
import { applyRegistro } from '../../domain/organisations/organismo.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, OperadorContext, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

const BATCH = 500

type AdjustDeps = Pick<Deps, 'store' | 'fingerprints' | 'clock'>

/**
 * Brings the cuentas of organisations in line with the register in force, each in a short transaction. A
 * cuenta with the register's representative matches it and takes its name and type; one with another
 * representative loses its verification, as does one that no operador verified and the register no longer has.
 * @returns how many cuentas changed.
 */
export async function adjustCuentas(
  deps: AdjustDeps,
  { context, pauseMs }: { context: OperadorContext; pauseMs: number },
): Promise<number> {
  let [from, count] = ['', 0]
  for (;;) {
    const { ids, until } = await deps.store.read(({ organismos }) =>
      organismos.findCuentasToAdjust(from, BATCH),
    )
    for (const id of ids) {
      if (await deps.store.transaction((uow) => adjust(deps, uow, context, id))) count += 1
    }
    if (until === null) return count
    from = until
    await deps.clock.sleep(pauseMs)
  }
}

/** What the register sets of a cuenta. */
const REGISTRO_PARTS = ['razonSocial', 'tipoOrganismo', 'identidad', 'verifiedBy', 'settledEntry'] as const

async function adjust(
  deps: AdjustDeps,
  uow: UnitOfWork,
  context: OperadorContext,
  id: string,
): Promise<boolean> {
  const cuenta = await uow.cuentas.findById(id)
  if (!cuenta || cuenta.estado === 'cerrada') return false
  const now = deps.clock.now()
  const adjusted = applyRegistro(cuenta, await uow.organismos.findByRut(cuenta.identificador))
  if (REGISTRO_PARTS.every((part) => cuenta[part] === adjusted[part])) return false
  const saved = await saveCuenta(uow, { ...adjusted, updatedAt: changedAt(cuenta, now) })
  if (typeof saved === 'string') return false
  if (cuenta.identidad !== adjusted.identidad) {
    await recordAudit(uow, context, now, 'identidad_cambiada', {
      cuentaId: id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      result: adjusted.identidad,
    })
  }
  return true
}
