import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const raiz = fileURLToPath(new URL('../../views/', import.meta.url))
const plantillas = globSync('**/*.ejs', { cwd: raiz }).map((ruta) => ({
  ruta,
  fuente: readFileSync(`${raiz}${ruta}`, 'utf8'),
}))

describe('the sources of the views', () => {
  it('hold a control of a form only in views/fields/', () => {
    const fuera = plantillas.filter(({ ruta }) => !ruta.startsWith('fields/'))
    expect(
      fuera.filter(({ fuente }) => /<(input|select|textarea)\b/i.test(fuente)).map(({ ruta }) => ruta),
    ).toEqual([])
    expect(plantillas.length).toBeGreaterThan(fuera.length)
  })

  it('write without escaping only what they include', () => {
    const crudas = plantillas.flatMap(({ ruta, fuente }) =>
      [...fuente.matchAll(/<%-(?!\s*include\()[^%]*/g)].map(([trozo]) => `${ruta}: ${trozo}`),
    )
    expect(crudas).toEqual([])
  })

  it('speak of the CUS once, as what the Clave Sence was called before', () => {
    const menciones = plantillas.flatMap(({ fuente }) => fuente.match(/\S+ CUS\b/g) ?? [])
    expect(menciones).toEqual(['antes CUS'])
  })
})
