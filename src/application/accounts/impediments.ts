import { cuentaStopReason } from '../../domain/account/coming-back.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { StopReason } from '../../domain/account/progress.ts'
import { registroStop } from '../../domain/organisations/organismo.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { SolicitudLost } from '../errors.ts'
import type { Queries } from '../ports.ts'

type Reads = Pick<Queries, 'organismos'>

/** Why the register stops the operations of an organisation (product.md “Proofs”, 7); nothing is read for others. */
export const findRegistroStop = async ({ organismos }: Reads, cuenta: Cuenta) =>
  cuenta.perfil === 'juridica'
    ? registroStop(cuenta, await organismos.findByRut(cuenta.identificador))
    : undefined

/**
 * Why a cuenta cannot go on with an operacion: its estado, or the register. Reveals the estado: only for who
 * has proven something.
 * @param perfil that the operacion was started with.
 */
export const findCuentaStop = async (
  reads: Reads,
  cuenta: Cuenta,
  perfil: Perfil,
): Promise<StopReason | undefined> =>
  cuentaStopReason(cuenta, perfil) ?? (await findRegistroStop(reads, cuenta))

/** @throws {SolicitudLost} when the register stops the organisation since its solicitud was opened. */
export async function requireNoRegistroStop(reads: Reads, cuenta: Cuenta): Promise<void> {
  if (await findRegistroStop(reads, cuenta)) throw new SolicitudLost()
}
