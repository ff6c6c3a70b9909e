import type { Proof } from './progress.ts'
import type { Rank } from './ranks.ts'

/** What each proof is worth by itself. A temporary key ranks as the answer that it was given for. */
export const RANK_OF_PROOF: Record<Proof, Rank> = {
  datos: 'ninguno',
  clave: 'clave',
  provisoria: 'respuesta',
  respuesta: 'respuesta',
  codigo: 'canal',
  enlace: 'canal',
  volver: 'canal',
  registro: 'registro',
  invitacion: 'mesa',
  activacion: 'canal',
}
