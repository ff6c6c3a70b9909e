import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { QueryNames, withStatementCache } from '../../../src/storage/engine/statement-cache.ts'

describe('the statement cache', () => {
  let rawDatabase: Database.Database
  let database: { prepare(text: string): Database.Statement; close(): void }
  beforeEach(() => {
    rawDatabase = new Database(':memory:')
    database = withStatementCache<Database.Statement>(rawDatabase)
    database.prepare('create table cosas (n integer)').run()
    database.prepare('insert into cosas values (1), (2)').run()
  })
  afterEach(() => database.close())

  it('prepares each text once', () => {
    expect(database.prepare('select * from cosas')).toBe(database.prepare('select * from cosas'))
  })

  it('does not share a statement that is being iterated', () => {
    const rows = database.prepare('select * from cosas').iterate()
    expect(rows.next().value).toEqual({ n: 1 })
    expect(database.prepare('select * from cosas').all()).toEqual([{ n: 1 }, { n: 2 }])
    expect(rows.next().value).toEqual({ n: 2 })
    expect(rows.next().done).toBe(true)
  })

  it('sees a column added after it prepared a statement', () => {
    database.prepare('select * from cosas').all()
    database.prepare('alter table cosas add column letter text').run()
    expect(database.prepare('select * from cosas').all()).toEqual([
      { n: 1, letter: null },
      { n: 2, letter: null },
    ])
  })

  it('is bounded', () => {
    const first = database.prepare('select 0 as n from cosas')
    for (let n = 1; n <= 300; n++) database.prepare(`select ${n} as n from cosas`)
    expect(database.prepare('select 0 as n from cosas')).not.toBe(first)
  })
})

describe('query names', () => {
  const names = new QueryNames()

  it('are stable per text until the schema changes', () => {
    const one = names.of('select 1')
    expect(names.of('select 1')).toBe(one)
    expect(names.of('select 2')).not.toBe(one)
    expect(names.of('alter table cosas add column letter text')).toBeUndefined()
    expect(names.of('select 1')).not.toBe(one)
  })

  it('are bounded', () => {
    for (let n = 0; n < 300; n++) names.of(`select ${n} as n`)
    expect(names.of('select one more')).toBeUndefined()
    expect(names.of('select 5 as n')).toBe(names.of('select 5 as n'))
  })
})
