/** How easy a text in Spanish is to read: the perspicuity of Szigriszt-Pazos (1993), on the INFLESZ scale. */
import { silabasDe } from './silabas.ts'

/** From here on a text is "normal" on the INFLESZ scale (Barrio-Cantalejo, 2008); 65 is "fairly easy". */
export const NORMAL = 60

/** Words are what is said: no numbers, addresses, keys or file endings. */
const esPalabra = (trozo: string): boolean =>
  /\p{L}/u.test(trozo) && !/\d|@|:\/\/|^www\.|^\W*\.\p{L}+\W*$|•/u.test(trozo)

/** The words of a text. */
export const palabrasDe = (texto: string): string[] =>
  texto
    .split(/\s+/u)
    .filter(esPalabra)
    .flatMap((trozo) => trozo.split(/[/|·]/u))
    .map((trozo) => trozo.replace(/[^\p{L}-]/gu, ''))
    .filter(Boolean)

/** What is read past more than read: titles, labels, buttons, choices, addresses, and what only shows on paper. */
const SIN_FRASES = [
  /<head>[\s\S]*?<\/head>/,
  /<(select|button|audio|label|h[1-6]|legend|th|code)\b[^>]*>[\s\S]*?<\/\1>/g,
  /<a class="boton[^>]*>[\s\S]*?<\/a>/g,
  /<div class="(?:anticipo|partes)"[\s\S]*?<\/div>/g,
  /<p class="(?:etiqueta|paso|obligatorios)[^>]*>[\s\S]*?<\/p>/g,
  /<ul class="(?:cuadro__botones|alternativas)">[\s\S]*?<\/ul>/g,
  /<section class="indice"[\s\S]*?<\/section>/g,
  /<span class="solo-lector">[\s\S]*?<\/span>/g,
]
const DENTRO_DE_FRASE = /<\/?(?:a|strong|span|em|code)\b[^>]*>/g
const ENTIDADES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&#34;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/**
 * The sentences that a document says in its main part, or in all of it when it has none. Each ends with its block or
 * with a full stop, question or exclamation mark; a colon or a semicolon ends none, and pieces of one or two words
 * are no sentence, so that neither makes a text look easier than it is.
 */
export function frasesDe(html: string): string[] {
  const [, principal = html] = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
  return SIN_FRASES.reduce((texto, parte) => texto.replace(parte, '\n'), principal.replace(/\s+/g, ' '))
    .replace(DENTRO_DE_FRASE, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&(?:#?\w+);/g, (entidad) => ENTIDADES[entidad] ?? entidad)
    .split('\n')
    .flatMap((bloque) => bloque.split(/(?<=[.?!…]["»”)]*)\s+(?=["«“(¿¡]*[\p{Lu}\d])/u))
    .map((frase) => frase.replace(/\s+/g, ' ').trim())
    .filter((frase) => palabrasDe(frase).length > 2)
}

/** Szigriszt-Pazos of some sentences: 206.835 - 62.3 × syllables per word - words per sentence. */
export function legibilidadDe(frases: readonly string[]): number {
  const palabras = frases.flatMap(palabrasDe)
  const silabas = palabras.reduce((suma, palabra) => suma + silabasDe(palabra), 0)
  return 206.835 - (62.3 * silabas) / palabras.length - palabras.length / frases.length
}
