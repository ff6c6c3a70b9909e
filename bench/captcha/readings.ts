/** The readings kept in readings.json, scored as the product would. */
import { readFileSync, writeFileSync } from 'node:fs'
import { drawingOf, READERS, type Shown, shownTo } from './shown.ts'

const FILE = new URL('readings.json', import.meta.url)

interface Kept {
  /** Fingerprint of how the pictures were drawn (`drawingOf`). */
  drawing: string
  /** The seed of each picture, its letters, and what its reader wrote. */
  pictures: [seed: string, answer: string, reading: string][]
}

/** A picture and what its reader wrote, in capitals and without spaces. */
export type Reading = Shown & { reading: string }

export interface Misreading {
  drawn: string
  read: string
  times: number
}

/**
 * @returns the readings of all pictures.
 * @throws Error when the product no longer draws the pictures that the readers saw.
 */
export function keptReadings(): Reading[] {
  const { drawing, pictures }: Kept = JSON.parse(readFileSync(FILE, 'utf8'))
  const shown = READERS.flatMap(shownTo)
  const same = shown.every(({ seed, answer }, i) => pictures[i]?.[0] === seed && pictures[i]?.[1] === answer)
  if (!same || pictures.length !== shown.length || drawing !== drawingOf(shown))
    throw new Error('the captcha is drawn in another way than its readers saw: it needs to be read anew')
  return shown.map((one, i) => ({ ...one, reading: pictures[i]?.[2] ?? '' }))
}

/** Writes readings.json. */
export function keepReadings(readings: readonly Reading[]): void {
  const kept: Kept = {
    drawing: drawingOf(readings),
    pictures: readings.map(({ seed, answer, reading }) => [seed, answer, reading]),
  }
  const lines = kept.pictures.map((row) => `    ["${row.join('", "')}"]`)
  writeFileSync(FILE, `{\n  "drawing": "${kept.drawing}",\n  "pictures": [\n${lines.join(',\n')}\n  ]\n}\n`)
}

/** Counts the correct readings. */
export const right = (readings: readonly Pick<Reading, 'answer' | 'reading'>[]): number =>
  readings.filter(({ answer, reading }) => answer === reading).length

/** Letters read as another letter, and whole answers read with another length; most frequent first. */
export function misreadings(readings: readonly Pick<Reading, 'answer' | 'reading'>[]): Misreading[] {
  const found = new Map<string, Misreading>()
  const note = (drawn: string, read: string) => {
    const pair = found.get(`${drawn} ${read}`) ?? { drawn, read, times: 0 }
    pair.times++
    found.set(`${drawn} ${read}`, pair)
  }
  for (const { answer, reading } of readings) {
    if (reading.length !== answer.length) note(answer, reading || 'nothing')
    else
      for (const [i, drawn] of [...answer].entries()) if (reading[i] !== drawn) note(drawn, reading.charAt(i))
  }
  return [...found.values()].sort((a, b) => b.times - a.times)
}
