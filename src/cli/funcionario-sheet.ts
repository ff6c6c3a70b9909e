import type {
  FuncionarioSheet,
  ShownFuncionario,
} from '../application/staff/funcionarios/read-funcionarios.ts'
import { formatMoment } from '../domain/values/fecha.ts'

export const funcionarioLine = ({ nombre, email, rol, estado }: ShownFuncionario): string =>
  `${nombre} <${email}>: ${rol}, ${estado}`

/** A funcionario, one datum per line. */
export const funcionarioSheetLines = ({
  funcionario,
  sessions,
  recoveryCodes,
  passkeys,
  lockedUntil,
  restart,
}: FuncionarioSheet): string[] => [
  funcionarioLine(funcionario),
  `Id: ${funcionario.id}`,
  `Creado: el ${formatMoment(funcionario.createdAt)} por ${funcionario.createdBy}`,
  ...(funcionario.suspendedAt ? [`Suspendido: el ${formatMoment(funcionario.suspendedAt)}`] : []),
  funcionario.knowsRut
    ? 'Su RUT se conoce: no actúa en esa cuenta.'
    : 'Su RUT no se conoce: solo se le impide actuar en las cuentas de su correo.',
  `Sesiones abiertas: ${sessions.length}; códigos de recuperación sin usar: ${recoveryCodes}; llaves de acceso: ${passkeys}`,
  ...(lockedUntil ? [`Cerrado por intentos hasta el ${formatMoment(lockedUntil)}`] : []),
  ...(restart
    ? [`Reinicio pedido por ${restart.askedBy}: falta otra persona, hasta el ${formatMoment(restart.until)}.`]
    : []),
]
