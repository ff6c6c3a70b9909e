/** How easy a text in Spanish is to read: the perspicuity of Szigriszt-Pazos (1993), on the INFLESZ scale. */
import { countSyllables } from './syllables.ts'

/** From here on a text is "normal" on the INFLESZ scale (Barrio-Cantalejo, 2008); 65 is "fairly easy". */
export const NORMAL = 60

/** Words are what is said: no numbers, addresses, keys or file endings. */
const isWord = (chunk: string): boolean =>
  /\p{L}/u.test(chunk) && !/\d|@|:\/\/|^www\.|^\W*\.\p{L}+\W*$|•/u.test(chunk)

/** The words of a text. */
export const wordsIn = (text: string): string[] =>
  text
    .split(/\s+/u)
    .filter(isWord)
    .flatMap((chunk) => chunk.split(/[/|·]/u))
    .map((chunk) => chunk.replace(/[^\p{L}-]/gu, ''))
    .filter(Boolean)

/** Parts without sentences: titles, labels, buttons, choices, URLs, and what only prints. */
const WITHOUT_SENTENCES = [
  /<head>[\s\S]*?<\/head>/,
  /<(select|button|audio|label|h[1-6]|legend|th|code)\b[^>]*>[\s\S]*?<\/\1>/g,
  /<a class="button[^>]*>[\s\S]*?<\/a>/g,
  /<div class="(?:preheader|parts)"[\s\S]*?<\/div>/g,
  /<p class="(?:label|paso|required-note)[^>]*>[\s\S]*?<\/p>/g,
  /<ul class="(?:card__buttons|alternatives)">[\s\S]*?<\/ul>/g,
  /<section class="toc"[\s\S]*?<\/section>/g,
  /<span class="sr-only">[\s\S]*?<\/span>/g,
]
const INLINE_TAGS = /<\/?(?:a|strong|span|em|code)\b[^>]*>/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&#34;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}

/**
 * Sentences in the main part of a document, or in all of it when it has none. A sentence ends with its block, a full
 * stop, a question or an exclamation mark. Colons and semicolons do not end it, and pieces of one or two words are
 * ignored, because both would make a text look easier than it is.
 */
export function sentencesIn(html: string): string[] {
  const [, main = html] = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html) ?? []
  return WITHOUT_SENTENCES.reduce((text, part) => text.replace(part, '\n'), main.replace(/\s+/g, ' '))
    .replace(INLINE_TAGS, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&(?:#?\w+);/g, (entity) => ENTITIES[entity] ?? entity)
    .split('\n')
    .flatMap((block) => block.split(/(?<=[.?!…]["»”)]*)\s+(?=["«“(¿¡]*[\p{Lu}\d])/u))
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => wordsIn(sentence).length > 2)
}

/** Szigriszt-Pazos index: 206.835 - 62.3 × syllables per word - words per sentence. */
export function readabilityOf(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsIn)
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  return 206.835 - (62.3 * syllables) / words.length - words.length / sentences.length
}
