import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pasoUrl } from '../../src/domain/urls.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { storeOver } from '../../src/storage/index.ts'
import { ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { type CountedEngine, countedEngine } from '../support/storage/counted-engine.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('what pages ask of the database, on %s', (engine) => {
  let p: TestProduct
  let counted: CountedEngine
  beforeAll(async () => {
    p = await createTestProduct({
      engine,
      async open(url) {
        counted = countedEngine(await openEngine(url))
        return storeOver(counted.engine)
      },
    })
  })
  afterAll(() => p.close())

  it('a first visit to a form: two statements, no transaction, no wait for the disk', async () => {
    // Once each half minute a process reads which limits are raised.
    await p.deps.raisedLimits.refresh()
    counted.take()
    const me = new ScriptFreeBrowser(p.app)
    expect((await me.open(pasoUrl('natural', 'cambiar'))).status).toBe(200)
    expect(counted.take()).toEqual({ statements: 2, transactions: 0, reads: 0, diskWaits: 0 })
  })

  it('Registrar: one more, for how many accounts its address made', async () => {
    counted.take()
    const me = new ScriptFreeBrowser(p.app)
    expect((await me.open(pasoUrl('natural', 'registrar'))).status).toBe(200)
    expect(counted.take()).toEqual({ statements: 3, transactions: 0, reads: 0, diskWaits: 0 })
  })

  it('the next one: the session is read, and nothing else', async () => {
    const me = new ScriptFreeBrowser(p.app)
    await me.open(pasoUrl('natural', 'registrar'))
    counted.take()
    expect((await me.open(pasoUrl('natural', 'recuperar'))).status).toBe(200)
    expect(counted.take()).toEqual({ statements: 1, transactions: 0, reads: 0, diskWaits: 0 })
  })

  it('a paso of a solicitud is read in read transactions', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const pregunta = await me.submit(pasoUrl('natural', 'recuperar'), { rut: '12.345.678-5' })
    counted.take()
    expect((await me.open(pregunta.url)).status).toBe(200)
    expect(counted.take()).toMatchObject({ transactions: 0, diskWaits: 0 })
  })
})
