import { isStale, type StaleAt, staleAt } from '../../../domain/notices/usefulness.ts'
import { maskCelular, maskEmail } from '../../../domain/values/mask.ts'
import { recordAudit } from '../../audit/record.ts'
import { avisoContext } from '../../notices/avisos.ts'
import { readSmsBudget } from '../../notices/sms-budget.ts'
import type { Deps, ListedAviso, OutboxQuery, StaffContext, UnsentCount } from '../../ports.ts'
import { requirePower } from '../require-power.ts'

/** How many of the outbox a page has. */
export const AVISOS_PER_PAGE = 50

/** A message as staff see it. */
export interface ShownAviso extends Omit<ListedAviso, 'encryptedDestination' | 'isKept'> {
  /** Its address or mobile, masked; null once it is wiped, and where its key is missing. */
  to: string | null
  /** Whether what it says is over: it is not sent again. */
  isOver: boolean
  mayRequeue: boolean
}

export interface ShownOutbox {
  avisos: ShownAviso[]
  /** Whether another page follows. */
  hasMore: boolean
  unsent: UnsentCount[]
  waitingSince: Date | null
  /** Mailboxes that mail does not reach. */
  bounced: number
  /** SMS of today; undefined without a budget. */
  sms: { spent: number; perDay: number } | undefined
}

/**
 * A page of the outbox, and how it stands as a whole (product.md “Notices”). Audited, with how many it showed.
 * @throws {PowerMissing}
 */
export async function listAvisos(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'policy'>,
  context: StaffContext,
  query: Omit<OutboxQuery, 'limit'>,
): Promise<ShownOutbox> {
  requirePower(context, 'ver_avisos')
  const now = deps.clock.now()
  const stale = staleAt(now, deps.policy.claveProvisoriaMinutes)
  const sms = await readSmsBudget(deps)
  return deps.store.transaction(async (uow) => {
    const found = await uow.avisos.findPage({ ...query, limit: AVISOS_PER_PAGE + 1 })
    const page = found.slice(0, AVISOS_PER_PAGE)
    await recordAudit(uow, context, now, 'avisos_listados', { detail: { cuantos: page.length } })
    return {
      avisos: page.map((one) => shown(deps, one, now, stale)),
      hasMore: found.length > page.length,
      unsent: await uow.avisos.findUnsent(),
      waitingSince: await uow.avisos.findWaitingSince(),
      bounced: await uow.bounces.readCount(),
      sms,
    }
  })
}

function shown(
  { cipher }: Pick<Deps, 'cipher'>,
  { encryptedDestination, isKept, ...aviso }: ListedAviso,
  now: Date,
  stale: StaleAt,
): ShownAviso {
  const isSent = aviso.estado === 'enviado'
  const isOver = !isSent && (!isKept || isStale(stale, aviso))
  const waits = aviso.estado === 'abandonado' || aviso.availableAt > now
  return {
    ...aviso,
    to: encryptedDestination === '' ? null : mask(cipher, { ...aviso, encryptedDestination }),
    isOver,
    mayRequeue: !isSent && !isOver && waits,
  }
}

function mask(
  cipher: Deps['cipher'],
  { id, channel, encryptedDestination }: Pick<ListedAviso, 'id' | 'channel' | 'encryptedDestination'>,
): string | null {
  try {
    const to = cipher.decrypt(encryptedDestination, avisoContext(id, 'destino'))
    return channel === 'sms' ? maskCelular(to) : maskEmail(to)
  } catch {
    // Its key is missing: the message waits for it, and its row still says so.
    return null
  }
}
