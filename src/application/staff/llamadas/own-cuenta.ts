import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { isOwnCuenta } from '../../../domain/staff/funcionario.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'

/** Whether an account is of whoever asks, by their RUT or mailbox: also of an organisation that they represent. */
export async function isOwn(
  deps: Pick<Deps, 'fingerprints'>,
  { funcionarios }: Pick<UnitOfWork, 'funcionarios'>,
  funcionarioId: string,
  { identificador, rutRepresentante, email, emailRepresentante }: Cuenta,
): Promise<boolean> {
  const funcionario = await funcionarios.findById(funcionarioId)
  const ruts = [identificador, rutRepresentante].filter((one) => one !== null)
  const subjects = ruts.map((rut) => subjectOf(deps, 'natural', rut))
  return (
    funcionario !== undefined &&
    isOwnCuenta(funcionario, { subjects, mailboxes: [email, emailRepresentante] })
  )
}
