/** Stores to measure on. */
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { TEST_SEALER } from '../../../test/support/storage/audit.ts'
import { postgresUrl, startPostgres } from '../../../test/support/storage/postgres.ts'
import { createFolder } from './environment.ts'

const EMPTY = {
  async SQLite() {
    const { folder, remove } = await createFolder()
    return { url: `sqlite:${folder}/medida.db`, remove }
  },
  async PostgreSQL() {
    const { folder, stop } = await startPostgres([])
    return { url: postgresUrl(folder, 'postgres'), remove: stop }
  },
}

/** Opens the store of a database that is empty, and makes its tables. */
export async function openMigrated(url: string): Promise<SqlStore> {
  const store = await openStore(url)
  store.signAudit(TEST_SEALER)
  await store.migrate()
  return store
}

/** Makes our tables in an empty database. */
export async function makeTables(url: string): Promise<void> {
  const store = await openMigrated(url)
  await store.close()
}

/** Measures on an empty store of each engine, one after the other. */
export async function onEachEngine(
  measure: (store: SqlStore, engine: string) => Promise<void>,
): Promise<void> {
  for (const [engine, start] of Object.entries(EMPTY)) {
    const { url, remove } = await start()
    const store = await openMigrated(url)
    await measure(store, engine)
    await store.close()
    await remove()
  }
}
