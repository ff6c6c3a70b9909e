/**
 * What a run of the tests begins with: a PostgreSQL server, and one database of each engine brought up by the real
 * migrations. Each suite copies it, which is much faster than to migrate its own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openStore } from '../../../src/storage/index.ts'
import { postgresUrl, runAdminSql, startPostgres } from './postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the server's unix socket. */
    postgresFolder: string
    /** The file of the migrated database of SQLite. */
    sqliteTemplate: string
  }
}

/** The migrated database of the server. Nothing has it open while it is copied. */
export const TEMPLATE_DATABASE = 'migrated_template'

/** What makes tests quick: nothing of it outlives them. */
const WITHOUT_DURABILITY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'deadlock_timeout=20ms',
]

async function migrateDatabase(url: string): Promise<void> {
  const store = await openStore(url)
  await store.migrate()
  await store.close()
}

/** Makes both and tells the tests where they are; the returned function removes them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { folder, stop } = await startPostgres(WITHOUT_DURABILITY)
  await runAdminSql(folder, `create database ${TEMPLATE_DATABASE}`)
  await migrateDatabase(postgresUrl(folder, TEMPLATE_DATABASE))
  const tempFolder = await mkdtemp(join(tmpdir(), 'clave-sence-template-'))
  const file = join(tempFolder, 'template.db')
  await migrateDatabase(`sqlite:${file}`)
  project.provide('postgresFolder', folder)
  project.provide('sqliteTemplate', file)
  return async () => {
    await stop()
    await rm(tempFolder, { recursive: true, force: true })
  }
}
