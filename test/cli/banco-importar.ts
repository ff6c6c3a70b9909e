/** Files of accounts for the tests of the import. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Composicion } from '../../src/composition.ts'
import type { FilaCruda } from '../../src/storage/motor.ts'
import { rutDe } from '../support/personas.ts'
import { type BancoCli, filasDe } from './banco.ts'

/** The RUT of the n-th invented person. */
export const rut = (n: number): string => rutDe(10_000_000 + n)

/** A file of so many accounts; every `cadaMala`-th line has a wrong check digit. */
export function muchas(cuantas: number, cadaMala = Number.POSITIVE_INFINITY): string {
  const lineas = Array.from({ length: cuantas }, (_, i) =>
    (i + 1) % cadaMala === 0
      ? `natural;1-1;Persona;p${i}@correo.test`
      : `natural;${rut(i)};Persona;p${i}@correo.test`,
  )
  return ['perfil;rut;nombres;email', ...lineas, ''].join('\n')
}

/** Writes a file and imports it. @returns the exit code and where it was. */
export async function importar(
  banco: BancoCli,
  contenido: string | Uint8Array,
  { nombre = 'cuentas.csv', opciones = '' } = {},
): Promise<{ fin: number; ruta: string }> {
  const ruta = join(banco.carpeta, nombre)
  await writeFile(ruta, contenido)
  banco.dicho.splice(0)
  return { fin: await banco.orden(`cuentas importar ${ruta} ${opciones}`.trim()), ruta }
}

export const cuentasDe = async (producto: Composicion): Promise<FilaCruda[]> =>
  (await filasDe(producto)).cuentas ?? []

/** The rows of a report, without its heading. */
export async function informeDe(ruta: string): Promise<string[]> {
  const [titulos, ...filas] = (await readFile(ruta, 'utf8')).trimEnd().split('\n')
  if (titulos !== 'linea;resultado;codigo;campo') throw new Error(`not a report: ${titulos}`)
  return filas
}
