/** Brings a database up to the tables that the code expects. */
import { readdir } from 'node:fs/promises'
import type { Kysely, Transaction } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { type BaseCruda, cruda, type Motor } from './motor.ts'

const CARPETA = new URL('../../migrations/', import.meta.url)

/** Tables that the database itself keeps from changing what was written. */
export const SOLO_CRECEN = ['bitacora', 'sellos']

async function getMigrations(): Promise<Record<string, Migration>> {
  const archivos = (await readdir(CARPETA)).filter((archivo) => archivo.endsWith('.ts'))
  const cargar = async (archivo: string) =>
    [archivo.slice(0, -'.ts'.length), (await import(new URL(archivo, CARPETA).href)) as Migration] as const
  return Object.fromEntries(await Promise.all(archivos.map(cargar)))
}

const migrador = (db: Kysely<BaseCruda>) => new Migrator({ db, provider: { getMigrations } })

async function protegerLoEscrito(motor: Motor, db: Transaction<BaseCruda>): Promise<void> {
  const tablas = (await db.introspection.getTables()).map(({ name }) => name)
  for (const tabla of SOLO_CRECEN) if (tablas.includes(tabla)) await motor.soloCrece(db, tabla)
}

/**
 * Runs what is pending, all in one transaction; nodes that start at once wait for the first one.
 * @param hasta the last one to run, to restore a backup that is older than the code; all when left out.
 * @returns the names of those that ran.
 * @throws when one fails, and then none is kept; also when the database is newer than the code.
 */
export async function migrar(motor: Motor, hasta?: string): Promise<string[]> {
  try {
    const hechas = await cruda(motor.db)
      .transaction()
      .execute(async (trx) => {
        await motor.bloquearMigraciones(trx)
        const todas = migrador(trx)
        const { error, results } = await (hasta ? todas.migrateTo(hasta) : todas.migrateToLatest())
        if (error) throw error
        if (results?.length) await protegerLoEscrito(motor, trx)
        return results?.map(({ migrationName }) => migrationName) ?? []
      })
    await motor.asentar()
    return hechas
  } catch (error) {
    throw motor.falla(error) ?? error
  }
}

/** The names of the migrations, in order, and which of them this database has. */
export async function estadoDeMigraciones(
  motor: Motor,
): Promise<{ aplicadas: string[]; pendientes: string[] }> {
  try {
    const todas = await migrador(cruda(motor.db)).getMigrations()
    const nombres = (aplicada: boolean) =>
      todas.filter(({ executedAt }) => Boolean(executedAt) === aplicada).map(({ name }) => name)
    return { aplicadas: nombres(true), pendientes: nombres(false) }
  } catch (error) {
    throw motor.falla(error) ?? error
  }
}
