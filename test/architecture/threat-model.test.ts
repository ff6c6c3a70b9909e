import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

const raiz = new URL('../../', import.meta.url)
const modelo = await readFile(new URL('docs/threat-model.md', raiz), 'utf8')

/** Each test that the document names, with its file: `file`: “name”, “name”; `file`: “name” */
const nombradas = modelo
  .split('\n')
  .flatMap((linea) => linea.split(/(?=`test\/)/))
  .flatMap((trozo) => {
    const [, archivo = ''] = /^`(test\/[^`]+)`: “/.exec(trozo) ?? []
    const nombres = trozo.slice(trozo.indexOf('“') + 1, trozo.lastIndexOf('”')).split('”, “')
    return archivo ? nombres.map((nombre) => ({ archivo, nombre })) : []
  })

test('every test that the threat model names exists', async () => {
  expect(nombradas.length).toBeGreaterThan(80)
  const faltan: string[] = []
  for (const { archivo, nombre } of nombradas) {
    const fuente = await readFile(new URL(archivo, raiz), 'utf8').catch(() => '')
    if (!fuente.includes(`'${nombre}'`)) faltan.push(`${archivo}: ${nombre}`)
  }
  expect(faltan).toEqual([])
})
