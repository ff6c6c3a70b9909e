import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../views/', import.meta.url))
const templates = globSync('**/*.ejs', { cwd: root }).map((path) => ({
  path,
  source: readFileSync(`${root}${path}`, 'utf8'),
}))

describe('the sources of the views', () => {
  it('have form controls only in views/fields/', () => {
    const outside = templates.filter(({ path }) => !path.startsWith('fields/'))
    expect(
      outside.filter(({ source }) => /<(input|select|textarea)\b/i.test(source)).map(({ path }) => path),
    ).toEqual([])
    expect(templates.length).toBeGreaterThan(outside.length)
  })

  it('output without escaping only their includes', () => {
    const rawOutputs = templates.flatMap(({ path, source }) =>
      [...source.matchAll(/<%-(?!\s*include\()[^%]*/g)].map(([chunk]) => `${path}: ${chunk}`),
    )
    expect(rawOutputs).toEqual([])
  })

  it('mention the CUS only once, as the former name of the Clave Sence', () => {
    const mentions = templates.flatMap(({ source }) => source.match(/\S+ CUS\b/g) ?? [])
    expect(mentions).toEqual(['antes CUS'])
  })
})
