/** Brings a database to the schema the code expects. */
import { readdir } from 'node:fs/promises'
import type { Kysely, Transaction } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { type Engine, type RawDatabase, rawDatabase } from './engine/engine-port.ts'
import { signFirstMark } from './repositories/audit-mark.ts'
import type { MarkKeeper } from './schema.ts'

const FOLDER = new URL('../../migrations/', import.meta.url)

/** The one with which the audit has a signed mark. */
const FIRST_MARK = '0017_audit_row_by_row'

/** Tables in which the database itself refuses changes. */
export const APPEND_ONLY = ['audit_entries', 'audit_seals']

const migrationNames = async (): Promise<string[]> =>
  (await readdir(FOLDER)).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length))

async function getMigrations(): Promise<Record<string, Migration>> {
  const load = async (name: string) =>
    [name, (await import(new URL(`${name}.ts`, FOLDER).href)) as Migration] as const
  return Object.fromEntries(await Promise.all((await migrationNames()).map(load)))
}

/**
 * Whether a database has exactly the migrations of the code, which one statement tells: the migrator describes every
 * table first, on each start and order. False too when it cannot be asked; the migrator says why.
 */
async function isCurrent(engine: Engine): Promise<boolean> {
  try {
    const names = await migrationNames()
    const rows = await rawDatabase(engine.db).selectFrom('kysely_migration').select('name').execute()
    const applied = new Set(rows.map(({ name }) => name))
    return applied.size === names.length && names.every((name) => applied.has(name))
  } catch {
    return false
  }
}

const createMigrator = (db: Kysely<RawDatabase>) => new Migrator({ db, provider: { getMigrations } })

async function protectAppendOnly(engine: Engine, db: Transaction<RawDatabase>): Promise<void> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  for (const table of APPEND_ONLY) if (tables.includes(table)) await engine.makeAppendOnly(db, table)
}

/**
 * Runs the pending migrations in one transaction; nodes starting at once wait for the first.
 * @param marks with what signs the audit, where that is of a version without signatures.
 * @param until the last one to run, to restore a backup older than the code; all by default.
 * @returns the names of those it ran.
 * @throws when one fails, and then none is kept; also when the database is newer than the code.
 */
export async function migrate(engine: Engine, marks: MarkKeeper, until?: string): Promise<string[]> {
  if (!until && (await isCurrent(engine))) return []
  try {
    const done = await rawDatabase(engine.db)
      .transaction()
      .execute(async (trx) => {
        await engine.lockMigrations(trx)
        const all = createMigrator(trx)
        const { error, results } = await (until ? all.migrateTo(until) : all.migrateToLatest())
        if (error) throw error
        const ran = results?.map(({ migrationName }) => migrationName) ?? []
        if (ran.length > 0) await protectAppendOnly(engine, trx)
        if (ran.includes(FIRST_MARK)) await signFirstMark(trx, marks)
        return ran
      })
    await engine.sync()
    return done
  } catch (error) {
    throw engine.failure(error) ?? error
  }
}

/** The names of all migrations, in order: those applied to this database and those pending. */
export async function migrationStatus(engine: Engine): Promise<{ applied: string[]; pending: string[] }> {
  try {
    const all = await createMigrator(rawDatabase(engine.db)).getMigrations()
    const names = (applied: boolean) =>
      all.filter(({ executedAt }) => Boolean(executedAt) === applied).map(({ name }) => name)
    return { applied: names(true), pending: names(false) }
  } catch (error) {
    throw engine.failure(error) ?? error
  }
}
