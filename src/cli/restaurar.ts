import { anotarOrden } from '../application/operador/anotar-orden.ts'
import { type Config, leerConfig, type SecretosLocales } from '../config.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { makeFolders } from '../folders.ts'
import { archivoDeSecretos } from '../secretos-locales.ts'
import { azarDelSistema } from '../security/azar.ts'
import { type AlmacenSql, abrirAlmacen, type Copia } from '../storage/index.ts'
import { type Hacer, OrdenFallida } from './orden.ts'
import { operadorDe } from './producto.ts'
import { type ArchivoDeRespaldo, abrirArchivo } from './respaldo/archivo.ts'
import { leerCopia, sumar } from './respaldo/contenido.ts'
import { pedirFrase } from './respaldo/frase.ts'
import { escribirSecretos, secretosPorPoner } from './respaldo/secretos.ts'

/**
 * Verifies a whole backup, then loads it in one transaction into an empty database of either engine, brings that
 * one to today's tables and leaves the secrets where the product can take them.
 */
export const restaurar: Hacer = async (mundo, entrada) => {
  const [ruta = ''] = entrada.datos
  const operador = operadorDe(mundo, entrada, azarDelSistema.uuid())
  const archivo = await abrirArchivo(ruta, await pedirFrase(mundo))
  const { cabecera, filas } = await archivo.recorrer((lineas) => leerCopia(lineas))
  const config = leerConfig({ ...mundo.entorno, ...cabecera.secretos }, () => cabecera.secretos)

  makeFolders([['DATA_DIR', config.DATA_DIR]])
  const porPoner = secretosPorPoner(cabecera.secretos, mundo.entorno)
  const destino =
    entrada.opciones.secretos ?? (porPoner.length > 0 ? archivoDeSecretos(config.DATA_DIR) : undefined)
  const almacen = await abrirAlmacen(config.DATABASE_URL)
  try {
    await exigirVacia(almacen, cabecera.migracion)
    await conSecretos(destino, cabecera.secretos, () => cargar(almacen, archivo, cabecera.migracion))
    await anotarOrden({ almacen, reloj: mundo.reloj }, operador, 'respaldo_restaurado', {
      detalle: { filas: sumar(filas), hechoEn: cabecera.hechoEn },
    })
  } finally {
    await almacen.cerrar()
  }
  for (const [tabla, n] of Object.entries(filas)) mundo.decir(`${tabla}: ${n}`)
  mundo.decir(
    `Respaldo restaurado: ${ruta}, hecho el ${mostrarMomento(new Date(cabecera.hechoEn))} (hora de Chile).`,
  )
  mundo.decir(destino ? dondeQuedan(config, destino, porPoner) : 'El entorno ya tiene sus secretos.')
  return 0
}

/** @throws {OrdenFallida} when the database holds anything, or is of another version than the backup. */
async function exigirVacia(almacen: AlmacenSql, migracion: string): Promise<void> {
  const suya = await almacen.conInstantanea(async (copia) => {
    const conDatos = ['cuentas', 'bitacora', 'sellos'].filter(
      (tabla) => copia.migracion && copia.tablas.includes(tabla),
    )
    for (const tabla of conDatos) {
      if (await tieneFilas(copia, tabla))
        throw new OrdenFallida('La base de datos ya tiene datos: use una vacía.')
    }
    return copia.migracion
  })
  const conocida = suya === migracion || (await almacen.migracionesPendientes()).includes(migracion)
  if (!conocida) {
    throw new OrdenFallida(
      `El respaldo es de otra versión (${migracion}): use una base de datos nueva y esa versión o una posterior.`,
    )
  }
}

async function tieneFilas({ tandas }: Copia, tabla: string): Promise<boolean> {
  for await (const tanda of tandas(tabla)) return tanda.length > 0
  return false
}

/** Puts the secrets in their place first: a database without them is worth nothing. */
async function conSecretos(
  destino: string | undefined,
  secretos: SecretosLocales,
  hacer: () => Promise<void>,
): Promise<void> {
  const quitar = destino ? await escribirSecretos(destino, secretos) : async () => {}
  try {
    await hacer()
  } catch (error) {
    await quitar()
    throw error
  }
}

async function cargar(almacen: AlmacenSql, archivo: ArchivoDeRespaldo, migracion: string): Promise<void> {
  await almacen.migrar(migracion)
  await almacen.cargar(async (poner) => {
    await archivo.recorrer((lineas) => leerCopia(lineas, poner))
  })
  await almacen.migrar()
}

function dondeQuedan({ NODE_ENV }: Config, destino: string, porPoner: readonly string[]): string {
  if (NODE_ENV !== 'production' || porPoner.length === 0) return `Sus secretos quedaron en ${destino}.`
  return `Ponga en el entorno ${porPoner.join(', ')} con los valores de ${destino} y borre ese archivo.`
}
