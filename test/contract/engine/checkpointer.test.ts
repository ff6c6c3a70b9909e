import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Checkpointer, remainingPages } from '../../../src/storage/engine/checkpointer.ts'
import { createEmptyDatabase, type TestDatabase } from '../../support/storage/databases.ts'

describe('the journal of a SQLite file', () => {
  let file: TestDatabase
  let database: Database.Database
  beforeEach(async () => {
    file = await createEmptyDatabase('sqlite')
    database = new Database(file.url.slice('sqlite:'.length))
    database.pragma('journal_mode = wal')
    database.pragma('wal_autocheckpoint = 0')
    database.exec('create table things (text text)')
  })
  afterEach(async () => {
    database.close()
    await file.remove()
  })

  const write = (checkpointer: Checkpointer, count: number) => {
    for (let i = 0; i < count; i++) {
      database.prepare('insert into things values (?)').run('x'.repeat(10_000))
      checkpointer.wrote()
    }
  }

  it('is copied when it has grown, the last of it while nobody writes, and begins anew', async () => {
    const held: number[] = []
    const checkpointer = new Checkpointer(
      database,
      async (run) => {
        held.push(remainingPages(database))
        await run()
        held.push(remainingPages(database))
      },
      50,
    )
    write(checkpointer, 32)
    await checkpointer.idle()
    expect(held).toEqual([expect.any(Number), 0])
    write(checkpointer, 1)
    expect(remainingPages(database)).toBeLessThan(20)
  })

  it('is left alone while it is small', async () => {
    let copies = 0
    const checkpointer = new Checkpointer(database, async () => void copies++)
    write(checkpointer, 64)
    await checkpointer.idle()
    expect(copies).toBe(0)
  })

  it('is copied even if writers cannot be held back, and a failure reaches nobody', async () => {
    const checkpointer = new Checkpointer(database, () => Promise.reject(new Error('closing')), 50)
    write(checkpointer, 32)
    await checkpointer.idle()
    expect(remainingPages(database)).toBe(0)
  })
})
