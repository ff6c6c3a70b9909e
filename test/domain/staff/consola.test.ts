/** What docs/consola.md tells agents of the actions is what the table of actions has. */
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { ACCIONES, type Need } from '../../../src/domain/staff/acciones.ts'

const TEXT_OF: Readonly<Record<Need, string>> = {
  abrir: 'abrir la cuenta',
  comprobacion: 'la comprobación',
  codigo: 'el código de la llamada',
  codigo_en_otro: 'el código, en otro correo o celular',
}

it('docs/consola.md names each action, what it asks for and how many there are in a day', async () => {
  const document = await readFile(new URL('../../../docs/consola.md', import.meta.url), 'utf8')
  const [, section = ''] = document.split('\n## Qué se puede hacer\n')
  const rows =
    section
      .split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('|')) ?? []
  const written = rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, 4)
      .map((cell) => cell.trim()),
  )
  const real = Object.values(ACCIONES).map(({ label, needs, renew, cap }) => [
    renew ? `${label} ●` : label,
    TEXT_OF[needs],
    String(cap),
  ])
  expect(written).toEqual(real)
})
