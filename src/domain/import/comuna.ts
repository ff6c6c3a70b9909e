/** Parses comunas and regiones in import files, which may have former codes or abbreviated names. */
import formerComunas from '../data/comunas-anteriores.json' with { type: 'json' }
import abbreviatedComunas from '../data/comunas-en-archivos.json' with { type: 'json' }
import { COMUNAS, findComuna, isComuna, REGIONES, regionOfComuna } from '../values/territorio.ts'
import { stripAccents } from '../values/text.ts'

/**
 * Current codes by the codes used before Arica y Parinacota and Los Ríos (2007), Marga Marga (2010) and Ñuble
 * (2018) were created. No former code has been reused.
 */
const currentCodigos = new Map(formerComunas.map(({ antes, hoy }) => [antes, hoy]))
const formerRegiones = new Map(formerComunas.map(({ antes, hoy }) => [hoy, antes.slice(0, 2)]))

const words = (text: string): string[] =>
  stripAccents(text)
    .toLowerCase()
    .match(/[a-z]+/g) ?? []
const joined = (text: string): string => words(text).join('')
const byName = new Map(
  abbreviatedComunas.flatMap(({ comuna, nombres }) => nombres.map((name) => [joined(name), comuna] as const)),
)

const ABBREVIATIONS: Readonly<Record<string, string>> = {
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
const expand = (word: string): string =>
  (Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : undefined) ?? word

/** The words of a name, without the “de la” that people leave out. */
const nameWords = (name: string): string[] =>
  words(name.replace(/(?<=\S\s+)(?:del?|las?|los|el)(?=\s)/gi, ''))
const comunaWords = COMUNAS.flatMap(({ codigo, nombre, alias = [] }) =>
  [nombre, ...alias].map((name) => ({ codigo, name: nameWords(name) })),
)

const MAX_ABBREVIATION = 4
/** Whether a word is written for another: `s`, `fco` and `pte` for `san`, `francisco` and `puente`. */
const isAbbreviation = (written: string, word: string): boolean =>
  written.length <= MAX_ABBREVIATION && new RegExp(`^${[...written].join('.*')}`).test(word)

/** The only comuna whose name has these words, all but the last perhaps abbreviated. */
function byInitials(written: readonly string[]): string | undefined {
  const found = comunaWords.filter(
    ({ name }) =>
      written.length > 1 &&
      name.length === written.length &&
      name.at(-1) === written.at(-1) &&
      name.every((word, i) => word === written[i] || isAbbreviation(written[i] ?? '', word)),
  )
  const codigos = new Set(found.map(({ codigo }) => codigo))
  return codigos.size === 1 ? found[0]?.codigo : undefined
}

const MUNICIPALIDAD =
  /^\s*(?:(?:i(?:lustre)?\b\.?\s*)?municipalidad|i\.?\s*m\.?|comuna)\s+de\s+(?:la\s+comuna\s+de\s+)?/i

function fromName(text: string): string | undefined {
  const name = text.replace(/[([][^)\]]*[)\]]?/g, ' ').replace(MUNICIPALIDAD, '')
  const fullName = words(name).map(expand).join('')
  return (
    findComuna(fullName)?.codigo ??
    byName.get(joined(name)) ??
    byName.get(fullName) ??
    byInitials(nameWords(name).map(expand))
  )
}

function fromCodigo(text: string): string | undefined {
  const codigo = text.padStart(5, '0')
  return currentCodigos.get(codigo) ?? (isComuna(codigo) ? codigo : undefined)
}

/**
 * Finds a comuna by its current or former code, with or without its leading zero; by its name, alias or
 * abbreviation; or by both, if they agree.
 * @returns its current code; undefined if the text names none, or more than one.
 */
export function comunaFromFile(typed: string): string | undefined {
  const text = typed.slice(0, 100)
  const [codigo, ...others] = text.match(/\d+/g) ?? []
  if (codigo === undefined) return fromName(text)
  if (others.length > 0 || !/^\d{4,5}$/.test(codigo)) return undefined
  const found = fromCodigo(codigo)
  const rest = text.replace(codigo, ' ')
  return !/[^\s()[\]]/.test(rest) || fromName(rest) === found ? found : undefined
}

/** Whether a comuna lies in a región, or did under its former code. */
export const isOrWasInRegion = (comuna: string, region: string): boolean =>
  regionOfComuna(comuna) === region || formerRegiones.get(comuna) === region

const ROMAN_NUMERALS = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi'.split(' ')
const OPTIONAL_WORDS =
  /^(?:region|de|del|la|el|los|y|libertador|general|bernardo|carlos|ibanez|campo|antartica|chilena|santiago)$/
const regionKey = (text: string): string =>
  words(text)
    .filter((word) => !OPTIONAL_WORDS.test(word))
    .join('')
const regiones = new Map([
  ...REGIONES.map(({ codigo, nombre }) => [regionKey(nombre), codigo] as const),
  ...ROMAN_NUMERALS.map((roman, i) => [roman, String(i + 1).padStart(2, '0')] as const),
  ['rm', '13'],
  ['aisen', '11'],
])

/** The code of a región, from its code, its name (long or short) or its Roman numeral. */
export const regionFromFile = (text: string): string | undefined =>
  /^\s*\d{1,2}\s*$/.test(text) ? text.trim().padStart(2, '0') : regiones.get(regionKey(text.slice(0, 100)))
