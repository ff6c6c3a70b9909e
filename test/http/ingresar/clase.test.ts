/** A class that signs in to its course: one room, one address, one minute. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingresarUrl } from '../../../src/domain/ingresar-paths.ts'
import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { CLAVE, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, interaccionIn, outcome, withSistema } from '../../support/http/ingresar.ts'
import { ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const PEOPLE = 30
/** As they come: tests of other things have none. */
const SHIPPED = {
  LIMIT_FREE_POSTS_PER_10_MINUTES: '60',
  LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: '300',
  LIMIT_FREE_HASH_WAIT_SECONDS: '4',
}

let p: TestProduct
let cursos: Sistema
const numbers = Array.from({ length: PEOPLE }, (_, at) => 28_000_000 + at)
beforeAll(async () => {
  p = await createTestProduct({ env: SHIPPED })
  cursos = await withSistema(p)
  const claveHash = await p.deps.hasher.reserve(CONTEXT, 1, (one) => one.create(CLAVE))
  for (const number of numbers) await reachableCuenta(p, number, { claveHash })
})
afterAll(() => p.close())

/** Signs one of them in. @returns what the course gets. */
async function enter(number: number, at: number): Promise<string> {
  const me = new ScriptFreeBrowser(p.app)
  const begun = await me.open(authorizeUrl(cursos))
  const form = await me.open(ingresarUrl('natural', interaccionIn(begun)))
  const rut = rutOf(number)
  // One in three is wrong the first time.
  const last = at % 3 === 0 ? await me.submitFrom(form, { rut, clave: 'Equivocada1!' }) : form
  if (last !== form) expect(last.errors.join(' ')).toContain('Le quedan 4 intentos')
  return outcome(me, await me.submitFrom(last, { rut, clave: CLAVE }))
}

it('thirty people of one address sign in at once, some of them wrong at first: nobody waits or is locked out', async () => {
  const outcomes = await Promise.all(numbers.map(enter))
  expect(outcomes).toEqual(numbers.map(() => 'code at cursos.test'))
})
