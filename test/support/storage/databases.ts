/** Fresh databases for tests. */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { TEST_SEALER } from './audit.ts'
import { TEMPLATE_DATABASE } from './database-templates.ts'
import { databaseFolder } from './memory-folder.ts'
import { postgresUrl, runAdminSql } from './postgres.ts'

export const ENGINES = ['sqlite', 'postgres'] as const
export type EngineName = (typeof ENGINES)[number]

export interface TestDatabase {
  url: string
  /** Deletes the database; close every connection first. */
  remove(): Promise<void>
}

/** Creates an empty database, without migrations. */
export const createEmptyDatabase = (engine: EngineName): Promise<TestDatabase> =>
  engine === 'sqlite' ? createSqliteDatabase(async () => {}) : createPostgresDatabase('template0')

/** Creates and migrates an SQLite database, for runs without the template of {@link createTestDatabase}. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase('sqlite')
  const store = await openStore(database.url)
  await store.migrate()
  await store.close()
  return database
}

/** Creates a migrated database, copied from the template. */
export const createTestDatabase = (engine: EngineName): Promise<TestDatabase> =>
  engine === 'sqlite'
    ? createSqliteDatabase((file) => copyFile(inject('sqliteTemplate'), file))
    : createPostgresDatabase(TEMPLATE_DATABASE)

async function createSqliteDatabase(prepare: (file: string) => Promise<void>): Promise<TestDatabase> {
  const folder = await mkdtemp(join(databaseFolder(), 'clave-sence-'))
  const file = join(folder, 'test.db')
  await prepare(file)
  return { url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true }) }
}

async function createPostgresDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const folder = inject('postgresFolder')
  await runAdminSql(folder, `create database ${name} template ${template} strategy file_copy`)
  return {
    url: postgresUrl(folder, name),
    remove: () => runAdminSql(folder, `drop database ${name} with (force)`),
  }
}

/** Opens a store on a new migrated database; `close` also deletes the database. */
export async function openTestStore(engine: EngineName): Promise<SqlStore> {
  const database = await createTestDatabase(engine)
  const store = await openStore(database.url)
  store.signAudit(TEST_SEALER)
  return {
    ...store,
    async close() {
      await store.close()
      await database.remove()
    },
  }
}
