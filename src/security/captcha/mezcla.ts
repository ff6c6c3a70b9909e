import type { AzarSembrado } from './azar-sembrado.ts'
import { clipDe } from './clips.ts'
import { RITMO } from './frases.ts'
import type { Onda } from './onda.ts'

/** Seconds before the first letter and after the last. */
const MARGEN = 0.4
/** Seconds between two letters: time to type one. */
const PAUSA = [0.75, 0.9] as const
/** Of the noise, whose root mean square is 0.58 of it: 30 decibels under the letters. */
const RUIDO = 0.055

/** Says a text: its letters, one after another with a pause between them, over a soft hiss. */
export function mezclar(texto: string, azar: AzarSembrado): Onda {
  const clips = [...texto].map(clipDe)
  let fin = MARGEN * RITMO
  const comienzos = clips.map(({ length }, i) => {
    const comienzo = Math.floor(fin + (i === 0 ? 0 : azar.entre(...PAUSA) * RITMO))
    fin = comienzo + length
    return comienzo
  })
  const onda = azar.ruido(Math.floor(fin + MARGEN * RITMO)).map((v) => v * RUIDO)
  for (const [i, clip] of clips.entries()) {
    const comienzo = comienzos[i] ?? 0
    for (let k = 0; k < clip.length; k++) onda[comienzo + k] = (onda[comienzo + k] ?? 0) + (clip[k] ?? 0)
  }
  return onda
}
