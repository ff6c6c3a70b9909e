import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { mailboxOfOrden } from '../../accounts/ordenes.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, StoredAuditEntry } from '../../ports.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'
import { requirePower } from '../require-power.ts'

const AUDIT_ENTRIES = 20

/** An orden as whoever decides it sees it: never a hash, a name or a full address of the cuenta. */
export interface OrdenSheet {
  orden: Orden
  /** The mailbox that the person named, in full: the papers say it too; '' where there is none. */
  mailbox: string
  cuenta: Pick<
    Cuenta,
    'perfil' | 'identificador' | 'estado' | 'identidad' | 'version' | 'createdAt' | 'firstClaveAt'
  > &
    MaskedChannels
  /** What the audit has of the cuenta since the orden was asked for, newest first: 20 at most. */
  since: StoredAuditEntry[]
}

/** Reads an orden for who is to decide it; audited, also when there is none. */
export function readOrden(
  deps: Pick<Deps, 'store' | 'cipher' | 'clock'>,
  context: StaffContext,
  number: string,
): Promise<OrdenSheet | undefined> {
  requirePower(context, 'ver_ordenes')
  return deps.store.transaction(async (uow) => {
    const orden = await uow.ordenes.findByNumber(number)
    const cuenta = orden && (await uow.cuentas.findById(orden.cuentaId))
    await recordAudit(uow, context, deps.clock.now(), 'orden_vista', {
      cuentaId: cuenta?.id ?? null,
      result: cuenta ? 'bien' : 'no_existe',
      detail: orden ? { numero: orden.number } : null,
    })
    if (!orden || !cuenta) return undefined
    const { perfil, identificador, estado, identidad, version, createdAt, firstClaveAt } = cuenta
    const entries = await uow.audit.findByCuenta(cuenta.id, AUDIT_ENTRIES)
    return {
      orden,
      mailbox: mailboxOfOrden(deps, orden),
      cuenta: {
        ...{ perfil, identificador, estado, identidad, version, createdAt, firstClaveAt },
        ...maskChannels(cuenta, deps.clock.now()),
      },
      since: entries.filter(({ at, event }) => at > orden.askedAt && event !== 'orden_vista'),
    }
  })
}
