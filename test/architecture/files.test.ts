import { expect, test } from 'vitest'
import { leerFuentes } from './fuentes.ts'
import { sinComentarios } from './imports.ts'

const fuentes = await leerFuentes(['src'], '.ts')
const lineas = (texto: string) => texto.trimEnd().split('\n').length

test('half of the sources have 60 lines or less, and none more than 300', () => {
  const largos = Object.values(fuentes)
    .map(lineas)
    .sort((a, b) => a - b)
  expect(largos[Math.floor(largos.length / 2)]).toBeLessThanOrEqual(60)
  const largas = Object.entries(fuentes).filter(([, texto]) => lineas(texto) > 300)
  expect(largas.map(([ruta]) => ruta)).toEqual([])
})

test('only the two programs write on the console; the rest has the log', () => {
  const queEscriben = Object.entries(fuentes)
    .filter(([, texto]) => /\bconsole\./.test(sinComentarios(texto)))
    .map(([ruta]) => ruta)
  expect(queEscriben).toEqual(['src/cli/main.ts', 'src/main.ts'])
})
