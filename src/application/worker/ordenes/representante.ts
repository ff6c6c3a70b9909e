import { WITHOUT_REPRESENTANTE } from '../../../domain/account/coming-back.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { withProvenance } from '../../../domain/account/provenance.ts'
import { afterChangingData } from '../../../domain/organisations/organismo.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { dataOfOrden } from '../../accounts/ordenes.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { notifyDeed } from '../../notices/eventos.ts'
import { type Deps, SISTEMA_CONTEXT, StoreUnavailable, type UnitOfWork } from '../../ports.ts'

/**
 * Gives an organisation the representative whom two people saw named on paper: without mailbox or mobile of the former
 * one, on whom nothing rests any more. Both mailboxes that it had are told, each with “No fui yo”.
 */
export async function replaceRepresentante(
  deps: Deps,
  uow: UnitOfWork,
  orden: Orden,
  cuenta: Cuenta,
): Promise<void> {
  const now = deps.clock.now()
  const { id: cuentaId } = cuenta
  const { rut: rutRepresentante } = dataOfOrden(deps, orden)
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  const changed: Cuenta = {
    ...{ ...cuenta, ...WITHOUT_REPRESENTANTE, rutRepresentante, celularRepresentante: null },
    factores: withProvenance(cuenta, ['representante'], 'mesa', now),
    updatedAt: now,
  }
  const saved = await saveCuenta(uow, afterChangingData(cuenta, changed, organismo))
  if (typeof saved === 'string') throw new StoreUnavailable('conflicto', 'the cuenta cannot be saved so')
  await recordAudit(uow, SISTEMA_CONTEXT, now, 'representante_cambiado', { cuentaId, result: 'guardada' })
  await endFormer(uow, { before: cuenta, after: saved, context: SISTEMA_CONTEXT, at: now })
  const mailbox = cuenta.email ?? cuenta.emailRepresentante
  if (!mailbox) return
  await notifyDeed(deps, uow, {
    ...{ kind: 'actualizar', cuentaId, before: cuenta, mailbox, otherMailbox: cuenta.emailRepresentante },
    ...{ rank: 'mesa', from: now, always: true },
    aviso: (noFuiYoEnlace) => ({
      ...{
        kind: 'representante_cambiado',
        name: displayName(cuenta),
        when: formatMoment(now),
        noFuiYoEnlace,
      },
    }),
  })
}
