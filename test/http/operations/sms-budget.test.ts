import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLAVE } from '../../support/data/personas.ts'
import { askForSms, lastPage, smsTo, withCelular } from '../../support/http/celular.ts'
import { cambiar, registerConfirmed, registerNatural } from '../../support/http/journeys.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const CELULAR = '987650001'
const OTHER_CELULAR = '987650002'
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

  it('whoever proves an account just made is as much a stranger, until its mailbox is confirmed', async () => {
    const me = await registerNatural(spent, NUMBER + 1, withCelular(OTHER_CELULAR))
    await cambiar(me, NUMBER + 1, CLAVE, 'Qu3ltehue!')
    await askForSms(me, await lastPage(me, 'cambiar'), 'cambiar')
    expect(await smsTo(spent, OTHER_CELULAR)).toEqual([])
    const owner = await registerConfirmed(spent, NUMBER + 2, withCelular(OTHER_CELULAR))
    await cambiar(owner, NUMBER + 2, CLAVE, 'Qu3ltehue!')
    await askForSms(owner, await lastPage(owner, 'cambiar'), 'cambiar')
    expect(await smsTo(spent, OTHER_CELULAR)).toHaveLength(1)
  })
})
