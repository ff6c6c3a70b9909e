import type { Cuenta } from '../domain/cuenta.ts'
import { esDeOtroRepresentante } from '../domain/organismo.ts'
import { type MotivoAlto, motivoDeCuenta } from '../domain/pasos.ts'
import type { Perfil } from '../domain/perfil.ts'
import type { UnidadDeTrabajo } from './ports.ts'

/**
 * Whether the register names another representative than the account of an organisation: then it cannot recover
 * alone, because whoever holds its mailbox or its answer may speak for it no more.
 */
export const esDeOtro = async (uow: UnidadDeTrabajo, cuenta: Cuenta): Promise<boolean> =>
  cuenta.perfil === 'juridica' &&
  esDeOtroRepresentante(cuenta, await uow.organismos.porRut(cuenta.identificador))

/**
 * Why an account cannot recover its CS by itself; only for who has proven something.
 * @param perfil under which the recovery was begun.
 */
export async function motivoParaNoRecuperar(
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  perfil: Perfil,
): Promise<MotivoAlto | undefined> {
  const motivo = motivoDeCuenta(cuenta, perfil)
  return motivo ?? ((await esDeOtro(uow, cuenta)) ? 'otro_representante' : undefined)
}
