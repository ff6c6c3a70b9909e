import { dirname, join } from 'node:path/posix'
import { expect, it } from 'vitest'
import { readSources } from './sources.ts'

const sources = await readSources(['test/support/stories'], '.ts')

/** What a file imports, directly or through others of its folder. */
function reachedFrom(
  path: string,
  files: Readonly<Record<string, string>>,
  seen = new Set<string>(),
): Set<string> {
  for (const [, imported = ''] of (files[path] ?? '').matchAll(/(?:from|import\(?) ?'([^']+)'/g)) {
    const reached = imported.startsWith('.') ? join(dirname(path), imported) : imported
    if (seen.has(reached)) continue
    seen.add(reached)
    reachedFrom(reached, files, seen)
  }
  return seen
}

const ORACLE = 'test/support/stories/oracle.ts'
const own = (reached: Iterable<string>) =>
  [...reached].filter((path) => !/^test\/support\/stories\/(?:oracle|seen)[^/]*\.ts$/.test(path))

it('the oracle of the stories imports nothing of the product, which it judges', () => {
  expect(reachedFrom(ORACLE, sources).size).toBeGreaterThan(2)
  expect(own(reachedFrom(ORACLE, sources))).toEqual([])
})

it('an oracle that reads the rules of the product is found', () => {
  const facts = 'test/support/stories/oracle-facts.ts'
  const planted = `import { RANKS } from '../../../src/domain/account/ranks.ts'\n${sources[facts]}`
  expect(own(reachedFrom(ORACLE, { ...sources, [facts]: planted }))).toEqual(['src/domain/account/ranks.ts'])
})
