import { confirmedMailboxes, includesMailbox } from '../../domain/account/channels.ts'
import { type Cuenta, takeSnapshot } from '../../domain/account/cuenta.ts'
import type { Rank } from '../../domain/account/ranks.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import type { TramiteOperacion } from '../../domain/perfil.ts'
import { addDays } from '../../domain/values/durations.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { createEnlace } from '../links/enlaces.ts'
import type { Deps, Evento, UnitOfWork } from '../ports.ts'
import { enqueueAviso } from './avisos.ts'

/** Encryption context of a text of an evento: moved to another row or column, it does not decrypt. */
export const eventoContext = (id: string, column: 'antes' | 'buzon'): string => `evento:${id}:${column}`

/** The mailbox that was told of an evento. */
export const toldMailbox = ({ cipher }: Pick<Deps, 'cipher'>, { id, encryptedMailbox }: Evento): string =>
  cipher.decrypt(encryptedMailbox, eventoContext(id, 'buzon'))

export interface NotifiedDeed {
  kind: TramiteOperacion
  cuentaId: string
  /** The cuenta before it, which “No fui yo” restores; null when there was none. */
  before: Cuenta | null
  /** Mailbox to tell: the one registered before. */
  mailbox: string
  /** Another mailbox to tell, with its own link: the representative's of an organisation. */
  otherMailbox?: string | null
  /** Rank of the proof that it was done with. */
  rank: Rank
  /** The mailboxes confirmed before it, when not those of `before`. */
  confirmed?: readonly string[]
  /** Whether no limit silences it where the mailbox was confirmed before it. */
  always?: boolean
  /**
   * “No fui yo” also undoes what was done from this moment on: that of the change, where a factor was set. Defaults
   * to now.
   */
  from?: Date
  aviso: (noFuiYoEnlace: string) => Aviso
}

/**
 * Tells a mailbox what was done to its cuenta, with a “No fui yo” link (product.md “No fui yo”), in the
 * transaction of the deed. Stores a snapshot of the cuenta before it, encrypted.
 * @returns false when the message to `mailbox` was dropped (see {@link enqueueAviso}).
 */
export async function notifyDeed(deps: Deps, uow: UnitOfWork, deed: NotifiedDeed): Promise<boolean> {
  const { mailbox, otherMailbox } = deed
  const leaves = await notifyMailbox(deps, uow, deed)
  if (otherMailbox && toEmailKey(otherMailbox) !== toEmailKey(mailbox)) {
    await notifyMailbox(deps, uow, { ...deed, mailbox: otherMailbox })
  }
  return leaves
}

async function notifyMailbox(deps: Deps, uow: UnitOfWork, deed: NotifiedDeed): Promise<boolean> {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  const expiresAt = addDays(now, deps.policy.noFuiYoDays)
  const among = deed.confirmed ?? (deed.before ? confirmedMailboxes(deed.before) : [])
  const confirmed = includesMailbox(among, deed.mailbox)
  const before = deed.before && JSON.stringify(takeSnapshot(deed.before))
  await uow.eventos.create({
    id,
    cuentaId: deed.cuentaId,
    kind: deed.kind,
    encryptedBefore: before && deps.cipher.encrypt(before, eventoContext(id, 'antes')),
    encryptedMailbox: deps.cipher.encrypt(deed.mailbox, eventoContext(id, 'buzon')),
    rank: deed.rank,
    confirmed,
    createdAt: deed.from ?? now,
    expiresAt,
    frozenAt: null,
  })
  const enlace = await createEnlace(deps, uow, {
    kind: 'no-fui-yo',
    cuentaId: deed.cuentaId,
    targetId: id,
    expiresAt,
  })
  return enqueueAviso(deps, uow, {
    to: deed.mailbox,
    cuentaId: deed.cuentaId,
    aviso: deed.aviso(enlace),
    now,
    always: confirmed && deed.always === true,
  })
}
