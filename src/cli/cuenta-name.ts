import type { Cuenta } from '../domain/account/cuenta.ts'
import { formatIdentificador } from '../domain/values/identificador.ts'

/** What an operator reads as the identificador of a cuenta; one that ended has its own id instead. */
export const cuentaName = ({
  perfil,
  identificador,
  estado,
}: Pick<Cuenta, 'perfil' | 'identificador' | 'estado'>): string =>
  estado === 'cerrada' ? identificador : formatIdentificador(perfil, identificador)
