import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { isOwnCuenta } from '../../../domain/staff/funcionario.ts'
import type { Deps, StaffActor, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/**
 * Whether an account is of whoever acts, by their RUT or mailbox: also of an organisation that they represent. Nobody acts on
 * it, in a call or out of one (product.md “Staff”). An operador of the command line has no account.
 */
export async function isOwn(
  deps: Pick<Deps, 'fingerprints'>,
  { funcionarios }: Pick<UnitOfWork, 'funcionarios'>,
  actor: StaffActor,
  {
    identificador,
    rutRepresentante,
    email,
    emailRepresentante,
  }: Pick<Cuenta, 'identificador' | 'rutRepresentante' | 'email' | 'emailRepresentante'>,
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
