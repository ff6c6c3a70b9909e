import { expect, it } from 'vitest'
import {
  mayRetireFrom,
  type SigningKey,
  whyNotPublish,
  whyNotRetire,
  whyNotSign,
} from '../../../src/domain/openid/signing-keys.ts'
import type { Refused } from '../../../src/domain/outcome/result.ts'

const hours = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 3_600_000)
const keyOf = (id: string, changes: Partial<SigningKey> = {}): SigningKey => ({
  id,
  estado: 'publicada',
  publishedAt: hours(0),
  signingSince: null,
  retiredAt: null,
  ...changes,
})
const SIGNS = keyOf('a', { estado: 'firma', signingSince: hours(0) })
const code = (refused: Refused | undefined) => refused?.refusals[0]?.code ?? 'bien'
const at = (now: number, isUrgent = false) => ({ now: hours(now), isUrgent })

it('a published key signs once systems have had a day to read it, or in an emergency a minute for the nodes', () => {
  const keys = [SIGNS, keyOf('b', { publishedAt: hours(10) })]
  for (const [now, isUrgent, expected] of [
    [33.99, false, 'firma_nadie_la_ha_visto'],
    [34, false, 'bien'],
    [10.01, true, 'firma_espere_nodos'],
    [10.02, true, 'bien'],
  ] as const)
    expect([now, code(whyNotSign(keys, 'b', at(now, isUrgent)))]).toEqual([now, expected])
  expect(code(whyNotSign(keys, 'a', at(90)))).toBe('firma_ya_firma')
  expect(code(whyNotSign(keys, 'c', at(90)))).toBe('firma_no_existe')
})

it('a key that signed is retired a day after another took over, or in an emergency a minute', () => {
  const former = keyOf('a', { signingSince: hours(0) })
  const keys = [former, keyOf('b', { estado: 'firma', signingSince: hours(50) })]
  expect(mayRetireFrom(former, keys)).toEqual(hours(74))
  for (const [now, isUrgent, expected] of [
    [73.9, false, 'firma_con_ingresos_vigentes'],
    [74, false, 'bien'],
    [50.01, true, 'firma_espere_nodos'],
    [50.02, true, 'bien'],
  ] as const)
    expect([now, code(whyNotRetire(keys, 'a', at(now, isUrgent)))]).toEqual([now, expected])
})

it('the one that signs is never retired, nor one that was, again; one that never signed at any time', () => {
  const waiting = keyOf('b', { publishedAt: hours(2) })
  const gone = keyOf('c', { estado: 'retirada', signingSince: hours(-9), retiredAt: hours(1) })
  const keys = [SIGNS, waiting, gone]
  for (const isUrgent of [false, true]) {
    expect(code(whyNotRetire(keys, 'a', at(900, isUrgent)))).toBe('firma_es_la_que_firma')
    expect(code(whyNotRetire(keys, 'c', at(900, isUrgent)))).toBe('firma_no_existe')
    expect(code(whyNotSign(keys, 'c', at(900, isUrgent)))).toBe('firma_no_existe')
    expect(code(whyNotRetire(keys, 'b', at(2, isUrgent)))).toBe('bien')
  }
})

it('one key at most waits to sign', () => {
  expect(code(whyNotPublish([SIGNS, keyOf('b')]))).toBe('firma_ya_publicada')
  expect(code(whyNotPublish([SIGNS, keyOf('b', { signingSince: hours(-40) })]))).toBe('bien')
})
