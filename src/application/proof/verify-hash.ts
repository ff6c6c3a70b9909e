import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Refused } from '../../domain/outcome/result.ts'
import type { Context, Deps, HashReservation } from '../ports.ts'
import { verifySecret } from './tries.ts'

export interface HashProof {
  secret: 'clave' | 'respuesta'
  subject: string
  /** Undefined when there is no such cuenta: nothing matches, at the same cost. */
  cuenta: Cuenta | undefined
  /** What was typed, normalised for hashing. */
  text: string
  /** Extra condition for a match; its failure is indistinguishable. */
  alsoRequired?: boolean
}

const AUDIT_OF = {
  clave: { event: 'clave_presentada', column: 'claveHash' },
  respuesta: { event: 'respuesta_presentada', column: 'respuestaHash' },
} as const

/**
 * Checks a clave or respuesta against its stored hash, under its lockout rule. An outdated hash is renewed on
 * a match (product.md “At rest”).
 * @returns undefined on success; otherwise the refusal.
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
    if (renew && cuenta?.[column])
      await renewHash(deps, reservation, cuenta.id, { column, before: cuenta[column], text })
    return matches && alsoRequired
  })
}

/**
 * Renews a hash with the current cost and pepper; under load, leaves it for a later success. The cuenta's
 * version stays, because the secret is the same: a form that proves it while changing data must not conflict
 * with itself.
 */
async function renewHash(
  deps: Deps,
  reservation: HashReservation,
  cuentaId: string,
  { text, ...stored }: { column: 'claveHash' | 'respuestaHash'; before: string; text: string },
): Promise<void> {
  const after = await reservation.renew(text)
  if (after) await deps.store.transaction((uow) => uow.cuentas.renewHash(cuentaId, { ...stored, after }))
}
