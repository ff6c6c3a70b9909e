import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const root = new URL('../../', import.meta.url)
const model = await readFile(new URL('docs/threat-model.md', root), 'utf8')

/** Tests quoted by the document, written as `file`: “name”, “name”; `file`: “name”. */
const named = model
  .split('\n')
  .flatMap((line) => line.split(/(?=`test\/)/))
  .flatMap((chunk) => {
    const [, file = ''] = /^`(test\/[^`]+)`: “/.exec(chunk) ?? []
    const names = chunk.slice(chunk.indexOf('“') + 1, chunk.lastIndexOf('”')).split('”, “')
    return file ? names.map((name) => ({ file, name })) : []
  })

it('every test that the threat model quotes exists', async () => {
  expect(named.length).toBeGreaterThan(80)
  const missing: string[] = []
  for (const { file, name } of named) {
    const source = await readFile(new URL(file, root), 'utf8').catch(() => '')
    if (!source.includes(`'${name}'`)) missing.push(`${file}: ${name}`)
  }
  expect(missing).toEqual([])
})
