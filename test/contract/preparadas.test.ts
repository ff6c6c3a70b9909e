import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { conPreparadas, NombresDeConsultas } from '../../src/storage/preparadas.ts'

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

describe('names of prepared queries', () => {
  const nombres = new NombresDeConsultas()

  test('are one for each text, until the tables change', () => {
    const uno = nombres.de('select 1')
    expect(nombres.de('select 1')).toBe(uno)
    expect(nombres.de('select 2')).not.toBe(uno)
    expect(nombres.de('alter table cosas add column letra text')).toBeUndefined()
    expect(nombres.de('select 1')).not.toBe(uno)
  })

  test('are not given without end', () => {
    for (let n = 0; n < 300; n++) nombres.de(`select ${n} as n`)
    expect(nombres.de('select one more')).toBeUndefined()
    expect(nombres.de('select 5 as n')).toBe(nombres.de('select 5 as n'))
  })
})
