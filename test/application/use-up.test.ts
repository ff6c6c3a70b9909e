import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Deps } from '../../src/application/ports.ts'
import { useUp } from '../../src/application/request/use-up.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { addMinutes, runAtOnce } from '../support/storage/contract.ts'
import { ENGINES } from '../support/storage/databases.ts'

describe.each(ENGINES)('what a form may use once, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())

  const until = () => addMinutes(10, p.clock.now())

  it('serves one of many forms at once, and the same one sent again', async () => {
    const used = await runAtOnce(10, (index) => useUp(p.deps, 'una', `cuerpo ${index}`, until()))
    expect(used.filter((one) => one === 'now')).toHaveLength(1)
    expect(used.filter((one) => one instanceof Date)).toHaveLength(9)
    expect(await useUp(p.deps, 'una', `cuerpo ${used.indexOf('now')}`, until())).toBe('before')
  })

  it('given back while another form asks for it, it is used up by that one', async () => {
    await useUp(p.deps, 'otra', 'primero', until())
    const { store } = p.deps
    const { submissions } = store.single
    const givesBack: Pick<Deps['store']['single']['submissions'], 'findById'> = {
      async findById(id) {
        await submissions.release(id)
        return submissions.findById(id)
      },
    }
    const meanwhile = { ...store, single: { ...store.single, submissions: { ...submissions, ...givesBack } } }
    expect(await useUp({ ...p.deps, store: meanwhile }, 'otra', 'segundo', until())).toBe('now')
    expect(await useUp(p.deps, 'otra', 'tercero', until())).toBeInstanceOf(Date)
  })
})
