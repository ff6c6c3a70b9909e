/**
 * The lock-out rule (PRODUCT “Tries”). A try is taken before the secret is judged, so that parallel tries
 * cannot pass it; success gives everything back.
 */

/** What is guessed at. One counter for each and each perfil and identificador, with or without an account. */
export const SECRETOS = ['clave', 'respuesta', 'codigo', 'datos'] as const
export type Secreto = (typeof SECRETOS)[number]

export interface Contador {
  /** Tries taken since the last success or closure. */
  usados: number
  /** Closures since the last success: each doubles the next. */
  cierres: number
  cerradoHasta: Date | null
  /** Misses since the last success. */
  fallos: number
}

export interface ReglaIntentos {
  intentos: number
  cierreMinutos: number
  cierreMaximoHoras: number
  /** So many misses close until recovery; only for the clave. */
  fallosHastaCierreDefinitivo: number | null
}

export const CONTADOR_NUEVO: Readonly<Contador> = { usados: 0, cierres: 0, cerradoHasta: null, fallos: 0 }

/** Closed until a recovery is finished: no date that people will see. */
export const HASTA_RECUPERAR = new Date('9999-12-31T00:00:00.000Z')

export type Toma =
  | { permitido: true; contador: Contador; restantes: number }
  | { permitido: false; contador: Contador; cerradoHasta: Date }

/**
 * Takes one try. The last one closes at once: if it succeeds, {@link CONTADOR_NUEVO} undoes it.
 * @returns whether the secret may be judged, the counter to keep, and how many tries remain after this one.
 */
export function tomarIntento(contador: Contador, regla: ReglaIntentos, ahora: Date): Toma {
  if (contador.cerradoHasta && contador.cerradoHasta > ahora) {
    return { permitido: false, contador, cerradoHasta: contador.cerradoHasta }
  }
  const usados = contador.usados + 1
  const fallos = contador.fallos + 1
  const restantes = regla.intentos - usados
  const definitivo = regla.fallosHastaCierreDefinitivo !== null && fallos >= regla.fallosHastaCierreDefinitivo
  if (restantes > 0 && !definitivo) {
    return { permitido: true, contador: { ...contador, usados, fallos, cerradoHasta: null }, restantes }
  }
  const cerradoHasta = definitivo ? HASTA_RECUPERAR : finDelCierre(contador.cierres, regla, ahora)
  return {
    permitido: true,
    contador: { usados: 0, cierres: contador.cierres + 1, cerradoHasta, fallos },
    restantes: 0,
  }
}

function finDelCierre(cierresPrevios: number, regla: ReglaIntentos, ahora: Date): Date {
  const minutos = Math.min(
    regla.cierreMinutos * 2 ** Math.min(cierresPrevios, 30),
    regla.cierreMaximoHoras * 60,
  )
  return new Date(ahora.getTime() + minutos * 60_000)
}
