import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { QueryNames, withStatementCache } from '../../src/storage/engine/statement-cache.ts'

describe('prepared queries', () => {
  let rawDatabase: Database.Database
  let database: { prepare(text: string): Database.Statement; close(): void }
  beforeEach(() => {
    rawDatabase = new Database(':memory:')
    database = withStatementCache<Database.Statement>(rawDatabase)
    database.prepare('create table cosas (n integer)').run()
    database.prepare('insert into cosas values (1), (2)').run()
  })
  afterEach(() => database.close())

  test('are prepared once for each text', () => {
    expect(database.prepare('select * from cosas')).toBe(database.prepare('select * from cosas'))
  })

  test('that are being read from are not given to somebody else', () => {
    const rows = database.prepare('select * from cosas').iterate()
    expect(rows.next().value).toEqual({ n: 1 })
    expect(database.prepare('select * from cosas').all()).toEqual([{ n: 1 }, { n: 2 }])
    expect(rows.next().value).toEqual({ n: 2 })
    expect(rows.next().done).toBe(true)
  })

  test('see a column that came after them', () => {
    database.prepare('select * from cosas').all()
    database.prepare('alter table cosas add column letter text').run()
    expect(database.prepare('select * from cosas').all()).toEqual([
      { n: 1, letter: null },
      { n: 2, letter: null },
    ])
  })

  test('are not kept without end', () => {
    const first = database.prepare('select 0 as n from cosas')
    for (let n = 1; n <= 300; n++) database.prepare(`select ${n} as n from cosas`)
    expect(database.prepare('select 0 as n from cosas')).not.toBe(first)
  })
})

describe('names of prepared queries', () => {
  const nombres = new QueryNames()

  test('are one for each text, until the tables change', () => {
    const one = nombres.of('select 1')
    expect(nombres.of('select 1')).toBe(one)
    expect(nombres.of('select 2')).not.toBe(one)
    expect(nombres.of('alter table cosas add column letter text')).toBeUndefined()
    expect(nombres.of('select 1')).not.toBe(one)
  })

  test('are not given without end', () => {
    for (let n = 0; n < 300; n++) nombres.of(`select ${n} as n`)
    expect(nombres.of('select one more')).toBeUndefined()
    expect(nombres.of('select 5 as n')).toBe(nombres.of('select 5 as n'))
  })
})
