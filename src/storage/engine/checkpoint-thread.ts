/** Runs in a thread of its own: copies the journal of the SQLite file named by its data into the file. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { remainingPages } from './checkpointer.ts'

/** What is written meanwhile is copied by another pass, which is shorter. */
const PASSES = 12
/** Copied while nobody writes: a few milliseconds, where the disk has nothing else to do. */
const LAST_PAGES = 32

const database = new Database(String(workerData), { fileMustExist: true })
// The journal is synced before it is copied, and the file before the journal begins anew.
database.pragma('synchronous = normal')
const copy = () => database.pragma('wal_checkpoint(passive)')

for (let pass = 1; pass <= PASSES && remainingPages(database) > LAST_PAGES; pass++) copy()
if (parentPort) {
  parentPort.postMessage('nearly done')
  await once(parentPort, 'message')
}
copy()
database.close()
