/**
 * The pictures that the readers were shown: a hundred for each of five, made by the product's own code from
 * seeds that stand here, so that anybody can make the same ones again.
 */
import { createHash } from 'node:crypto'
import { azarDelSistema } from '../../src/security/azar.ts'
import { sembrar } from '../../src/security/captcha/azar-sembrado.ts'
import { crearCaptcha } from '../../src/security/captcha/captcha.ts'
import { dibujar } from '../../src/security/captcha/dibujo.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'

export const READERS = [1, 2, 3, 4, 5] as const
const PICTURES = 100

/** A challenge as the product issues it, but for its chance, which comes from a seed. */
export interface Shown {
  reader: number
  /** Of the picture among those of its reader, from 1. */
  number: number
  seed: string
  answer: string
  picture(): Promise<Buffer | undefined>
  sound(): Promise<Buffer | undefined>
}

/** The pictures of one reader, in the order in which they were shown. */
export const shownTo = (reader: number): Shown[] =>
  Array.from({ length: PICTURES }, (_, i) => challenge(reader, i + 1))

/** A name for how all of them are drawn; it changes with the drawing, whose readings are then worth nothing. */
export function drawingOf(shown: readonly Shown[]): string {
  const hash = createHash('sha256')
  for (const { seed, answer } of shown) hash.update(dibujar(answer, sembrar(seed)))
  return hash.digest('hex')
}

const cifrador = crearCifrador([{ id: 'bench', bytes: Buffer.alloc(32) }])
const reloj = { ahora: () => new Date(), dormir: async () => {} }

function challenge(reader: number, number: number): Shown {
  const seed = `reader ${reader}, picture ${number}`
  let answer = ''
  const azar = {
    ...azarDelSistema,
    uuid: () => seed,
    texto(alfabeto: string, largo: number) {
      const draws = sembrar(`letters of ${seed}`)
      const letter = () => alfabeto.charAt(Math.floor(draws.entre(0, alfabeto.length)))
      answer = Array.from({ length: largo }, letter).join('')
      return answer
    },
  }
  const captcha = crearCaptcha({ cifrador, reloj, azar })
  const token = captcha.emitir('bench', 'bench')
  return {
    reader,
    number,
    seed,
    answer,
    picture: () => captcha.imagen(token),
    sound: () => captcha.sonido(token),
  }
}
