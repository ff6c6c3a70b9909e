/** The report of an import: a CSV file of line numbers and codes, which no datum of a person gets into. */
import { type FileHandle, open } from 'node:fs/promises'
import type { Informe } from '../../application/operador/importar-cuentas.ts'
import type { Hallazgo } from '../../domain/importacion.ts'
import { OrdenFallida } from '../orden.ts'

const TITULOS = 'linea;resultado;codigo;campo'

const filaDe = ({ linea, resultado, codigo, campo = '' }: Hallazgo): string =>
  `${linea};${resultado};${codigo};${campo}\n`

/** Where nobody asked for a report. */
export const SIN_INFORME: Informe & { cerrar(): Promise<void> } = {
  retomar: async () => {},
  agregar: async () => {},
  cerrar: async () => {},
}

/**
 * Opens the report, of mode 0600. One of a former run is written anew, or gone on with when the import is.
 * @throws {OrdenFallida} when the file cannot be written, or is no report.
 */
export async function abrirInforme(ruta: string): Promise<typeof SIN_INFORME> {
  const archivo = await open(ruta, 'a+', 0o600).catch((error) => {
    throw new OrdenFallida(`No se puede escribir ${ruta}.`, error)
  })
  const { size } = await archivo.stat()
  if (size > 0 && !(await esInforme(archivo))) {
    await archivo.close()
    throw new OrdenFallida(`${ruta} ya existe y no es un informe de importación: elija otro nombre.`)
  }
  await archivo.chmod(0o600)
  let empezado = false
  const empezar = async (bytes: number) => {
    empezado = true
    await archivo.truncate(bytes)
    if (bytes === 0) await archivo.appendFile(`${TITULOS}\n`)
  }
  const agregar = async (hallazgos: readonly Hallazgo[]) => {
    if (!empezado) await empezar(0)
    if (hallazgos.length > 0) await archivo.appendFile(hallazgos.map(filaDe).join(''))
  }
  return {
    agregar,
    async retomar(tras, hallazgos) {
      await empezar(size > 0 ? await bytesHasta(archivo, tras) : 0)
      await agregar(hallazgos)
    },
    async cerrar() {
      if (!empezado) await empezar(0)
      await archivo.close()
    },
  }
}

async function esInforme(archivo: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await archivo.read(Buffer.alloc(TITULOS.length + 1), { position: 0 })
  return buffer.toString('utf8', 0, bytesRead) === `${TITULOS}\n`
}

/** Bytes of a report up to the last row of a line; a row that was cut short is not counted. */
async function bytesHasta(archivo: FileHandle, linea: number): Promise<number> {
  let bytes = 0
  const trozo = Buffer.alloc(2 ** 16)
  let resto = ''
  for (let posicion = 0; ; ) {
    const { bytesRead } = await archivo.read(trozo, { position: posicion, length: trozo.length })
    if (bytesRead === 0) return bytes
    posicion += bytesRead
    const filas = (resto + trozo.toString('latin1', 0, bytesRead)).split('\n')
    resto = filas.pop() ?? ''
    for (const fila of filas) {
      if (fila !== TITULOS && !(Number.parseInt(fila, 10) <= linea)) return bytes
      bytes += fila.length + 1
    }
  }
}
