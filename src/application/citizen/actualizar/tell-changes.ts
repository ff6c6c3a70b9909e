import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { PendingKind } from '../../../domain/account/pending-kind.ts'
import { onlyClave, rankForRepresentante, rankOf } from '../../../domain/account/proofs.ts'
import {
  changedFields,
  changesEmail,
  labelOf,
  type NewData,
  newCelular,
  PROTECTED_FIELDS,
  REPRESENTANTE_FIELDS,
  waitingRepresentante,
} from '../../../domain/forms/cambios.ts'
import { addHours, CHANGE_WAIT_HOURS } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { maskCelular, maskEmail } from '../../../domain/values/mask.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import { notifyDeed } from '../../notices/eventos.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'

export interface ChangedData {
  /** As it was. */
  cuenta: Cuenta
  data: NewData
  /** The account changed to perfil natural. */
  nowUsesRut: boolean
  /** Pending changes that ended, and were not asked for anew. */
  ended: readonly PendingKind[]
  /** When it was saved. */
  at: Date
}

/**
 * Tells that data were changed, or a change was asked for, with “No fui yo”, in the transaction of the change
 * (product.md “Actualizar”): the registered mailbox, and the mobile that is to go, confirmed or not. Also the
 * representante's mailbox, and the mobiles, of an organisation whose e-mail or representante it is, and of whoever
 * completed the data with the CS alone (product.md “Missing data”).
 */
export async function tellChanges(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  { cuenta, data, nowUsesRut, ended, at: now }: ChangedData,
): Promise<void> {
  const rank = rankOf(solicitud.proofs, cuenta, now)
  const changed = changedFields(cuenta, data)
  const waiting = waitingRepresentante(cuenta, data, rankForRepresentante(solicitud.proofs, cuenta, now))
  const celular = newCelular(cuenta, data)
  const later = [
    ...(changesEmail(cuenta, data) ? ['email'] : []),
    ...(celular ? ['celular'] : []),
    ...Object.keys(waiting ?? {}),
  ]
  await recordAudit(uow, context, now, 'datos_actualizados', {
    cuentaId: cuenta.id,
    subject: solicitud.subject,
    detail: { campos: changed.join(' '), prueba: solicitud.proofs.at(-1) ?? '' },
  })
  const isProtected =
    cuenta.perfil === 'juridica' && PROTECTED_FIELDS.some((field) => changed.includes(field))
  const tellsAll = isProtected || onlyClave(solicitud.proofs)
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox: cuenta.email ?? data.email,
    otherMailbox: tellsAll ? cuenta.emailRepresentante : null,
    rank,
    from: now,
    aviso: (noFuiYoEnlace) => ({
      kind: 'datos_actualizados',
      name: displayName(cuenta),
      when: formatMoment(now),
      changes: changed.filter((field) => !later.includes(field)).map(labelOf),
      newEmail: changesEmail(cuenta, data) ? maskEmail(data.email) : null,
      ...(celular && { newCelular: maskCelular(celular) }),
      ...(waiting && {
        newRepresentante: {
          changes: REPRESENTANTE_FIELDS.filter((field) => later.includes(field)).map(labelOf),
          when: formatMoment(addHours(now, CHANGE_WAIT_HOURS)),
        },
      }),
      ...(nowUsesRut && { nowUsesRut }),
      ended,
      noFuiYoEnlace,
    }),
  })
  const celulares = [
    ...(tellsAll || changed.includes('celular') ? [cuenta.celular] : []),
    ...(tellsAll ? [cuenta.celularRepresentante] : []),
  ].filter((one) => one !== null)
  for (const to of new Set(celulares)) {
    await enqueueSms(deps, uow, { cuentaId: cuenta.id, to, aviso: { kind: 'datos_actualizados' }, now })
  }
}
