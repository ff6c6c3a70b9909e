import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForSms, lastPage, smsTo, withCelular } from '../../support/http/celular.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const CELULAR = '987650001'
const NUMBER = 44_000_001

describe.each(ENGINES)('with the budget of SMS spent, on %s', (engine) => {
  let spent: TestProduct
  let whole: TestProduct
  beforeAll(async () => {
    // Four fifths of one SMS are none.
    spent = await createTestProduct({ engine, env: { SMS_PER_DAY: '1' } })
    whole = await createTestProduct({ engine })
  })
  afterAll(async () => {
    await spent.close()
    await whole.close()
  })

  it('whoever registers and asks for a code sees the same page, and none leaves', async () => {
    const seen = async (p: TestProduct) => {
      const me = await registerNatural(p, NUMBER, withCelular(CELULAR))
      const { status, url, ...page } = await askForSms(me, await lastPage(me, 'registrar'), 'registrar')
      return { status, path: url.split('?')[0], text: textOf({ status, url, ...page }) }
    }
    expect(await seen(spent)).toEqual(await seen(whole))
    expect(await smsTo(whole, CELULAR)).toHaveLength(1)
    expect(await smsTo(spent, CELULAR)).toEqual([])
  })
})
