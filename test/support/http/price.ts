import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { composeProduct } from '../../../src/composition.ts'
import { createLog } from '../../../src/log.ts'
import { assemble } from '../../../src/server.ts'
import type { TestProduct } from '../product/test-product.ts'
import { type FormFields, inputValue, type LoadedPage } from './script-free-browser.ts'

/** Whether a form has a price, or expects to have one soon. */
export const hasPrice = (page: LoadedPage): boolean => page.html.includes('name="precio"')

/** Works out the price of a page, as its script does. @returns what the form then sends besides `fields`. */
export async function paidFields(page: LoadedPage, fields: FormFields = {}): Promise<FormFields> {
  const token = inputValue(page, 'precio') ?? ''
  const challenge = JSON.parse(Buffer.from(token, 'base64url').toString())
  const solution = await solveChallenge({ challenge, deriveKey })
  const easier = /data-easier-token="([^"]+)"/.exec(page.html)?.[1]
  return {
    ...fields,
    ...(easier && { captchaFicha: easier }),
    precioSolucion: `${solution?.counter}.${solution?.derivedKey}`,
  }
}

/** The level of a page's price. */
export const levelOf = (page: LoadedPage): number =>
  JSON.parse(Buffer.from(inputValue(page, 'precio') ?? '', 'base64url').toString()).parameters.data.level

/** Another node on the same database, with a memory of its own. */
export async function anotherNode({ config, clock }: TestProduct) {
  const composition = await composeProduct(config, clock)
  const { app } = await assemble(config, composition, createLog('silent'))
  return { app, close: () => composition.close() }
}
