/** What a backup holds, one JSON text in each line: what it is, then the rows, then how many there are. */
import { z } from 'zod'
import { esquemaDeSecretos } from '../../config.ts'
import type { Copia, Poner } from '../../storage/index.ts'
import { OrdenFallida } from '../orden.ts'

const FILAS_POR_TANDA = 500
/** Characters of the rows that wait to be put: some hundred common ones, or a few documents. */
const LARGO_POR_TANDA = 8_000_000

const esquemaCabecera = z.strictObject({
  migracion: z.string().min(1),
  hechoEn: z.iso.datetime(),
  tablas: z.array(z.string()),
  secretos: esquemaDeSecretos.strict(),
})
const esquemaFin = z.strictObject({ filas: z.record(z.string(), z.number()) })

/** `migracion`: the last one of the database that was copied. `hechoEn`: ISO-8601. */
type Cabecera = z.infer<typeof esquemaCabecera>
type Fila = Parameters<Poner>[1][number]

/** Whether a text of JSON keeps these values as they are. */
const esPlana = (fila: Fila): boolean =>
  Object.values(fila).every(
    (valor) => valor === null || ['string', 'number', 'boolean'].includes(typeof valor),
  )

/** How many rows each table has. */
export type FilasPorTabla = Record<string, number>

export const sumar = (filas: FilasPorTabla): number => Object.values(filas).reduce((suma, n) => suma + n, 0)

/**
 * The lines of a backup.
 * @param filas gets how many rows each table had as they are read.
 * @throws on a value that JSON would change.
 */
export async function* lineasDeCopia(
  { migracion, tablas, tandas }: Copia,
  cabecera: Omit<Cabecera, 'migracion' | 'tablas'>,
  filas: FilasPorTabla,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ migracion, tablas: [...tablas], ...cabecera } satisfies Cabecera)}\n`
  for (const tabla of tablas) {
    filas[tabla] = 0
    for await (const tanda of tandas(tabla)) {
      filas[tabla] += tanda.length
      if (!tanda.every(esPlana)) throw new Error(`backups do not know how to keep a column of ${tabla}`)
      yield tanda.map((fila) => `${JSON.stringify([tabla, fila])}\n`).join('')
    }
  }
  yield `${JSON.stringify({ filas })}\n`
}

/** Reads the lines of a backup, and may put its rows somewhere. @throws {OrdenFallida} when they are not all there. */
export async function leerCopia(
  lineas: AsyncIterable<string>,
  poner: Poner = async () => {},
): Promise<{ cabecera: Cabecera; filas: FilasPorTabla }> {
  const filas: FilasPorTabla = {}
  let cabecera: Cabecera | undefined
  let tanda: { tabla: string; filas: Fila[]; largo: number } = { tabla: '', filas: [], largo: 0 }
  let fin: FilasPorTabla | undefined
  for await (const linea of lineas) {
    const leida: unknown = JSON.parse(linea)
    if (!cabecera) {
      cabecera = leer(esquemaCabecera, leida)
      for (const tabla of cabecera.tablas) filas[tabla] = 0
    } else if (Array.isArray(leida)) {
      // Of the form that lineasDeCopia gave it: the file was authenticated.
      const [tabla, fila] = leida as [string, Fila]
      const llena = tanda.filas.length === FILAS_POR_TANDA || tanda.largo > LARGO_POR_TANDA
      if (tabla !== tanda.tabla || llena) {
        await poner(tanda.tabla, tanda.filas)
        tanda = { tabla, filas: [], largo: 0 }
      }
      tanda.filas.push(fila)
      tanda.largo += linea.length
      filas[tabla] = (filas[tabla] ?? 0) + 1
    } else fin = leer(esquemaFin, leida).filas
  }
  await poner(tanda.tabla, tanda.filas)
  if (!cabecera || JSON.stringify(fin) !== JSON.stringify(filas)) throw incompleto()
  return { cabecera, filas }
}

function leer<T>(esquema: z.ZodType<T>, valor: unknown): T {
  const leido = esquema.safeParse(valor)
  if (!leido.success) throw incompleto()
  return leido.data
}

const incompleto = () => new OrdenFallida('El respaldo no tiene lo que dice tener: no se cargó nada.')
