import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { validateForCambiar } from '../../src/application/citizen/cambiar/cambiar.ts'
import { pasoUrl } from '../../src/domain/urls.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { CLAVE, rutOf } from '../support/data/personas.ts'
import { registerConfirmed } from '../support/http/journeys.ts'
import { filledForm, ScriptFreeBrowser } from '../support/http/script-free-browser.ts'
import { type CountedProduct, createCountedProduct } from '../support/product/counted-product.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('what a clave asks of the database, begins and commits included, on %s', (engine) => {
  let p: CountedProduct
  beforeAll(async () => {
    p = await createCountedProduct({ engine })
    for (const number of [38_000_001, 38_000_002]) await registerConfirmed(p, number)
  })
  afterAll(() => p.close())

  let forms = 0
  const validate = (number: number, claveActual: string) =>
    p.count(async () => {
      const form = { form: '', token: '', respuesta: '', body: `envio ${forms++}` }
      const data = { perfil: 'natural' as const, rut: rutOf(number), claveActual }
      await validateForCambiar(p.deps, CONTEXT, { data, form, volver: null })
    })

  // The fifteenth is for the browser (docs/decisions/0039): it is remembered the first time, and found the next.
  it('a whole POST with the right one: 15 statements, the first time in a browser and afterwards', async () => {
    const me = new ScriptFreeBrowser(p.app)
    for (const _time of ['first', 'second']) {
      const page = await me.open(pasoUrl('natural', 'cambiar'))
      const { action, all } = filledForm(page, { rut: rutOf(38_000_001), claveActual: CLAVE })
      let status = 0
      const work = await p.count(async () => {
        status = (await me.postRaw(action, all)).status
      })
      expect(status).toBe(303)
      expect(work).toEqual({ statements: 15, transactions: 1, diskWaits: 1 })
    }
  })

  // The POST adds four to this: the session read, the limit of posts, the session renewed, and the browser.
  it('the right one: 11 statements, one transaction, one wait for the disk', async () => {
    const work = await validate(38_000_001, CLAVE)
    expect(work).toEqual({ statements: 11, transactions: 1, diskWaits: 1 })
    expect(await validate(38_000_001, CLAVE)).toEqual(work)
  })

  it('a wrong one: the same with an account and without, the first time and the second', async () => {
    const first = { statements: 9, transactions: 1, diskWaits: 1 }
    const second = { statements: 13, transactions: 2, diskWaits: 2 }
    for (const number of [38_000_002, 38_000_099]) {
      expect(await validate(number, 'no es esta')).toEqual(first)
      expect(await validate(number, 'no es esta')).toEqual(second)
    }
  })

  it('one that looks like a temporary key: the same with an account and without', async () => {
    const known = await validate(38_000_001, 'ABCDEFGHJK')
    expect(known).toEqual({ statements: 13, transactions: 2, diskWaits: 2 })
    expect(await validate(38_000_098, 'ABCDEFGHJK')).toEqual(known)
  })
})
