import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import { type Done, type Llamada, type LlamadaEnding, withEnding } from '../../domain/staff/llamada.ts'
import { doneText } from '../../domain/staff/summary.ts'
import { paths } from '../../domain/urls.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import { tellConfirmed } from '../notices/tell-confirmed.ts'
import type { AuditContext, Deps, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { createCaso } from './casos.ts'

/** What is read aloud when a call ends. */
export interface EndedLlamada {
  done: readonly Done[]
  /** The number of its caso, which is opened now where there was none. */
  casoNumber: string
}

/**
 * Ends a llamada, however it ends: what was shown in it opens nothing any more, and every confirmed mailbox and mobile is
 * told that it was attended, what was done, and whom to call. Who does not end theirs hides nothing.
 */
export async function concludeLlamada(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext,
  { llamada, cuenta }: { llamada: Llamada; cuenta: Cuenta },
  ending: LlamadaEnding,
): Promise<EndedLlamada> {
  const now = deps.clock.now()
  const { id, done } = llamada
  const about = { ...cuenta, cuentaId: cuenta.id, proofs: [] }
  const casoNumber = llamada.casoNumber ?? (await createCaso(deps, uow, context, about, 'llamada'))
  await uow.llamadas.save(withEnding({ ...llamada, casoNumber }, ending, now))
  await recordAudit(uow, context, now, 'llamada_terminada', {
    cuentaId: cuenta.id,
    subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
    result: ending === 'terminada' ? 'bien' : ending,
    detail: { llamada: id, numero: casoNumber, hecho: done.map(({ accion }) => accion).join(' ') },
  })
  await tellEnded(deps, uow, cuenta, { done, casoNumber })
  return { done, casoNumber }
}

async function tellEnded(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { done, casoNumber }: EndedLlamada,
): Promise<void> {
  const now = deps.clock.now()
  const aviso = {
    kind: 'llamada_atendida',
    name: displayName(cuenta),
    when: formatMoment(now),
    done: done.map(doneText),
    caso: casoNumber,
    casoUrl: deps.policy.baseUrl + paths.caso,
  } as const
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now }),
    sms: { kind: 'llamada_atendida', caso: casoNumber },
    now,
  })
}
