import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { isOwnCuenta } from '../../../domain/staff/funcionario.ts'
import type { Deps, StaffActor, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/**
 * Whether a cuenta is that of who acts, which nobody acts on (product.md “Staff”). Of an operador nothing is known.
 * @param cuenta as it is or is to be.
 */
export async function isCuentaOfActor(
  deps: Pick<Deps, 'fingerprints'>,
  { funcionarios }: { funcionarios: Pick<UnitOfWork['funcionarios'], 'findById'> },
  actor: StaffActor,
  {
    perfil,
    identificador,
    rutRepresentante,
    email,
    emailRepresentante,
  }: Pick<Cuenta, 'perfil' | 'identificador' | 'rutRepresentante' | 'email' | 'emailRepresentante'>,
): Promise<boolean> {
  if (actor.kind === 'operador') return false
  const funcionario = await funcionarios.findById(actor.id)
  const ruts = [perfil === 'natural' ? identificador : null, rutRepresentante]
  const subjects = ruts.flatMap((rut) => (rut === null ? [] : [subjectOf(deps, 'natural', rut)]))
  return (
    funcionario !== undefined &&
    isOwnCuenta(funcionario, { subjects, mailboxes: [email, emailRepresentante] })
  )
}
