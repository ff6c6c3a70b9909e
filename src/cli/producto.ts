/** Opens the product for an order: as it is, never migrating nor making anything that is missing. */
import { existsSync } from 'node:fs'
import type { Operador } from '../application/operador/operador.ts'
import { AlmacenNoDisponible } from '../application/ports.ts'
import { type Composicion, componer } from '../composition.ts'
import { archivoDeBase, type Config, leerConfig, type SecretosLocales } from '../config.ts'
import { archivoDeSecretos, secretosLocales } from '../secretos-locales.ts'
import { type AlmacenSql, abrirAlmacen } from '../storage/index.ts'
import { type Entrada, type Fin, type Mundo, OrdenFallida, OrdenMalEscrita } from './orden.ts'

/** The secrets that development made. @throws {OrdenFallida} when it did not make any. */
function secretosExistentes(carpeta: string): SecretosLocales {
  const archivo = archivoDeSecretos(carpeta)
  if (!existsSync(archivo)) {
    throw new OrdenFallida(`Faltan los secretos: no están en el entorno ni en ${archivo}.`)
  }
  return secretosLocales(carpeta)
}

/** @throws {ConfigInvalida} {OrdenFallida} */
export const leerAjustes = ({ entorno }: Mundo): Config => leerConfig(entorno, secretosExistentes)

/** Opens a database that exists. @throws {OrdenFallida} {AlmacenNoDisponible} */
export async function abrirBase(config: Config): Promise<AlmacenSql> {
  const archivo = archivoDeBase(config)
  if (archivo && !existsSync(archivo)) throw new OrdenFallida(`No existe la base de datos ${archivo}.`)
  return abrirAlmacen(config.DATABASE_URL)
}

/** Runs an order over the product and closes it. @throws {RaizIlegible} with the keys of another database. */
export async function conProducto(
  mundo: Mundo,
  hacer: (composicion: Composicion, config: Config) => Promise<Fin>,
): Promise<Fin> {
  const config = leerAjustes(mundo)
  const almacen = await abrirBase(config)
  try {
    return await hacer(await componer(config, mundo.reloj, async () => almacen), config)
  } finally {
    await almacen.cerrar()
  }
}

/** Why this version cannot work with the tables of a database; nothing when it can. Runs no migration. */
export async function desfase(almacen: AlmacenSql): Promise<string | undefined> {
  const pendientes = await almacen.migracionesPendientes()
  if (pendientes.length > 0) return `faltan ${pendientes.join(', ')}: se hacen al arrancar el producto`
  try {
    // With none pending it does nothing, and fails when the database has some that are not known here.
    await almacen.migrar()
    return undefined
  } catch (error) {
    if (error instanceof AlmacenNoDisponible) throw error
    return 'la base de datos es de una versión posterior a esta'
  }
}

/** As {@link conProducto}, for orders that need the tables of this version. @throws {OrdenFallida} without them. */
export const conProductoAlDia = (
  mundo: Mundo,
  hacer: (composicion: Composicion) => Promise<Fin>,
): Promise<Fin> =>
  conProducto(mundo, async (composicion) => {
    const motivo = await desfase(composicion.almacen)
    if (motivo) throw new OrdenFallida(`Migraciones: ${motivo}.`)
    return hacer(composicion)
  })

/** @throws {OrdenMalEscrita} when the name could not stand in the audit. */
export function operadorDe({ quien }: Mundo, { opciones }: Entrada, origen: string): Operador {
  const nombre = opciones.operador ?? quien
  if (!/^[\w.@-]{1,64}$/.test(nombre)) {
    throw new OrdenMalEscrita('El nombre del operador lleva letras sin acento, números, punto, guion o @.')
  }
  return { nombre, origen }
}
