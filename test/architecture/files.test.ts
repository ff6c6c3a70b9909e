import { expect, it } from 'vitest'
import { withoutComments } from './imports.ts'
import { readSources } from './sources.ts'

const sources = await readSources(['src'], '.ts')
const lines = (text: string) => text.trimEnd().split('\n').length

it('half of the sources have at most 60 lines, and none more than 300', () => {
  const lineCounts = Object.values(sources)
    .map(lines)
    .sort((a, b) => a - b)
  expect(lineCounts[Math.floor(lineCounts.length / 2)]).toBeLessThanOrEqual(60)
  const longFiles = Object.entries(sources).filter(([, text]) => lines(text) > 300)
  expect(longFiles.map(([path]) => path)).toEqual([])
})

it('only the entry points write to the console; everything else logs', () => {
  const writers = Object.entries(sources)
    .filter(([, text]) => /(?<![.\w])console\./.test(withoutComments(text)))
    .map(([path]) => path)
  expect(writers).toEqual(['src/cli/main.ts', 'src/cli/sandbox/main.ts', 'src/main.ts'])
})
