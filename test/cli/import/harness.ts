/** Accounts files for the import tests. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Composition } from '../../../src/composition.ts'
import type { RawRow } from '../../../src/storage/engine/engine-port.ts'
import { rutOf } from '../../support/data/personas.ts'
import { type CliHarness, rowsOf } from '../harness.ts'

/** The RUT of the n-th invented person. */
export const rut = (n: number): string => rutOf(10_000_000 + n)

/** A file of `count` accounts; every `badEvery`-th line has a malformed RUT. */
export function manyLines(count: number, badEvery = Number.POSITIVE_INFINITY): string {
  const lines = Array.from({ length: count }, (_, i) =>
    (i + 1) % badEvery === 0
      ? `natural;1-1;Persona;p${i}@correo.test`
      : `natural;${rut(i)};Persona;p${i}@correo.test`,
  )
  return ['perfil;rut;nombres;email', ...lines, ''].join('\n')
}

/**
 * Writes a file and imports it.
 * @returns the exit code and the file's path.
 */
export async function runImport(
  harness: CliHarness,
  content: string | Uint8Array,
  { name = 'cuentas.csv', options = '' } = {},
): Promise<{ exitCode: number; path: string }> {
  const path = join(harness.folder, name)
  await writeFile(path, content)
  harness.said.splice(0)
  return { exitCode: await harness.command(`cuentas importar ${path} ${options}`.trim()), path }
}

export const cuentaRowsOf = async (product: Composition): Promise<RawRow[]> =>
  (await rowsOf(product, ['cuentas'])).cuentas ?? []

/** The rows of a report, without its header. */
export async function readReport(path: string): Promise<string[]> {
  const [titles, ...rows] = (await readFile(path, 'utf8')).trimEnd().split('\n')
  if (titles !== 'linea;resultado;codigo;campo') throw new Error(`not a report: ${titles}`)
  return rows
}
