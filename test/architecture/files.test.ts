import { expect, test } from 'vitest'
import { withoutComments } from './imports.ts'
import { readSources } from './sources.ts'

const sources = await readSources(['src'], '.ts')
const lines = (text: string) => text.trimEnd().split('\n').length

test('half of the sources have 60 lines or less, and none more than 300', () => {
  const lineCounts = Object.values(sources)
    .map(lines)
    .sort((a, b) => a - b)
  expect(lineCounts[Math.floor(lineCounts.length / 2)]).toBeLessThanOrEqual(60)
  const longFiles = Object.entries(sources).filter(([, text]) => lines(text) > 300)
  expect(longFiles.map(([path]) => path)).toEqual([])
})

test('only the two programs write on the console; the rest has the log', () => {
  const writers = Object.entries(sources)
    .filter(([, text]) => /\bconsole\./.test(withoutComments(text)))
    .map(([path]) => path)
  expect(writers).toEqual(['src/cli/main.ts', 'src/main.ts'])
})
