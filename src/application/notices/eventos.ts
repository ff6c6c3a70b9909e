import { type Cuenta, takeSnapshot } from '../../domain/account/cuenta.ts'
import type { Aviso } from '../../domain/notices/avisos.ts'
import type { TramiteOperacion } from '../../domain/perfil.ts'
import { addDays } from '../../domain/values/durations.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { createEnlace } from '../links/enlaces.ts'
import type { Deps, UnitOfWork } from '../ports.ts'
import { enqueueAviso } from './avisos.ts'

export interface NotifiedDeed {
  kind: TramiteOperacion
  cuentaId: string
  /** The account before it, to be put back by “no fui yo”; null when there was none. */
  before: Cuenta | null
  /** Mailbox to tell: the one that was registered before. */
  mailbox: string
  /** Who else is told, with a link of their own: an organisation's representative. */
  otherMailbox?: string | null
  /** Whether the secret answer opened the way: it is then known to whoever did it. */
  withRespuesta: boolean
  /** Moment as of which “No fui yo” undoes what else was done: that of the deed itself, or now when left out. */
  from?: Date
  aviso: (noFuiYoEnlace: string) => Aviso
}

/**
 * Tells a mailbox what happened to its account, with the link “no fui yo” (product.md “No fui yo”), in the
 * transaction of what happened. Keeps what the account was before, encrypted.
 * @returns whether the message to the first mailbox leaves (see {@link enqueueAviso}).
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
  const before = deed.before && JSON.stringify(takeSnapshot(deed.before))
  await uow.eventos.create({
    id,
    cuentaId: deed.cuentaId,
    kind: deed.kind,
    encryptedBefore: before && deps.cipher.encrypt(before, `evento:${id}:antes`),
    encryptedMailbox: deps.cipher.encrypt(deed.mailbox, `evento:${id}:buzon`),
    withRespuesta: deed.withRespuesta,
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
  return enqueueAviso(deps, uow, { to: deed.mailbox, aviso: deed.aviso(enlace), now })
}
