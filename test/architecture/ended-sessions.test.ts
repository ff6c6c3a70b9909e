import { expect, it } from 'vitest'
import { readSources } from './sources.ts'

/** What ends the sessions of an account, or the account. */
const ENDS = /\b(?:sessions\.deleteByCuenta|cuentas\.close|cuentas\.erase)\(/
const endsAlone = (source: string): boolean => ENDS.test(source) && !source.includes('openId.endByCuenta(')

it('whatever ends the sessions of an account ends what it has open with other systems', async () => {
  const sources = await readSources(['src/application', 'src/http', 'src/openid'], '.ts')
  expect(Object.keys(sources).filter((path) => endsAlone(sources[path] ?? ''))).toEqual([])
  expect(Object.values(sources).filter((source) => ENDS.test(source))).toHaveLength(3)
  expect(endsAlone('await uow.cuentas.erase(id)')).toBe(true)
})
