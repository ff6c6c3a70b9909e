import { recordAudit } from '../audit/record.ts'
import { openAviso } from '../notices/avisos.ts'
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
/** Longer than any transport holds a message: nobody else takes it while it is being sent. */
const LEASE_MS = 2 * MINUTE_MS
/** A notice leaves within 10 minutes of the mail server's return; after a day of tries that may be an hour. */
const MAX_WAIT_MS = { firstDay: 8 * MINUTE_MS, after: 60 * MINUTE_MS }
const ABANDON_AFTER_MS = 3 * DAY_MS

export interface DispatchDeps extends Pick<Deps, 'store' | 'random' | 'cipher' | 'clock'> {
  mail: MailTransport
  renderer: MailRenderer
  sms: SmsTransport
  smsRenderer: SmsRenderer
  /** Told of what is a fault of ours and not of the mail server or the SMS gateway. */
  onFailure: (name: string, error: unknown) => void
}

/**
 * One round of one channel of the outbox: takes up to `limit` due messages and sends them side by side, each on its
 * own, so that none waits for a bad neighbour longer than the transport does. Each channel has rounds of its own: a
 * gateway that hangs holds no mail back.
 * @param who name of this worker, unlike any other's: its leases are under it.
 * @returns how many left, and how many did not (tried again later, or abandoned).
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

/** Never throws. What could not be written down is tried again when its lease ends, under the same id. */
async function dispatchOne(deps: DispatchDeps, row: QueuedAviso): Promise<boolean> {
  try {
    const failure = await send(deps, row)
    await (failure ? recordFailure(deps, row, failure) : recordSent(deps, row))
    return failure === null
  } catch (error) {
    deps.onFailure('despachar-avisos', error)
    return false
  }
}

async function send(deps: DispatchDeps, row: QueuedAviso): Promise<SendFailed | null> {
  try {
    const { channel, to, aviso } = openAviso(deps.cipher, row)
    await (channel === 'sms'
      ? deps.sms.send(deps.smsRenderer(aviso, to, row.id))
      : deps.mail.send(deps.renderer(aviso, to, row.id)))
    return null
  } catch (error) {
    if (error instanceof SendFailed) return error
    deps.onFailure('despachar-avisos', error)
    return new SendFailed('interno', false)
  }
}

function recordSent({ store, clock }: DispatchDeps, { id }: QueuedAviso): Promise<void> {
  return store.transaction((uow) => uow.avisos.markSent(id, clock.now()))
}

async function recordFailure(deps: DispatchDeps, row: QueuedAviso, failure: SendFailed): Promise<void> {
  const now = deps.clock.now()
  const age = now.getTime() - row.createdAt.getTime()
  if (!failure.permanent && age < ABANDON_AFTER_MS) {
    const availableAt = new Date(now.getTime() + retryDelayMs(row.tries, age, deps.random))
    return deps.store.transaction((uow) => uow.avisos.retry(row.id, availableAt, failure.code))
  }
  const detail = { tipo: row.kind, canal: row.channel, codigo: failure.code }
  await deps.store.transaction(async (uow) => {
    await uow.avisos.abandon(row.id, now, failure.code)
    await recordAudit(uow, SISTEMA_CONTEXT, now, 'aviso_abandonado', {
      result: 'fallido',
      detail,
    })
  })
}

/**
 * How long to wait after a failure: a minute, doubled with each, of which between half and all, so that many
 * messages that failed together do not come back together.
 * @param tries failures before this one.
 * @param age milliseconds since the message was written.
 */
export function retryDelayMs(tries: number, age: number, random: Pick<Random, 'text'>): number {
  const max = age < DAY_MS ? MAX_WAIT_MS.firstDay : MAX_WAIT_MS.after
  const whole = Math.min(MINUTE_MS * 2 ** Math.min(tries, 30), max)
  return Math.round(whole * (0.5 + Number(random.text('0123456789', 3)) / 2000))
}
