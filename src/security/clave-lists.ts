import { setImmediate as nextTurn } from 'node:timers/promises'
import type { OptionsType } from '@zxcvbn-ts/core'
import { stripAccents } from '../domain/values/text.ts'

/** A clave has no more letters, and people cut a long word there. */
const MAX_LETTERS = 10

/** The list of claves that everybody has, among those of {@link readLists}. */
export const LISTED = 'listed'

/**
 * Reads what claves are compared with, each list likeliest first, in turns between which requests are served:
 * zxcvbn's passwords-common, the words and names of Spain's Spanish, and words of our own.
 * @param ownWords in lower case without accents.
 */
export async function readLists(
  ownWords: () => readonly string[],
): Promise<Required<Pick<OptionsType, 'graphs' | 'dictionary'>>> {
  const common = await import('@zxcvbn-ts/language-common')
  await nextTurn()
  const { dictionary } = await import('@zxcvbn-ts/language-es-es')
  await nextTurn()
  const words = cutAll(dictionary['commonWords-es-es'])
  await nextTurn()
  return {
    graphs: common.adjacencyGraphs,
    dictionary: {
      [LISTED]: cutAll(common.dictionary['passwords-common']),
      own: cutAll(ownWords()),
      given: cutAll(dictionary['firstnames-es-es']),
      surnames: cutAll(dictionary['lastnames-es-es']),
      words,
    },
  }
}

const cutAll = (words: readonly (string | number)[]): string[] => [
  ...new Set(words.map((word) => stripAccents(String(word)).slice(0, MAX_LETTERS))),
]
