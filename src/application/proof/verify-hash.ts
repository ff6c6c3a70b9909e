import type { ProvenBrowser } from '../../domain/account/browsers.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Context, Deps, HashReservation } from '../ports.ts'
import { type Tried, trySecret } from './tries.ts'

export interface HashProof {
  secret: 'clave' | 'respuesta'
  subject: string
  /** Undefined when there is no such cuenta: nothing matches, at the same cost. */
  cuenta: Cuenta | undefined
  /** The browser that asks, if the cuenta was proven in it. */
  known: ProvenBrowser | undefined
  /** What was typed, normalised for hashing. */
  text: string
  /** Extra condition for a match; its failure is indistinguishable. */
  alsoRequired?: boolean
  /** Whether the form cost a captcha. */
  paid?: boolean
}

const AUDIT_OF = {
  clave: { event: 'clave_presentada', column: 'claveHash' },
  respuesta: { event: 'respuesta_presentada', column: 'respuestaHash' },
} as const

/** A try at a clave or respuesta. */
export interface TriedHash extends Tried {
  /** As it was given, or with the renewed hash that `record` stores. */
  cuenta: Cuenta | undefined
}

/**
 * Checks a clave or respuesta against its stored hash, under its lockout rule. An outdated hash is renewed on
 * a match (product.md “At rest”).
 */
export async function tryHash(
  deps: Deps,
  context: Context,
  reservation: HashReservation,
  { secret, subject, cuenta, known, text, alsoRequired = true, paid = false }: HashProof,
): Promise<TriedHash> {
  const { event, column } = AUDIT_OF[secret]
  const before = cuenta?.[column] ?? null
  let after: string | null = null
  const tried = await trySecret(deps, context, { secret, event, subject, cuenta, known, paid }, async () => {
    const { matches, renew } = await reservation.compare(text, before)
    if (renew) after = await reservation.renew(text)
    return matches && alsoRequired
  })
  if (!cuenta || !before || !after) return { ...tried, cuenta }
  const change = { column, before, after }
  return {
    refusal: tried.refusal,
    cuenta: { ...cuenta, [column]: after },
    /** The cuenta's version stays: a form that proves a secret while changing data must not conflict with itself. */
    async record(uow) {
      await tried.record(uow)
      await uow.cuentas.renewHash(cuenta.id, change)
    },
  }
}
