import { setImmediate as nextTurn } from 'node:timers/promises'
import type { MatchExtended } from '@zxcvbn-ts/core'
import type { ClaveEstimator } from '../application/ports.ts'
import type { Pattern } from '../domain/secrets/guess-reasons.ts'
import type { EstimateGuesses } from '../domain/secrets/guesses.ts'
import { LISTED, readLists } from './clave-lists.ts'

/** Readings of digits and signs as letters: more find little else, and hold other requests for longer. */
const MAX_SPELLINGS = 40

const PATTERNS: Readonly<Record<string, Pattern>> = {
  date: 'fecha',
  regex: 'fecha',
  spatial: 'teclado',
  sequence: 'corrida',
  repeat: 'repeticion',
}

/**
 * zxcvbn, with the lists of {@link readLists}, which are read when first asked for, and kept.
 * @param ownWords called once: likeliest first, in lower case without accents.
 */
export function createClaveEstimator(ownWords: () => readonly string[]): ClaveEstimator {
  let loading: Promise<EstimateGuesses> | undefined
  return {
    load() {
      loading ??= build(ownWords)
      return loading
    },
  }
}

async function build(ownWords: () => readonly string[]): Promise<EstimateGuesses> {
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  const lists = await readLists(ownWords)
  await nextTurn()
  const zxcvbn = new ZxcvbnFactory({ ...lists, l33tMaxSubstitutions: MAX_SPELLINGS })
  return (clave) => {
    const { guesses, sequence } = zxcvbn.check(clave)
    return { guesses, patterns: sequence.map(patternOf) }
  }
}

function patternOf(match: MatchExtended): Pattern {
  if (match.pattern !== 'dictionary') return PATTERNS[match.pattern] ?? 'otra'
  const { dictionaryName, l33t, reversed } = match
  if (dictionaryName !== LISTED) return 'palabra'
  return l33t || reversed ? 'parecida' : 'listada'
}
