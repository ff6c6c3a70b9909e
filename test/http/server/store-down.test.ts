import { access, rm } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import type { Engine } from '../../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { storeOver } from '../../../src/storage/index.ts'
import { naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { naturalCuenta, registerNatural, shownProvisoria } from '../../support/http/journeys.ts'
import {
  filledForm,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

describe('when the database is unavailable', () => {
  let p: TestProduct
  let engine: Engine
  beforeEach(async () => {
    p = await createTestProduct({
      async open(url) {
        engine = await openEngine(url, { waitMs: 150 })
        const store = storeOver(engine)
        await store.migrate()
        return store
      },
    })
  })
  afterEach(() => p.close())

  const path = () => p.config.DATABASE_URL.slice('sqlite:'.length)

  function expectBusy(page: LoadedPage) {
    expect(page).toMatchObject({ status: 503, title: 'El sistema está ocupado' })
    expect(page.headers['retry-after']).toBe('30')
    expect(textOf(page)).toContain('No cambiamos nada en su cuenta.')
    expect(textOf(page)).toMatch(/número de referencia: [0-9A-F]{8}/)
    expect(page.html).not.toMatch(/SQLITE|sqlite|\.ts:\d|node_modules/)
  }

  it('locked: forms get a page that says so, nothing is written, and they work later', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(31_000_001),
    )
    const other = new Database(path())
    other.exec('begin immediate')
    expectBusy(await me.post(action, all))
    expect((await new ScriptFreeBrowser(p.app).open('/')).status).toBe(200)
    expect((await me.request(paths.readyz)).status).toBe(503)
    expect((await me.request(paths.healthz)).status).toBe(200)
    other.exec('rollback')
    other.close()
    await expect(naturalCuenta(p, 31_000_001)).rejects.toThrow('no natural cuenta')
    expect((await me.post(action, all)).title).toBe('Su cuenta fue creada')
  })

  it('locked: a page that would open a session says that the system is busy', async () => {
    const other = new Database(path())
    other.exec('begin immediate')
    expectBusy(await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'registrar')))
    other.exec('rollback')
    other.close()
  })

  it('full during a registration: nothing is half done, and the resent form works', async () => {
    const rows = async (table: string) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
        engine.db,
      )
      return rows[0]?.n ?? 0
    }
    const leaveFreePages = async (pages: number) => {
      const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(engine.db)
      await sql`pragma max_page_count = ${sql.lit((rows[0]?.pageCount ?? 0) + pages)}`.execute(engine.db)
    }
    const statuses: number[] = []
    for (let round = 0; round < 18; round++) {
      const me = new ScriptFreeBrowser(p.app)
      const fields = naturalRegistration(31_000_100 + round, { direccion: 'Los Aromos '.repeat(13) })
      const form = await me.open(pasoUrl('natural', 'registrar'))
      await leaveFreePages(round % 3)
      const page = await me.submitFrom(form, fields)
      await leaveFreePages(1_000_000)
      statuses.push(page.status)
      const cuentas = await rows('cuentas')
      expect([await rows('eventos'), await rows('avisos')]).toEqual([cuentas, cuentas])
      const again = await me.submitFrom(form, fields)
      const finished = again.status === 422 ? await me.submitFrom(again, fields) : again
      expect(finished.title).toBe('Su cuenta fue creada')
      expect(await rows('cuentas')).toBe(round + 1)
    }
    expect(new Set(statuses)).toEqual(new Set([200, 503]))
  })

  it('full when the session is saved: says so, and the resent form leads to the result', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(31_000_003),
    )
    await sql`
      create trigger no_room before insert on sessions
      when exists (select 1 from cuentas) and not exists (select 1 from sessions where id_fingerprint = new.id_fingerprint)
      begin select raise(abort, 'no room'); end`.execute(engine.db)
    expect((await me.post(action, all)).status).toBe(500)
    await sql`drop trigger no_room`.execute(engine.db)
    expect((await me.post(action, all)).title).toBe('Su cuenta fue creada')
  })

  it('full when the session is renewed: the browser keeps the whole session that it has', async () => {
    const me = await registerNatural(p, 31_000_004)
    const { action, all } = filledForm(
      await me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(31_000_004) }),
      {
        respuestaSecreta: RESPUESTA,
      },
    )
    await sql`
      create trigger no_room before insert on sessions
      when not exists (select 1 from sessions where id_fingerprint = new.id_fingerprint)
      begin select raise(abort, 'no room'); end`.execute(engine.db)
    expect((await me.post(action, all)).status).toBe(500)
    await sql`drop trigger no_room`.execute(engine.db)
    p.clock.advance({ minutes: 1 })
    expect(shownProvisoria(await me.open(pasoUrl('natural', 'recuperar', 'listo')))).not.toBe('')
  })

  it('deleted: everybody is told so, and no other file is created', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const { action, all } = filledForm(
      await me.open(pasoUrl('natural', 'registrar')),
      naturalRegistration(31_000_002),
    )
    await rm(path())
    expectBusy(await me.post(action, all))
    await expect(access(path())).rejects.toThrow('ENOENT')
  })
})
