import type { Cuenta } from '../../domain/account/cuenta.ts'
import { applyRegistro, entryOf, registroStop } from '../../domain/organisations/organismo.ts'
import type { Queries, UnitOfWork } from '../ports.ts'
import { findRegistroStop } from './impediments.ts'
import { saveCuenta } from './save-cuenta.ts'

export type RegistroStop = NonNullable<ReturnType<typeof registroStop>>
/** Why papers do not verify an organisation. */
export type PapersRefusal = 'sin_representante' | RegistroStop

/** Why the papers of a cuenta do not verify it; undefined when they do. The register stops organisations only. */
export const findPapersRefusal = async (
  uow: Pick<Queries, 'organismos'>,
  cuenta: Cuenta,
): Promise<PapersRefusal | undefined> =>
  cuenta.perfil === 'juridica' && cuenta.rutRepresentante === null
    ? 'sin_representante'
    : findRegistroStop(uow, cuenta)

/**
 * Verifies a cuenta whose papers staff saw; an organisation takes name and type from the register (product.md
 * “Proofs”, 7). Where the register stops it, that is settled until its entry changes: the caller looked.
 */
export async function verifyFromPapers(uow: UnitOfWork, cuenta: Cuenta, now: Date): Promise<void> {
  const verified: Cuenta = { ...cuenta, identidad: 'verificada', updatedAt: now }
  if (cuenta.perfil !== 'juridica') return void (await saveCuenta(uow, verified))
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  const settled = organismo && registroStop(cuenta, organismo) ? { settledEntry: entryOf(organismo) } : {}
  await saveCuenta(uow, applyRegistro({ ...verified, verifiedBy: 'operador', ...settled }, organismo))
}
