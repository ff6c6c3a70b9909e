import type { Cuenta } from '../domain/cuenta.ts'
import type { Rechazado } from '../domain/resultado.ts'
import { probarSecreto } from './intentos.ts'
import { type Contexto, type Dependencias, Saturado, type Turno } from './ports.ts'

export interface PruebaDeHash {
  secreto: 'clave' | 'respuesta'
  sujeto: string
  /** Undefined for an identifier without account: the work is the same and nothing matches. */
  cuenta: Cuenta | undefined
  /** What was typed, as it is hashed. */
  texto: string
  /** What else must be true for it to match; never told apart. */
  ademas?: boolean
}

const DE = {
  clave: { evento: 'clave_presentada', columna: 'claveHash' },
  respuesta: { evento: 'respuesta_presentada', columna: 'respuestaHash' },
} as const

/**
 * Judges a key or an answer against its kept hash, within the rule of tries. A hash below today's setting is
 * made anew at success (PRODUCT “At rest”).
 * @returns nothing on success, and otherwise the refusal.
 */
export function probarHash(
  deps: Dependencias,
  contexto: Contexto,
  turno: Turno,
  { secreto, sujeto, cuenta, texto, ademas = true }: PruebaDeHash,
): Promise<Rechazado | undefined> {
  const { evento, columna } = DE[secreto]
  return probarSecreto(
    deps,
    contexto,
    { secreto, evento, sujeto, cuentaId: cuenta?.id ?? null },
    async () => {
      const { coincide, renovar } = await turno.comparar(texto, cuenta?.[columna] ?? null)
      if (renovar && cuenta?.[columna]) await renovarHash(deps, cuenta.id, columna, cuenta[columna], texto)
      return coincide && ademas
    },
  )
}

/**
 * Makes the hash anew under today's setting; at another success when there is no room for it now. It is the same
 * secret: the version of the account stays, so that who proves it while writing data does not refuse those data.
 */
async function renovarHash(
  deps: Dependencias,
  cuentaId: string,
  columna: 'claveHash' | 'respuestaHash',
  antes: string,
  texto: string,
): Promise<void> {
  try {
    const despues = await deps.hasher.turno(1, (turno) => turno.crear(texto))
    await deps.almacen.transaccion((uow) => uow.cuentas.renovarHash(cuentaId, { columna, antes, despues }))
  } catch (error) {
    if (!(error instanceof Saturado)) throw error
  }
}
