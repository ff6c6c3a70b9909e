import { randomInt, randomUUID } from 'node:crypto'
import type { Azar } from '../application/ports.ts'
import { bytesAlAzar } from './bytes-al-azar.ts'

/** Chance from the operating system's generator. `texto` draws without bias (crypto.randomInt rejects the rest). */
export const azarDelSistema: Azar = {
  uuid: () => randomUUID(),
  ficha: () => bytesAlAzar(32).toString('base64url'),
  texto: (alfabeto, largo) =>
    Array.from({ length: largo }, () => alfabeto.charAt(randomInt(alfabeto.length))).join(''),
}
