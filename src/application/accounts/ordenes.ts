/** What every use case of an orden that takes two people shares (product.md “Two people”). */
import { includesMailbox } from '../../domain/account/channels.ts'
import { type Cuenta, MAX_SHARING_CUENTAS } from '../../domain/account/cuenta.ts'
import { isOtecEmail } from '../../domain/organisations/lazo.ts'
import type { Orden } from '../../domain/staff/orden.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditContext, Deps, Queries, UnitOfWork } from '../ports.ts'

/** Encryption context of the mailbox of an orden, bound to its row. */
export const ordenContext = (id: string): string => `orden:${id}:buzon`

/** The mailbox that the person named; '' where the orden needs none. */
export const mailboxOfOrden = (
  { cipher }: Pick<Deps, 'cipher'>,
  { id, encryptedEmail }: Pick<Orden, 'id' | 'encryptedEmail'>,
): string => (encryptedEmail === null ? '' : cipher.decrypt(encryptedEmail, ordenContext(id)))

/** Ends the open orden of a cuenta without effect, since what it rested on changed, or somebody of higher rank spoke. */
export async function endOrdenes(
  uow: UnitOfWork,
  context: AuditContext,
  at: Date,
  { cuentaId, which }: { cuentaId: string; which: 'invitar' | 'todas' },
): Promise<void> {
  for (const { kind, number } of await uow.ordenes.endByCuenta(cuentaId, which, at)) {
    const fact = { cuentaId, result: 'sin_efecto', detail: { orden: kind, numero: number } }
    await recordAudit(uow, context, at, 'orden_terminada', fact)
  }
}

/**
 * Whether a cuenta can be given a mailbox: fewer than three others confirmed it, and of a facilitador it is of no other
 * facilitador, nor of an OTEC that has them or asks for them (product.md “Fields”, “Facilitador”).
 */
export async function canHaveMailbox(
  reads: Pick<Queries, 'cuentas' | 'lazos'>,
  { id, perfil, email, emailConfirmedAt }: Cuenta,
  mailbox: string,
): Promise<boolean> {
  if (emailConfirmedAt && includesMailbox([email], mailbox)) return true
  const others = (await reads.cuentas.findByEmail(mailbox)).filter((one) => one.id !== id)
  if (perfil === 'facilitador') {
    if (others.some((one) => one.perfil === 'facilitador')) return false
    if (await isOfOtec(reads, id, mailbox)) return false
  }
  return others.filter(({ isConfirmed }) => isConfirmed).length < MAX_SHARING_CUENTAS
}

/** Whether a mailbox is of an OTEC of a facilitador, or of its representative. */
async function isOfOtec(
  { cuentas, lazos }: Pick<Queries, 'cuentas' | 'lazos'>,
  facilitadorId: string,
  mailbox: string,
): Promise<boolean> {
  for (const { otecId, finishedAt } of await lazos.findByFacilitador(facilitadorId)) {
    const otec = finishedAt === null ? await cuentas.findById(otecId) : undefined
    if (otec && isOtecEmail(mailbox, otec)) return true
  }
  return false
}
