/** Samples a second, of the recordings and of the sounds made of them: as on the telephone. */
export const RITMO = 8000

/**
 * How each letter is said: its name and a word that begins with it. Names alone are taken for one another on a
 * small loudspeaker (be, ce, de, ge and te differ in some hundredths of a second); the words differ in every
 * vowel. The mute h of ah, eh, teh and uh makes the synthesiser stress the name. An order of its own, not the
 * alphabet's: the recordings are in this one.
 */
export const FRASES = {
  A: 'ah de árbol',
  B: 'be de burro',
  C: 'ce de casa',
  D: 'de de dedo',
  E: 'eh de enero',
  G: 'ge de gato',
  H: 'hache de hoja',
  K: 'ka de kilo',
  M: 'eme de mano',
  R: 'erre de rosa',
  S: 'ese de sol',
  T: 'teh de tren',
  U: 'uh de uva',
  W: 'doble ve de wifi',
} as const

/** Voices of espeak-ng, Spanish of Latin America, with their pitch (0–99) and words a minute. */
export const VOCES = [
  { nombre: 'es-419+m3', tono: 45, ritmo: 172 },
  { nombre: 'es-419+f2', tono: 55, ritmo: 178 },
  { nombre: 'es-419+m7', tono: 40, ritmo: 182 },
  { nombre: 'es-419+f4', tono: 48, ritmo: 172 },
  { nombre: 'es-419+f5', tono: 62, ritmo: 185 },
  { nombre: 'es-419+m1', tono: 60, ritmo: 178 },
] as const
