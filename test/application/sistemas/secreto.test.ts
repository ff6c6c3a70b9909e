import { expect, it } from 'vitest'
import { secretoHash, verifySecreto } from '../../../src/application/openid/verify-secreto.ts'
import { rotateSecretos } from '../../../src/domain/sistemas/sistema.ts'
import { createFingerprints } from '../../../src/security/fingerprints.ts'
import { sistemaOf } from '../../support/data/sistemas.ts'

const deps = { fingerprints: createFingerprints(Buffer.alloc(32, 7)) }
const NOW = new Date('2026-03-05T12:00:00.000Z')
const inHours = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)
const hashOf = (secret: string) => secretoHash(deps, 'cursos', secret)
const ONE = sistemaOf({ secretos: [{ hash: hashOf('uno'), createdAt: NOW, expiresAt: null }] })

it('a secret is good for its own system, while that is active', () => {
  expect(verifySecreto(deps, ONE, 'uno', NOW)).toBe(true)
  for (const wrong of ['', 'dos', 'UNO', hashOf('uno')])
    expect(verifySecreto(deps, ONE, wrong, NOW)).toBe(false)
  expect(verifySecreto(deps, { ...ONE, id: 'otro' }, 'uno', NOW)).toBe(false)
  expect(verifySecreto(deps, { ...ONE, estado: 'suspendido' }, 'uno', NOW)).toBe(false)
  expect(verifySecreto(deps, { ...ONE, secretos: [] }, '', NOW)).toBe(false)
})

it('a former secret works until the overlap ends, and no rotation makes it last longer', () => {
  const two = { ...ONE, secretos: rotateSecretos(ONE, hashOf('dos'), { now: NOW, until: inHours(24) }) }
  for (const secret of ['uno', 'dos']) expect(verifySecreto(deps, two, secret, inHours(23))).toBe(true)
  expect([
    verifySecreto(deps, two, 'uno', inHours(24)),
    verifySecreto(deps, two, 'dos', inHours(24)),
  ]).toEqual([false, true])
  const [now, until] = [inHours(1), inHours(48)]
  const three = { ...two, secretos: rotateSecretos(two, hashOf('tres'), { now, until }) }
  const working = (hours: number) =>
    ['uno', 'dos', 'tres'].filter((secret) => verifySecreto(deps, three, secret, inHours(hours)))
  expect(working(23)).toEqual(['uno', 'dos', 'tres'])
  expect(working(47)).toEqual(['dos', 'tres'])
  expect(working(48)).toEqual(['tres'])
})

it('without an overlap the former ones end at once', () => {
  const { secretos } = { secretos: rotateSecretos(ONE, hashOf('dos'), { now: NOW, until: NOW }) }
  expect(secretos).toEqual([{ hash: hashOf('dos'), createdAt: NOW, expiresAt: null }])
})
