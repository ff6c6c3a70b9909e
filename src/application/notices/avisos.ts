import {
  type Aviso,
  type AvisoSms,
  ENLACE_BEYOND_LIMIT_HOURS,
  leavesAsFirst,
  MESSAGES_OF_A_BROWSER,
  noticeRuleOf,
} from '../../domain/notices/avisos.ts'
import { DAY_S, HOUR_S } from '../../domain/values/durations.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { recordAudit } from '../audit/record.ts'
import {
  type Channel,
  type Cipher,
  type Deps,
  type QueuedAviso,
  SISTEMA_CONTEXT,
  type UnitOfWork,
} from '../ports.ts'
import { spendSms } from './sms-budget.ts'

export type OutboxDeps = Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'policy'>

/** Encryption context of a text: moved to another row or column, it does not decrypt. */
export const avisoContext = (id: string, column: 'destino' | 'contenido'): string => `aviso:${id}:${column}`

interface Outgoing<A> {
  to: string
  /** Whose account it is about; null to staff, of what is theirs at the console. */
  cuentaId: string | null
  aviso: A
  now: Date
  /** Whether no limit silences it: it tells a confirmed channel who recovers the cuenta. */
  always?: boolean
  /** The proven browser that asked for it. */
  browser?: string
  /** For the budget of SMS: asked for by who proved nothing of an account. */
  byStranger?: boolean
  /** For the budget of SMS: no other message brings what it brings. */
  onlyWay?: boolean
}

/**
 * Queues an aviso by mail, in the transaction of what it tells. Over the limit of its mailbox it is dropped
 * (product.md “Limits”, “Proofs”), which only the audit shows; the first notice of what was done is not.
 * @returns false when it was dropped: then the key or link in it must not replace the previous one.
 */
export const enqueueAviso = (
  deps: OutboxDeps,
  uow: UnitOfWork,
  outgoing: Outgoing<Aviso>,
): Promise<boolean> =>
  enqueue(deps, uow, { ...outgoing, channel: 'correo', destination: toEmailKey(outgoing.to) })

/**
 * Queues an aviso by SMS. Mailboxes and mobiles have separate limits.
 * @param outgoing `to`: nine digits, the first a 9.
 */
export const enqueueSms = (
  deps: OutboxDeps,
  uow: UnitOfWork,
  outgoing: Outgoing<AvisoSms>,
): Promise<boolean> => enqueue(deps, uow, { ...outgoing, channel: 'sms', destination: outgoing.to })

interface OutgoingAviso extends Outgoing<Aviso | AvisoSms> {
  channel: Channel
  /** `to` in canonical form, for the rate limits. */
  destination: string
}

async function enqueue(deps: OutboxDeps, uow: UnitOfWork, outgoing: OutgoingAviso): Promise<boolean> {
  const { channel, to, aviso, now, cuentaId } = outgoing
  const window = await findReasonToDrop(deps, uow, outgoing)
  if (window) {
    await recordAudit(uow, SISTEMA_CONTEXT, now, 'aviso_descartado', {
      result: 'limite',
      detail: { tipo: aviso.kind, canal: channel, ventana: window },
    })
    return false
  }
  const id = deps.random.uuid()
  await uow.avisos.enqueue({
    id,
    kind: aviso.kind,
    channel,
    cuentaId,
    encryptedDestination: deps.cipher.encrypt(to, avisoContext(id, 'destino')),
    encryptedContent: deps.cipher.encrypt(JSON.stringify(aviso), avisoContext(id, 'contenido')),
    createdAt: now,
    availableAt: now,
    waitingSince: now,
    tries: 0,
  })
  return true
}

/** @returns the limit that drops a message, if any; the budget of SMS is spent last, by what leaves. */
async function findReasonToDrop(
  deps: OutboxDeps,
  uow: UnitOfWork,
  outgoing: OutgoingAviso,
): Promise<'hora' | 'dia' | 'presupuesto' | null> {
  const window = (await leavesAnyway(deps, uow, outgoing))
    ? null
    : await findExceededWindow(deps, uow, outgoing)
  if (window && !(await leavesBeyondLimit(deps, uow, outgoing))) return window
  if (outgoing.channel === 'correo') return null
  const { aviso, now, always = false, byStranger = false, onlyWay = false } = outgoing
  const cause = { kind: aviso.kind as AvisoSms['kind'], byStranger, always: always || onlyWay }
  return (await spendSms(deps, uow, cause, now)) ? null : 'presupuesto'
}

