/** Syllables of written Spanish (RAE, Ortografía 2010, I.4 and II.2): enough to measure how easy a text is. */

/** A vowel that always has a syllable of its own: open, or closed with an accent beside an open one. */
const NUCLEO = /[aeoáéíóú]/
const GRUPO_DE_VOCALES = /[aeiouáéíóúü]+/g

/** Syllables in the names of letters, for what is spelt: CS is «ce ese». */
const NOMBRE_LARGO: Readonly<Record<string, number>> = {
  h: 2,
  j: 2,
  w: 3,
  x: 2,
  f: 2,
  l: 2,
  m: 2,
  n: 2,
  ñ: 2,
  r: 2,
  s: 2,
  y: 2,
  z: 2,
}

/**
 * Letters as they sound: no h, which parts no vowels (prohi-bir), no mute u (que, gue, not güe), and y as a vowel
 * where no vowel follows (ley, y).
 */
const comoSuena = (palabra: string): string =>
  palabra
    .toLowerCase()
    .normalize('NFC')
    .replace(/h/g, '')
    .replace(/qu/g, 'k')
    .replace(/gu(?=[eiéí])/g, 'g')
    .replace(/y(?![aeiouáéíóúü])/g, 'i')

/** A group of vowels has one syllable for each nucleus; closed ones alone (ciudad, construí) are one. */
const silabasDelGrupo = (grupo: string): number => {
  const abiertas = [...grupo].filter((vocal) => NUCLEO.test(vocal)).length
  const soloCerradas = /^[iuüíú]+$/.test(grupo)
  return soloCerradas ? 1 : abiertas
}

/** How many syllables a word has; one without vowels is spelt. Parts joined by a hyphen are counted apart. */
export function silabasDe(palabra: string): number {
  return palabra
    .split(/[^\p{L}]+/u)
    .filter(Boolean)
    .reduce((suma, parte) => {
      const grupos = comoSuena(parte).match(GRUPO_DE_VOCALES)
      const deletreada = [...parte.toLowerCase()].reduce((n, letra) => n + (NOMBRE_LARGO[letra] ?? 1), 0)
      return suma + (grupos ? grupos.reduce((n, grupo) => n + silabasDelGrupo(grupo), 0) : deletreada)
    }, 0)
}
