import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GIVEN_NAMES, GIVEN_NAMES_OF_MANY, SURNAMES_OF_MANY } from '../../src/domain/data/nombres.ts'
import { judgeRespuesta, normalizeRespuesta, PREGUNTAS } from '../../src/domain/secrets/respuesta-secreta.ts'

interface Named {
  name: string
  share: number
}

/** A list of the extract, commonest first; its head says where it comes from. */
const listOf = (list: string): Named[] =>
  readFileSync(new URL('../support/data/nombres-de-chile.csv', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split(';'))
    .filter(([kind]) => kind === list)
    .map(([, name = '', per100k]) => ({ name, share: Number(per100k) / 100_000 }))

const MEN = listOf('hombre')
const WOMEN = listOf('mujer')
const SURNAMES = listOf('apellido')
/** Who does not know whether it was a man or a woman. */
const ANYBODY = [...MEN, ...WOMEN].map(({ name, share }) => ({ name, share: share / 2 }))

/** Every pair as likely as its parts together: given names and surnames as if they were independent. */
const pairs = (given: readonly Named[]): Named[] =>
  given
    .flatMap((one) =>
      SURNAMES.map((surname) => ({
        name: `${one.name} ${surname.name}`,
        share: one.share * surname.share,
      })),
    )
    .toSorted((a, b) => b.share - a.share)

/** Share of people whom the 20 likeliest answers that the rules accept would give away. */
function guessedIn20(answers: readonly Named[], pregunta: string): number {
  const accepted: Named[] = []
  for (const answer of answers) {
    if (accepted.length === 20) break
    if (judgeRespuesta(answer.name, pregunta) === null) accepted.push(answer)
  }
  expect(accepted).toHaveLength(20)
  return accepted.reduce((sum, { share }) => sum + share, 0)
}

describe('the 20 likeliest names and surnames that are accepted, by the frequencies of Chile', () => {
  const guessers: [string, Named[]][] = [
    ['who knows only the question', pairs(ANYBODY)],
    ['who knows that it was a man', pairs(MEN)],
    ['who knows that it was a woman', pairs(WOMEN)],
  ]

  it.each(PREGUNTAS.map(({ id, text }) => [id, text]))('to %s, %s: under 1 %% of people', (id) => {
    for (const [, answers] of guessers) expect(guessedIn20(answers, id)).toBeLessThan(0.01)
  })

  it.each(guessers)(
    'would cover over 1 %% without the rule on names of many, for one %s',
    (_who, answers) => {
      const any = answers.slice(0, 20).reduce((sum, { share }) => sum + share, 0)
      expect(any).toBeGreaterThan(0.01)
    },
  )

  it('with two surnames and no given name: under 1 %', () => {
    expect(guessedIn20(pairs(SURNAMES), 'p02')).toBeLessThan(0.01)
  })

  it('with two given names: under 1 % even if one person in 50 had the same two', () => {
    const twoGiven = SURNAMES.slice(0, 20).reduce((sum, { share }) => sum + share / 50, 0)
    expect(twoGiven).toBeLessThan(0.01)
  })
})

describe('the lists that the rules use', () => {
  const words = (names: readonly Named[]) => names.map(({ name }) => normalizeRespuesta(name))

  it('know every given name of the extract but those that are surnames as often', () => {
    expect(words([...MEN, ...WOMEN]).filter((name) => !GIVEN_NAMES.has(name))).toEqual(['leon', 'paz'])
  })

  it('hold the three commonest given names of men and of women, and the 50 commonest surnames', () => {
    const commonest = words([...WOMEN.slice(0, 3), ...MEN.slice(0, 3)])
    expect([...GIVEN_NAMES_OF_MANY].sort()).toEqual(commonest.sort())
    expect([...SURNAMES_OF_MANY]).toEqual(words(SURNAMES.slice(0, 50)))
  })

  it.each([
    ['given names', MEN],
    ['given names of women', WOMEN],
    ['surnames', SURNAMES],
  ])('come from an extract of %s in order of frequency', (_what, list) => {
    expect(list.length).toBeGreaterThanOrEqual(100)
    expect(list).toEqual(list.toSorted((a, b) => b.share - a.share))
  })
})
