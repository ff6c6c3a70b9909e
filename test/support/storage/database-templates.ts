/**
 * Global setup of a test run: a PostgreSQL server and a migrated database of each engine. Suites copy these
 * databases, which is much faster than migrating their own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openStore } from '../../../src/storage/index.ts'
import { databaseFolder } from './memory-folder.ts'
import { postgresUrl, runAdminSql, startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the server's unix socket. */
    postgresFolder: string
    /** File of the migrated SQLite database. */
    sqliteTemplate: string
  }
}

/** The migrated PostgreSQL database. PostgreSQL copies it only while nothing is connected to it. */
export const TEMPLATE_DATABASE = 'migrated_template'

/** Faster, and test data need not survive a crash. */
const WITHOUT_DURABILITY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'deadlock_timeout=20ms',
  // Half of what a database costs is made and dropped without its log.
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  // It may be in memory.
  'max_wal_size=256MB',
]

async function migrateDatabase(url: string): Promise<void> {
  const store = await openStore(url)
  await store.migrate()
  await store.close()
}

/** Creates both and provides their locations to the tests. @returns the teardown. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, stop } = await startPostgres(WITHOUT_DURABILITY, databaseFolder())
  await runAdminSql(folder, `create database ${TEMPLATE_DATABASE}`)
  await migrateDatabase(postgresUrl(folder, TEMPLATE_DATABASE))
  const tempFolder = await mkdtemp(join(databaseFolder(), 'clave-sence-template-'))
  const file = join(tempFolder, 'template.db')
  await migrateDatabase(`sqlite:${file}`)
  project.provide('postgresFolder', folder)
  project.provide('sqliteTemplate', file)
  return async () => {
    await stop()
    await rm(tempFolder, { recursive: true, force: true })
  }
}
