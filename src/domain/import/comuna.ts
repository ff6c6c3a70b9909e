/** Comunas and regiones as old files tell them: by codes that are gone, or shortened as people shorten them. */
import formerIdentificadores from '../data/comunas-anteriores.json' with { type: 'json' }
import abreviadas from '../data/comunas-en-archivos.json' with { type: 'json' }
import { findComuna, isComuna, REGIONES, regionOfComuna } from '../values/territorio.ts'
import { stripAccents } from '../values/text.ts'

/**
 * Codes of before Arica y Parinacota and Los Ríos (2007), Marga Marga (2010) and Ñuble (2018): none of them is the
 * code of another comuna today.
 */
const todayOf = new Map(formerIdentificadores.map(({ antes: before, hoy: today }) => [before, today]))
const formerRegionOf = new Map(
  formerIdentificadores.map(({ antes: before, hoy: today }) => [today, before.slice(0, 2)]),
)

const words = (text: string): string[] =>
  stripAccents(text)
    .toLowerCase()
    .match(/[a-z]+/g) ?? []
const joined = (text: string): string => words(text).join('')
const byName = new Map(
  abreviadas.flatMap(({ comuna, nombres }) => nombres.map((name) => [joined(name), comuna] as const)),
)

const WHOLE_NAMES: Readonly<Record<string, string>> = {
  cnel: 'coronel',
  gral: 'general',
  nva: 'nueva',
  pta: 'punta',
  pto: 'puerto',
  sn: 'san',
  sta: 'santa',
  stgo: 'santiago',
  sto: 'santo',
}
const whole = (word: string): string =>
  (Object.hasOwn(WHOLE_NAMES, word) ? WHOLE_NAMES[word] : undefined) ?? word

/**
 * The code of today of a comuna that a file tells by its code, of today or of before, with or without its first zero,
 * or by its name, a popular one or an abbreviation.
 * @returns undefined when it names none, or more than one.
 */
export function comunaFromFile(text: string): string | undefined {
  if (/^\s*\d{4,5}\s*$/.test(text)) {
    const code = text.trim().padStart(5, '0')
    return todayOf.get(code) ?? (isComuna(code) ? code : undefined)
  }
  if (/\d/.test(text)) return undefined
  const name = words(text.slice(0, 100).replace(/^\s*(?:i\.?\s+municipalidad|comuna)\s+de\s+/i, ''))
  const full = name.map(whole).join('')
  return findComuna(full)?.codigo ?? byName.get(name.join('')) ?? byName.get(full)
}

/** Whether a comuna lies, or lay when its code was another one, in a región. */
export const isOrWasInRegion = (comuna: string, region: string): boolean =>
  regionOfComuna(comuna) === region || formerRegionOf.get(comuna) === region

const ROMAN_NUMERALS = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi'.split(' ')
const SURPLUS_WORDS =
  /^(?:region|de|del|la|el|los|y|libertador|general|bernardo|carlos|ibanez|campo|antartica|chilena|santiago)$/
const withoutDecorations = (text: string): string =>
  words(text)
    .filter((word) => !SURPLUS_WORDS.test(word))
    .join('')
const regiones = new Map([
  ...REGIONES.map(({ codigo: code, nombre: name }) => [withoutDecorations(name), code] as const),
  ...ROMAN_NUMERALS.map((roman, i) => [roman, String(i + 1).padStart(2, '0')] as const),
  ['rm', '13'],
  ['aisen', '11'],
])

/** The code of a región that a file tells by its code, its name, long or short, or its roman number. */
export const regionFromFile = (text: string): string | undefined =>
  /^\s*\d{1,2}\s*$/.test(text)
    ? text.trim().padStart(2, '0')
    : regiones.get(withoutDecorations(text.slice(0, 100)))
