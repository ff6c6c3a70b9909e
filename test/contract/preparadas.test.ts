import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { conPreparadas } from '../../src/storage/preparadas.ts'

describe('prepared queries', () => {
  let cruda: Database.Database
  let base: { prepare(texto: string): Database.Statement; close(): void }
  beforeEach(() => {
    cruda = new Database(':memory:')
    base = conPreparadas<Database.Statement>(cruda)
    base.prepare('create table cosas (n integer)').run()
    base.prepare('insert into cosas values (1), (2)').run()
  })
  afterEach(() => base.close())

  test('are prepared once for each text', () => {
    expect(base.prepare('select * from cosas')).toBe(base.prepare('select * from cosas'))
  })

  test('that are being read from are not given to somebody else', () => {
    const filas = base.prepare('select * from cosas').iterate()
    expect(filas.next().value).toEqual({ n: 1 })
    expect(base.prepare('select * from cosas').all()).toEqual([{ n: 1 }, { n: 2 }])
    expect(filas.next().value).toEqual({ n: 2 })
    expect(filas.next().done).toBe(true)
  })

  test('see a column that came after them', () => {
    base.prepare('select * from cosas').all()
    base.prepare('alter table cosas add column letra text').run()
    expect(base.prepare('select * from cosas').all()).toEqual([
      { n: 1, letra: null },
      { n: 2, letra: null },
    ])
  })

  test('are not kept without end', () => {
    const primera = base.prepare('select 0 as n from cosas')
    for (let n = 1; n <= 300; n++) base.prepare(`select ${n} as n from cosas`)
    expect(base.prepare('select 0 as n from cosas')).not.toBe(primera)
  })
})
