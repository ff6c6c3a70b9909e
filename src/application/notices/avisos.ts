import { AVISOS_ANYONE_CAN_CAUSE, type Aviso, type AvisoSms } from '../../domain/notices/avisos.ts'
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

type OutboxDeps = Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'policy'>

/** What ties each encrypted text to its row and column: one put in another's place does not decrypt. */
export const avisoContext = (id: string, column: 'destino' | 'contenido'): string => `aviso:${id}:${column}`

/**
 * Puts a notice in the outbox, in the transaction of what it tells. One that anybody can cause is dropped
 * silently when its mailbox already had its share (product.md “Limits”); the audit keeps that it was.
 * @returns whether it leaves: otherwise what it would have brought must not replace what the mailbox has.
 */
export const enqueueAviso = (
  deps: OutboxDeps,
  uow: UnitOfWork,
  { to, aviso, now }: { to: string; aviso: Aviso; now: Date },
): Promise<boolean> => enqueue(deps, uow, { channel: 'correo', to, destination: toEmailKey(to), aviso, now })

/**
 * The same by SMS; what a mailbox had does not count for a mobile, nor the other way round.
 * @param outgoing `to`: nine digits, the first a 9.
 */
export const enqueueSms = (
  deps: OutboxDeps,
  uow: UnitOfWork,
  { to, aviso, now }: { to: string; aviso: AvisoSms; now: Date },
): Promise<boolean> => enqueue(deps, uow, { channel: 'sms', to, destination: to, aviso, now })

interface OutgoingAviso {
  channel: Channel
  to: string
  /** Where it ends, always written the same, for the limits. */
  destination: string
  aviso: Aviso | AvisoSms
  now: Date
}

async function enqueue(deps: OutboxDeps, uow: UnitOfWork, outgoing: OutgoingAviso): Promise<boolean> {
  const { channel, to, aviso, now } = outgoing
  const window = AVISOS_ANYONE_CAN_CAUSE.has(aviso.kind)
    ? await findExceededWindow(deps, uow, outgoing)
    : null
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
    encryptedDestination: deps.cipher.encrypt(to, avisoContext(id, 'destino')),
    encryptedContent: deps.cipher.encrypt(JSON.stringify(aviso), avisoContext(id, 'contenido')),
    createdAt: now,
    availableAt: now,
    tries: 0,
  })
  return true
}

/** Counts one more message for a mailbox or a mobile. @returns the window whose limit it passes, if any. */
async function findExceededWindow(
  { fingerprints, policy }: Pick<Deps, 'fingerprints' | 'policy'>,
  uow: UnitOfWork,
  { channel, destination, now }: OutgoingAviso,
): Promise<'hora' | 'dia' | null> {
  const fingerprint = fingerprints.fingerprint('mensajes', destination)
  const hour = await uow.rateLimits.increment(`${channel}-hora:${fingerprint}`, HOUR_S, now)
  if (hour.count > policy.messagesPerHour) return 'hora'
  const day = await uow.rateLimits.increment(`${channel}-dia:${fingerprint}`, DAY_S, now)
  return day.count > policy.messagesPerDay ? 'dia' : null
}

/** A row of the outbox, opened. */
export type OpenedAviso =
  | { channel: 'correo'; to: string; aviso: Aviso }
  | { channel: 'sms'; to: string; aviso: AvisoSms }

/**
 * Opens a row of the outbox.
 * @throws when it was altered, wiped, or its key is gone.
 */
export function openAviso(cipher: Cipher, row: QueuedAviso): OpenedAviso {
  if (row.encryptedContent === null) throw new Error('the content of the message was wiped')
  return {
    channel: row.channel,
    to: cipher.decrypt(row.encryptedDestination, avisoContext(row.id, 'destino')),
    aviso: JSON.parse(cipher.decrypt(row.encryptedContent, avisoContext(row.id, 'contenido'))),
  }
}
