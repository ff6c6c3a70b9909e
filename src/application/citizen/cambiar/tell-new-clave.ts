import { confirmedMailboxes } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { PendingKind } from '../../../domain/account/pending-kind.ts'
import type { Rank } from '../../../domain/account/ranks.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { type NotifiedDeed, notifyDeed } from '../../notices/eventos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

export interface ChosenClave {
  /** The cuenta before it, and as saved. */
  cuenta: Cuenta
  saved: Cuenta
  /** The mailbox that the person has, or came by. */
  mailbox: string | null
  /** Whether the person came back to the cuenta. */
  cameBack: boolean
  /** Whether it is the first of whom the call centre registered. */
  activated: boolean
  /** Pending changes that ended with it. */
  ended: readonly PendingKind[]
  /** Rank of the proof that it was chosen with. */
  rank: Rank
  /** Name of the OTEC that was accepted by choosing it. */
  otec: string | undefined
  at: Date
}

/**
 * Tells that a clave was chosen, with “No fui yo”, in the transaction of the change; of who came back to the
 * cuenta every confirmed mailbox and mobile, also those that it lost by that (product.md “No fui yo”).
 */
export async function tellNewClave(
  deps: Deps,
  uow: UnitOfWork,
  { cuenta, saved, mailbox, cameBack, activated, ended, rank, otec, at }: ChosenClave,
): Promise<void> {
  const shared = { name: displayName(cuenta), when: formatMoment(at) }
  const deed: Omit<NotifiedDeed, 'mailbox'> = {
    kind: 'cambiar',
    cuentaId: cuenta.id,
    // What was removed does not come back with “No fui yo”, nor does the pregunta just chosen stay.
    before: cameBack ? { ...saved, preguntaSecreta: null, respuestaHash: null } : saved,
    confirmed: confirmedMailboxes(cuenta),
    rank,
    always: cameBack,
    from: at,
    aviso(noFuiYoEnlace) {
      if (otec !== undefined) return { kind: 'otec_aceptada', ...shared, noFuiYoEnlace, otec }
      return {
        kind: 'clave_cambiada',
        ...shared,
        noFuiYoEnlace,
        cameBack,
        activated,
        tookOver: rank === 'registro',
        ended,
      }
    },
  }
  if (mailbox) await notifyDeed(deps, uow, { ...deed, mailbox })
  if (!cameBack) return
  await tellConfirmed(deps, uow, {
    states: [cuenta, saved],
    except: [mailbox],
    byMail: (other) => notifyDeed(deps, uow, { ...deed, mailbox: other }),
    sms: { kind: 'clave_cambiada', tookOver: rank === 'registro' },
    now: at,
  })
}
