import { isStale, staleAt } from '../../domain/notices/usefulness.ts'
import { recordAudit } from '../audit/record.ts'
import { openAviso } from '../notices/avisos.ts'
import { clearBounce, markBounce } from '../notices/bounces.ts'
import {
  type Channel,
  type Deps,
  type MailRenderer,
  type MailTransport,
  type QueuedAviso,
  type Random,
  SendFailed,
  SISTEMA_CONTEXT,
  type SmsRenderer,
  type SmsTransport,
} from '../ports.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Longer than any transport takes, so that no other worker leases a message that is being sent. */
const LEASE_MS = 2 * MINUTE_MS
/** An aviso is sent within 10 minutes of the mail server's recovery; within an hour after a day of tries. */
const MAX_WAIT_MS = { firstDay: 8 * MINUTE_MS, after: 60 * MINUTE_MS }
const ABANDON_AFTER_MS = 3 * DAY_MS

export interface DispatchDeps
  extends Pick<Deps, 'store' | 'random' | 'cipher' | 'clock' | 'fingerprints' | 'policy'> {
  mail: MailTransport
  renderer: MailRenderer
  sms: SmsTransport
  smsRenderer: SmsRenderer
  /** Called for our own errors, not for those of the mail server or SMS gateway. */
  onFailure: (name: string, error: unknown) => void
}

/**
 * One round of one channel of the outbox: leases up to `limit` due messages and sends them concurrently, so
 * that a slow one delays no other. Each channel has its own rounds: a hanging SMS gateway does not delay
 * mail.
 * @param who unique name of this worker, which holds the leases.
 * @returns `failed` includes those to be retried and those abandoned.
 */
export async function dispatchAvisos(
  deps: DispatchDeps,
  { channel, who, limit }: { channel: Channel; who: string; limit: number },
): Promise<{ sent: number; failed: number }> {
  const now = deps.clock.now()
  const until = new Date(now.getTime() + LEASE_MS)
  const rows = await deps.store.transaction((uow) => uow.avisos.lease(channel, who, now, until, limit))
  const results = await Promise.all(rows.map((row) => dispatchOne(deps, row)))
  const sent = results.filter(Boolean).length
  return { sent, failed: rows.length - sent }
}

/**
 * Never throws. If the result cannot be stored, the message is sent again when its lease ends, with the same
 * id.
 */
async function dispatchOne(deps: DispatchDeps, row: QueuedAviso): Promise<boolean> {
  try {
    const { to, failure } = await send(deps, row)
    await (failure ? recordFailure(deps, row, to, failure) : recordSent(deps, row, to))
    return failure === null
  } catch (error) {
    deps.onFailure('despachar-avisos', error)
    return false
  }
}

/** @returns the mailbox that it went to, which the row forgets; null for a mobile, and when the row does not tell. */
async function send(
  deps: DispatchDeps,
  row: QueuedAviso,
): Promise<{ to: string | null; failure: SendFailed | null }> {
  let mailbox: string | null = null
  try {
    const { channel, to, aviso } = openAviso(deps.cipher, row)
    if (channel === 'correo') mailbox = to
    await (channel === 'sms'
      ? deps.sms.send(deps.smsRenderer(aviso, to, row.id))
      : deps.mail.send(deps.renderer(aviso, to, row.id)))
    return { to: mailbox, failure: null }
  } catch (error) {
    if (error instanceof SendFailed) return { to: mailbox, failure: error }
    deps.onFailure('despachar-avisos', error)
    return { to: mailbox, failure: new SendFailed('interno', false) }
  }
}

function recordSent(deps: DispatchDeps, { id, cuentaId }: QueuedAviso, to: string | null): Promise<void> {
  return deps.store.transaction(async (uow) => {
    await uow.avisos.markSent(id, deps.clock.now())
    if (to !== null && cuentaId !== null) await clearBounce(deps, uow, { to, cuentaId })
  })
}

async function recordFailure(
  deps: DispatchDeps,
  row: QueuedAviso,
  to: string | null,
  failure: SendFailed,
): Promise<void> {
  const now = deps.clock.now()
  const age = now.getTime() - row.waitingSince.getTime()
  if (!failure.permanent && age < ABANDON_AFTER_MS) {
    const availableAt = new Date(now.getTime() + retryDelayMs(row.tries, age, deps.random))
    return deps.store.transaction((uow) => uow.avisos.retry(row.id, availableAt, failure.code))
  }
  const detail = { tipo: row.kind, canal: row.channel, codigo: failure.code }
  const keeps = !isStale(staleAt(now, deps.policy.claveProvisoriaMinutes), row)
  await deps.store.transaction(async (uow) => {
    await uow.avisos.abandon(row.id, now, failure.code, keeps)
    await recordAudit(uow, SISTEMA_CONTEXT, now, 'aviso_abandonado', {
      result: 'fallido',
      detail,
    })
    if (failure.bounce && to !== null && row.cuentaId !== null) {
      await markBounce(deps, uow, { to, cuentaId: row.cuentaId }, failure.bounce)
    }
  })
}

/**
 * Backoff after a failure, in milliseconds: a minute, doubled with each failure, with 50 % jitter so that
 * messages that failed together are not retried together.
 * @param tries failures before this one.
 * @param age milliseconds since the message waits.
 */
export function retryDelayMs(tries: number, age: number, random: Pick<Random, 'text'>): number {
  const max = age < DAY_MS ? MAX_WAIT_MS.firstDay : MAX_WAIT_MS.after
  const whole = Math.min(MINUTE_MS * 2 ** Math.min(tries, 30), max)
  return Math.round(whole * (0.5 + Number(random.text('0123456789', 3)) / 2000))
}
