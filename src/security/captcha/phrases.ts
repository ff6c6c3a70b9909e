/** Samples per second of the recordings and the sounds made from them: half of what the synthesiser gives. */
export const SAMPLE_RATE = 11_025

/**
 * What is said for each letter: its name, a short rest and a word that begins with it. Names alone get
 * confused on a small loudspeaker (efe and ese, ce and te); the words do not. The recordings are in this
 * order.
 */
export const LETTER_PHRASES = {
  C: 'ce, de casa',
  F: 'efe, de fuego',
  H: 'hache, de hoja',
  J: 'jota, de jirafa',
  K: 'ka, de kilo',
  L: 'ele, de luna',
  M: 'eme, de mano',
  S: 'ese, de sol',
  T: 'te, de tren',
  W: 'doble ve, de wifi',
  Y: 'i griega, de yema',
  Z: 'zeta, de zorro',
} as const

/** The espeak-ng voice, Latin American Spanish, with its pitch (0–99) and words per minute: unhurried. */
export const VOICE = { name: 'es-419', pitch: 45, wordsPerMinute: 140 } as const