/** Whether a message leaves whatever was sent before; counts it among the firsts of its mailbox or mobile. */
async function leavesAnyway(
  { fingerprints, policy }: Pick<Deps, 'fingerprints' | 'policy'>,
  { rateLimits }: UnitOfWork,
  { channel, destination, cuentaId, aviso: { kind }, now, always }: OutgoingAviso,
): Promise<boolean> {
  const rule = noticeRuleOf(kind)
  if (always || rule === 'siempre') return true
  if (rule === 'pedido') return false
  const fingerprint = fingerprints.fingerprint('mensajes', destination)
  const count = async (key: string) => (await rateLimits.increment(`${channel}-${key}`, DAY_S, now)).count
  // An account is registered once.
  const ofItsKind = rule === 'registro' ? 1 : await count(`primero:${kind}:${cuentaId}:${fingerprint}`)
  if (ofItsKind > 1) return false
  const firsts = await count(`${rule}:${fingerprint}`)
  const max = rule === 'registro' ? policy.registrationNoticesPerDay : policy.firstNoticesPerDay
  return leavesAsFirst({ ofItsKind, firsts }, max)
}

/** Counts one message for a mailbox or mobile, unless only its first one leaves. @returns the window whose limit it exceeds, if any. */
async function findExceededWindow(
  { fingerprints, policy }: Pick<Deps, 'fingerprints' | 'policy'>,
  uow: UnitOfWork,
  { channel, destination, aviso, now }: OutgoingAviso,
): Promise<'hora' | 'dia' | null> {
  if (noticeRuleOf(aviso.kind) === 'primero') return 'dia'
  const fingerprint = fingerprints.fingerprint('mensajes', destination)
  const hour = await uow.rateLimits.increment(`${channel}-hora:${fingerprint}`, HOUR_S, now)
  if (hour.count > policy.messagesPerHour) return 'hora'
  const day = await uow.rateLimits.increment(`${channel}-dia:${fingerprint}`, DAY_S, now)
  return day.count > policy.messagesPerDay ? 'dia' : null
}

/**
 * Whether a link to recover or a code leaves all the same: strangers must not use up the owner's. First those that
 * the browser has of its own; then a link every few hours.
 */
async function leavesBeyondLimit(
  { fingerprints }: Pick<Deps, 'fingerprints'>,
  uow: UnitOfWork,
  { channel, destination, cuentaId, aviso, now, browser }: OutgoingAviso,
): Promise<boolean> {
  const { kind } = aviso
  if (browser) {
    const own = await uow.rateLimits.increment(`${kind}-propio:${cuentaId}:${browser}`, DAY_S, now)
    if (own.count <= MESSAGES_OF_A_BROWSER) return true
  }
  if (kind !== 'enlace_recuperar') return false
  const key = `${channel}-enlace:${fingerprints.fingerprint('mensajes', destination)}`
  return (await uow.rateLimits.increment(key, ENLACE_BEYOND_LIMIT_HOURS * HOUR_S, now)).count === 1
}

/** A decrypted row of the outbox. */
export type OpenedAviso =
  | { channel: 'correo'; to: string; aviso: Aviso }
  | { channel: 'sms'; to: string; aviso: AvisoSms }

/**
 * Decrypts a row of the outbox.
 * @throws when it was altered or wiped, or its key is missing.
 */
export function openAviso(cipher: Cipher, row: QueuedAviso): OpenedAviso {
  if (row.encryptedContent === null) throw new Error('the content of the message was wiped')
  return {
    channel: row.channel,
    to: cipher.decrypt(row.encryptedDestination, avisoContext(row.id, 'destino')),
    aviso: JSON.parse(cipher.decrypt(row.encryptedContent, avisoContext(row.id, 'contenido'))),
  }
}
