/** The tables of docs/consola.md, written by hand: what each role may do, compared with the code by tests. */
import { readFile } from 'node:fs/promises'
import { ROLES, type Rol } from '../../../src/domain/staff/roles.ts'

/** A line of one of these tables. */
export interface Permission {
  /** Its first cell, without marks. */
  title: string
  /** What is between the first backticks: a power, a use case, or a method and an address. */
  name: string
  /** What follows the name in its cell, in brackets: which of several things it does. */
  variant: string | undefined
  power: string | undefined
  /** Whether it is for who has not entered yet. */
  isBefore: boolean
  roles: Rol[]
}

const document = await readFile(new URL('../../../docs/consola.md', import.meta.url), 'utf8')
const YES_NO = ['sí', 'no']

/**
 * Reads the table below a heading: its first column is the name, and its last are the roles, each `sí` or `no`.
 * @throws when the table is not there, or a cell is neither.
 */
export function readPermissions(heading: string): Permission[] {
  const [, section = ''] = document.split(`\n### ${heading}\n`)
  const [table = ''] = section.split(/\n#/)
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  if (rows.length === 0) throw new Error(`docs/consola.md has no table “${heading}”`)
  return rows.map((row) => {
    const cells = row.split('|').map((cell) => cell.trim())
    const [, name = ''] = /^`([^`]+)`/.exec(cells[1] ?? '') ?? []
    const [, variant] = /\(([^)]+)\)$/.exec(cells[1] ?? '') ?? []
    const [, power] = /^`(\w+)`/.exec(cells[2] ?? '') ?? []
    const marks = cells.slice(-1 - ROLES.length, -1)
    if (!marks.every((mark) => YES_NO.includes(mark))) throw new Error(`neither sí nor no: ${row}`)
    const title = (cells[1] ?? '').replaceAll('`', '')
    const isBefore = cells[2] === 'antes de entrar'
    return { title, name, variant, power, isBefore, roles: ROLES.filter((_rol, at) => marks[at] === 'sí') }
  })
}
