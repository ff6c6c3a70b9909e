import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { isOwnCuenta } from '../../../domain/staff/funcionario.ts'
import type { Deps, StaffActor, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/**
 * Whether an account is of whoever acts, by their RUT or mailbox: also of an organisation that they represent. Nobody acts on
 * it, in a call or out of one (product.md “Staff”). An operador of the command line has no account.
 * The last parameter is what is known of the account: of who has none, the RUT alone.
 */
export async function isOwn(
  deps: Pick<Deps, 'fingerprints'>,
  { funcionarios }: Pick<UnitOfWork, 'funcionarios'>,
  actor: StaffActor,
  {
    identificador,
    rutRepresentante = null,
    email = null,
    emailRepresentante = null,
  }: Pick<Cuenta, 'identificador'> &
    Partial<Pick<Cuenta, 'rutRepresentante' | 'email' | 'emailRepresentante'>>,
): Promise<boolean> {
  if (actor.kind !== 'funcionario') return false
  const funcionario = await funcionarios.findById(actor.id)
  const ruts = [identificador, rutRepresentante].filter((one) => one !== null)
  const subjects = ruts.map((rut) => subjectOf(deps, 'natural', rut))
  return (
    funcionario !== undefined &&
    isOwnCuenta(funcionario, { subjects, mailboxes: [email, emailRepresentante] })
  )
}

/** More accounts than share a mailbox or a mobile. */
const SHARING = 100

/**
 * Whether what an account of somebody else is to get is of whoever acts: the mailbox by which they are staff, a mailbox or
 * mobile of an account of theirs, their RUT as who represents it (product.md “Calls”).
 */
export async function isOwnContact(
  deps: Pick<Deps, 'fingerprints'>,
  uow: Pick<UnitOfWork, 'funcionarios' | 'busqueda'>,
  actor: StaffActor,
  { email, celular, rut }: { email?: string | null; celular?: string | null; rut?: string | null },
): Promise<boolean> {
  if (actor.kind !== 'funcionario') return false
  const funcionario = await uow.funcionarios.findById(actor.id)
  const subjects = rut ? [subjectOf(deps, 'natural', rut)] : []
  if (funcionario && isOwnCuenta(funcionario, { subjects, mailboxes: [email ?? null] })) return true
  const reached = [
    ...(email ? await uow.busqueda.findByEmail(email, SHARING) : []),
    ...(celular ? await uow.busqueda.findByCelular(celular, SHARING) : []),
  ]
  for (const cuenta of reached) if (await isOwn(deps, uow, actor, cuenta)) return true
  return false
}
