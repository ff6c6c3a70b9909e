import { applyRegistro } from '../../domain/organisations/organismo.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import type { Deps, OperadorContext, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

const BATCH = 500

type AdjustDeps = Pick<Deps, 'store' | 'fingerprints' | 'clock'>

/**
 * Makes the accounts of organisations as the register in force has them, each in a short transaction:
 * `verified` where the representative is the same, with its name and type; no longer so where it names
 * somebody else, nor where it vouched for an organisation that it does not have any more.
 * @returns how many changed.
 */
export async function adjustCuentas(
  deps: AdjustDeps,
  { context, pauseMs }: { context: OperadorContext; pauseMs: number },
): Promise<number> {
  let [from, count] = ['', 0]
  for (;;) {
    const { ids, until } = await deps.store.transaction((uow) =>
      uow.organismos.findCuentasToAdjust(from, BATCH),
    )
    for (const id of ids) {
      if (await deps.store.transaction((uow) => adjust(deps, uow, context, id))) count += 1
    }
    if (until === null) return count
    from = until
    await deps.clock.sleep(pauseMs)
  }
}

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
  if ((await saveCuenta(uow, { ...adjusted, updatedAt: now })) !== 'guardada') return false
  if (cuenta.identidad !== adjusted.identidad) {
    await recordAudit(uow, context, now, 'identidad_cambiada', {
      cuentaId: id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      result: adjusted.identidad,
    })
  }
  return true
}
