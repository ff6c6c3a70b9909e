import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Refused } from '../../domain/outcome/result.ts'
import { type Context, type Deps, type HashReservation, Overloaded } from '../ports.ts'
import { verifySecret } from './tries.ts'

export interface HashProof {
  secret: 'clave' | 'respuesta'
  subject: string
  /** Undefined for an identifier without account: the work is the same and nothing matches. */
  cuenta: Cuenta | undefined
  /** What was typed, as it is hashed. */
  text: string
  /** What else must be true for it to match; never told apart. */
  alsoRequired?: boolean
}

const AUDIT_OF = {
  clave: { event: 'clave_presentada', column: 'claveHash' },
  respuesta: { event: 'respuesta_presentada', column: 'respuestaHash' },
} as const

/**
 * Judges a key or an answer against its kept hash, within the rule of tries. A hash below today's setting is
 * made anew at success (product.md “At rest”).
 * @returns nothing on success, and otherwise the refusal.
 */
export function verifyHash(
  deps: Deps,
  context: Context,
  reservation: HashReservation,
  { secret, subject, cuenta, text, alsoRequired = true }: HashProof,
): Promise<Refused | undefined> {
  const { event, column } = AUDIT_OF[secret]
  return verifySecret(deps, context, { secret, event, subject, cuentaId: cuenta?.id ?? null }, async () => {
    const { matches, renew } = await reservation.compare(text, cuenta?.[column] ?? null)
    if (renew && cuenta?.[column]) await renewHash(deps, cuenta.id, column, cuenta[column], text)
    return matches && alsoRequired
  })
}

/**
 * Makes the hash anew under today's setting; at another success when there is no room for it now. It is the same
 * secret: the version of the account stays, so that who proves it while writing data does not refuse those data.
 */
async function renewHash(
  deps: Deps,
  cuentaId: string,
  column: 'claveHash' | 'respuestaHash',
  before: string,
  text: string,
): Promise<void> {
  try {
    const after = await deps.hasher.reserve(1, (reservation) => reservation.create(text))
    await deps.store.transaction((uow) => uow.cuentas.renewHash(cuentaId, { column, before, after }))
  } catch (error) {
    if (!(error instanceof Overloaded)) throw error
  }
}
