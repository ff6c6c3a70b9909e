import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { anotarOrden } from '../application/operador/anotar-orden.ts'
import type { Composicion } from '../composition.ts'
import { type Config, esquemaDeSecretos } from '../config.ts'
import { type Hacer, OrdenFallida } from './orden.ts'
import { conProducto, operadorDe } from './producto.ts'
import { escribirArchivo } from './respaldo/archivo.ts'
import { type FilasPorTabla, lineasDeCopia, sumar } from './respaldo/contenido.ts'
import { elegirFrase } from './respaldo/frase.ts'
import { bytesLegibles } from './texto.ts'

/**
 * Copies the database as it is at one moment, and the secrets in force, into one encrypted file, while the
 * product goes on. The file takes its name when it is whole and the audit tells of it.
 */
export const respaldar: Hacer = async (mundo, entrada) => {
  const [ruta = ''] = entrada.datos
  if (existsSync(ruta)) throw new OrdenFallida(`Ya existe ${ruta}: un respaldo nunca reemplaza a otro.`)
  return conProducto(mundo, async (composicion, config) => {
    const { deps } = composicion
    const operador = operadorDe(mundo, entrada, deps.azar.uuid())
    const frase = await elegirFrase(mundo)
    const borrador = `${ruta}.${process.pid}.tmp`
    try {
      const { filas, bytes } = await copiar(
        composicion,
        config,
        { frase, costo: mundo.costoDeFrase },
        borrador,
      )
      await anotarOrden(deps, operador, 'respaldo_hecho', { detalle: { filas: sumar(filas), bytes } })
      await rename(borrador, ruta)
      for (const [tabla, n] of Object.entries(filas)) mundo.decir(`${tabla}: ${n}`)
      mundo.decir(`Respaldo hecho: ${ruta}, ${bytesLegibles(bytes)}.`)
      return 0
    } finally {
      await rm(borrador, { force: true })
    }
  })
}

async function copiar(
  { almacen, deps }: Composicion,
  config: Config,
  llave: { frase: string; costo: number },
  borrador: string,
): Promise<{ filas: FilasPorTabla; bytes: number }> {
  const salida = await open(borrador, 'wx', 0o600).catch((error) => {
    throw new OrdenFallida(`No se puede escribir ${borrador}.`, error)
  })
  try {
    const filas: FilasPorTabla = {}
    const hechoEn = deps.reloj.ahora().toISOString()
    const cabecera = { hechoEn, secretos: esquemaDeSecretos.parse(config) }
    await almacen.conInstantanea((copia) =>
      escribirArchivo(salida, llave, lineasDeCopia(copia, cabecera, filas)),
    )
    return { filas, bytes: (await salida.stat()).size }
  } finally {
    await salida.close()
  }
}
