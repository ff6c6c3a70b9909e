import { describe, expect, it } from 'vitest'
import type { Pattern } from '../../src/domain/secrets/guess-reasons.ts'
import { type Estimate, judgeGuesses } from '../../src/domain/secrets/guesses.ts'
import { palabrasDeChile } from '../../src/domain/secrets/palabras.ts'

/** An estimator that knows one clave. */
const knows =
  (known: string, guesses: number, ...patterns: Pattern[]) =>
  (clave: string): Estimate =>
    clave === known ? { guesses, patterns } : { guesses: 1e10, patterns: ['otra'] }

describe('a clave that is soon guessed', () => {
  it('is refused below a million tries, not at a million', () => {
    expect(judgeGuesses('kutralwe', knows('kutralwe', 999_999, 'otra'))).toBe('clave_facil')
    expect(judgeGuesses('kutralwe', knows('kutralwe', 1_000_000, 'otra'))).toBeNull()
  })

  it('is refused when the estimator has no number for it', () => {
    expect(judgeGuesses('kutralwe', knows('kutralwe', Number.NaN, 'otra'))).toBe('clave_facil')
  })

  it.each([
    [['listada'], 'clave_comun'],
    [['parecida'], 'clave_parecida'],
    [['listada', 'otra'], 'clave_parecida'],
    [['palabra'], 'clave_palabra'],
    [['palabra', 'fecha'], 'clave_palabra'],
    [['fecha', 'otra'], 'clave_fecha'],
    [['teclado', 'otra'], 'clave_teclado'],
    [['corrida'], 'clave_corrida'],
    [['otra', 'repeticion'], 'clave_repetida'],
    [[], 'clave_facil'],
  ] as const)('says what makes it easy: %j, %s', (patterns, code) => {
    expect(judgeGuesses('kutralwe', knows('kutralwe', 10, ...patterns))).toBe(code)
  })

  it.each([
    '1',
    '12',
    '123',
    '1234',
    '12345',
    '1990',
    '2026',
    '!',
    '.',
    '1!',
    '123!',
    '.1',
    '#7',
    '7777',
    '*',
  ])('is refused when %j is put after it', (ending) => {
    expect(judgeGuesses(`kutral${ending}`, knows('kutral', 49_999, 'listada'))).toBe('clave_parecida')
    expect(judgeGuesses(`kutral${ending}`, knows('kutral', 50_000, 'listada'))).toBeNull()
  })

  it.each(['7294', 'q1', '1q', '1!2'])('is another one when %j is put after it', (ending) => {
    expect(judgeGuesses(`kutral${ending}`, knows('kutral', 1, 'listada'))).toBeNull()
  })

  it('is refused when letters are written as digits and signs', () => {
    expect(judgeGuesses('kut4l1$0', knows('kutaliso', 40_000, 'listada'))).toBe('clave_parecida')
  })
})

describe('the words of Chile', () => {
  const words = palabrasDeChile()

  it.each([
    'clave',
    'chile',
    'colocolo',
    'septiembre',
    'verano',
    'vinadelmar',
    'nunoa',
    'jonathan',
    'gonzalez',
  ])('have %s', (word) => {
    expect(words).toContain(word)
  })

  it('are each there once, without case, accents or blanks', () => {
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter((word) => !/^[a-z0-9]{4,}$/.test(word))).toEqual([])
  })
})
