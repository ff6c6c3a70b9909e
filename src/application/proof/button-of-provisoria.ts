/** The button of the message that brought a provisoria (product.md “Proofs”, 1 and 6). */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, Enlace, UnitOfWork } from '../ports.ts'

/**
 * The button that led here, if it was not used yet: whoever pressed it reads the mailbox that got the provisoria,
 * so that tries are the owner's. One statement for each that the session opened, whatever identificador was typed.
 * @param ids those that the session opened.
 */
export async function openedButton(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  cuenta: Pick<Cuenta, 'id'> | undefined,
  ids: readonly string[],
): Promise<Enlace | undefined> {
  const enlaces = await Promise.all(ids.map((id) => store.single.enlaces.findById(id)))
  return enlaces.find(
    (one) =>
      one?.kind === 'provisoria' &&
      one.cuentaId === cuenta?.id &&
      one.usedAt === null &&
      one.expiresAt > clock.now(),
  )
}

/**
 * Uses up the button once the provisoria was right, which confirms the mailbox that got both. From then on the
 * provisoria is of this browser, as if it had asked for it.
 */
export async function confirmByButton(
  { clock }: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  context: Context,
  { id, cuentaId }: Enlace,
): Promise<void> {
  const now = clock.now()
  const cuenta = await uow.cuentas.findById(cuentaId)
  if (!cuenta?.email || !(await uow.enlaces.use(id, now))) return
  const provisoria = await uow.provisorias.lock(cuentaId)
  if (provisoria && context.browser) {
    await uow.provisorias.put({ ...provisoria, browser: context.browser.fingerprint })
  }
  if (cuenta.emailConfirmedAt) return
  const saved = await saveCuenta(uow, { ...cuenta, emailConfirmedAt: now })
  if (typeof saved === 'string') return
  await recordAudit(uow, context, now, 'email_confirmado', { cuentaId, result: 'provisoria' })
}
