import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ErrorNotes } from '../../../src/application/worker/error-notes.ts'
import { purge } from '../../../src/application/worker/purge.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { storeOver } from '../../../src/storage/index.ts'
import { type LoadedPage, ScriptFreeBrowser, textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const referenceOn = (page: LoadedPage): string =>
  /número de referencia: ([0-9A-F]{8})/.exec(textOf(page))?.[1] ?? ''

describe.each(ENGINES)('the reference of an error page, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const found = (reference: string) => p.deps.store.single.errorReferences.findByReference(reference)

  async function fail(): Promise<string> {
    const { captcha } = p.deps
    const { issue } = captcha
    captcha.issue = () => {
      throw new TypeError('a secret of the inside')
    }
    const page = await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'registrar'))
    captcha.issue = issue
    expect(page.status).toBe(500)
    return referenceOn(page)
  }

  it('is kept with route, moment, status and kind, and nothing of who or what was sent', async () => {
    const reference = await fail()
    expect(await found(reference)).toEqual([])
    await p.product.services.errorNotes.write()
    expect(await found(reference)).toEqual([
      {
        id: expect.stringMatching(new RegExp(`^${reference.toLowerCase()}-`)),
        reference,
        route: `GET ${pasoUrl('natural', 'registrar')}`,
        status: 500,
        kind: 'TypeError',
        createdAt: p.clock.now(),
      },
    ])
  })

  it('is kept 90 days, and 300 an hour at most: no flood of errors fills the table', async () => {
    const notes = new ErrorNotes(p.deps)
    const note = (index: number) =>
      notes.note({
        id: `lleno-${index}`,
        reference: 'LLENO234',
        route: 'GET /',
        status: 503,
        kind: 'sobrecarga',
      })
    for (let index = 0; index < 500; index++) {
      note(index)
      if (index % 10 === 0) await notes.write()
    }
    await notes.write()
    expect(await found('LLENO234')).toHaveLength(300)
    p.clock.advance({ days: 89 })
    await purge(p.deps)
    expect(await found('LLENO234')).toHaveLength(300)
    p.clock.advance({ days: 1 })
    while ((await purge(p.deps)).more);
    expect(await found('LLENO234')).toEqual([])
  })
})

describe('the reference of an error page, while the database is locked', () => {
  let p: TestProduct
  beforeEach(async () => {
    p = await createTestProduct({
      open: async (url) => {
        const store = storeOver(await openEngine(url, { waitMs: 150 }))
        await store.migrate()
        return store
      },
    })
  })
  afterEach(() => p.close())

  it('delays no answer, and is in the log only', async () => {
    const other = new Database(p.config.DATABASE_URL.slice('sqlite:'.length))
    other.exec('begin immediate')
    const page = await new ScriptFreeBrowser(p.app).open(pasoUrl('natural', 'registrar'))
    expect(page.status).toBe(503)
    await expect(p.product.services.errorNotes.write()).rejects.toThrow('the database cannot serve')
    other.exec('rollback')
    other.close()
    await p.product.services.errorNotes.write()
    expect(await p.deps.store.single.errorReferences.findByReference(referenceOn(page))).toEqual([])
  })
})
