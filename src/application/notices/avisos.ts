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

/** Encryption context of a text: moved to another row or column, it does not decrypt. */
export const avisoContext = (id: string, column: 'destino' | 'contenido'): string => `aviso:${id}:${column}`

/**
 * Queues an aviso by mail, in the transaction of what it tells. One that anybody can trigger is dropped when
 * its mailbox is over its limit (product.md “Limits”), which only the audit shows.
 * @returns false when it was dropped: then the key or link in it must not replace the previous one.
 */
export const enqueueAviso = (
  deps: OutboxDeps,
  uow: UnitOfWork,
  { to, aviso, now }: { to: string; aviso: Aviso; now: Date },
): Promise<boolean> => enqueue(deps, uow, { channel: 'correo', to, destination: toEmailKey(to), aviso, now })

/**
 * Queues an aviso by SMS. Mailboxes and mobiles have separate limits.
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
  /** `to` in canonical form, for the rate limits. */
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

/** Counts one message for a mailbox or mobile. @returns the window whose limit it exceeds, if any. */
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
