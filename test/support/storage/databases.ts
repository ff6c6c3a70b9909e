/** Databases for the tests, each a new one. */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { TEMPLATE_DATABASE } from './database-templates.ts'
import { postgresUrl, runAdminSql } from './postgres.ts'

export const ENGINES = ['sqlite', 'postgres'] as const
export type EngineName = (typeof ENGINES)[number]

export interface TestDatabase {
  url: string
  /** Removes it; nothing may have it open. */
  remove(): Promise<void>
}

/** A new and empty database of an engine, for who migrates it. */
export const createEmptyDatabase = (engine: EngineName): Promise<TestDatabase> =>
  engine === 'sqlite' ? createSqliteDatabase(async () => {}) : createPostgresDatabase('template0')

/** As {@link createTestDatabase}, migrated here: outside of the run that has one ready to copy. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase('sqlite')
  const store = await openStore(database.url)
  await store.migrate()
  await store.close()
  return database
}

/** A new database of an engine that the real migrations brought up. */
export const createTestDatabase = (engine: EngineName): Promise<TestDatabase> =>
  engine === 'sqlite'
    ? createSqliteDatabase((file) => copyFile(inject('sqliteTemplate'), file))
    : createPostgresDatabase(TEMPLATE_DATABASE)

async function createSqliteDatabase(prepare: (file: string) => Promise<void>): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-'))
  const file = join(folder, 'test.db')
  await prepare(file)
  return { url: `sqlite:${file}`, remove: () => rm(folder, { recursive: true }) }
}

async function createPostgresDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const folder = inject('postgresFolder')
  await runAdminSql(folder, `create database ${name} template ${template}`)
  return {
    url: postgresUrl(folder, name),
    remove: () => runAdminSql(folder, `drop database ${name} with (force)`),
  }
}

/** A new and migrated storage; `close` also removes its database. */
export async function openTestStore(engine: EngineName): Promise<SqlStore> {
  const database = await createTestDatabase(engine)
  const store = await openStore(database.url)
  return {
    ...store,
    async close() {
      await store.close()
      await database.remove()
    },
  }
}
