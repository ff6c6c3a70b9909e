import { randomFillSync } from 'node:crypto'

const RESERVA_BYTES = 4096

/** Drawn in advance: a call to the system's generator for each few bytes costs more than what they are for. */
const reserva = Buffer.alloc(RESERVA_BYTES)
let usados = RESERVA_BYTES

/**
 * Bytes from the operating system's generator, given to nobody else.
 * @param cuantos at most 4,096.
 */
export function bytesAlAzar(cuantos: number): Buffer {
  if (usados + cuantos > RESERVA_BYTES) {
    randomFillSync(reserva)
    usados = 0
  }
  const bytes = Buffer.from(reserva.subarray(usados, usados + cuantos))
  reserva.fill(0, usados, usados + cuantos)
  usados += cuantos
  return bytes
}
