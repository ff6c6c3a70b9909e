import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { changedAt } from '../../domain/account/provenance.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { tellConfirmed } from '../notices/tell-confirmed.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'
import { endFormer } from './end-former.ts'
import { saveCuenta } from './save-cuenta.ts'

/**
 * Freezes a cuenta as it is, since a confirmed mailbox objected; only the call centre gives it back. One that is frozen
 * stays so. Every confirmed channel is told.
 * @param caso number under which the call centre decides.
 * @param at the moment of the objection itself: by it one is known for what the account is frozen for (`isAwaitingObjection`).
 */
export async function freezeForCaso(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  cuenta: Cuenta,
  { caso, at: now }: { caso: string; at: Date },
): Promise<void> {
  const { id: cuentaId } = cuenta
  const frozen = await saveCuenta(uow, {
    ...cuenta,
    estado: 'congelada',
    wayBack: 'mesa',
    // No mistake of staff any more, to be undone as if nobody had spoken.
    frozenByStaffAt: null,
    updatedAt: changedAt(cuenta, now),
  })
  if (typeof frozen === 'string') throw new SolicitudLost()
  await endFormer(uow, { before: cuenta, after: frozen, also: ['estado'], context, at: now })
  await uow.provenBrowsers.deleteByCuenta(cuentaId)
  await recordAudit(uow, context, now, 'cuenta_congelada', { cuentaId, detail: { vuelta: 'mesa' } })
  const when = formatMoment(now)
  const aviso = {
    kind: 'cuenta_congelada',
    name: displayName(cuenta),
    when,
    expires: when,
    volverEnlace: null,
    caso,
    by: 'objecion',
  } as const
  await tellConfirmed(deps, uow, {
    states: [frozen],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId, aviso, now }),
    sms: { kind: 'cuenta_congelada', byStaff: true },
    now,
  })
}
