import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { MUTANTS } from './mutants.ts'

it.each(MUTANTS)(
  'the rule whose mutant “$what” is stands where the mutant looks for it',
  async ({ file, find }) => {
    const source = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8')
    expect(source.split(find)).toHaveLength(2)
  },
)
