import bcrypt from 'bcrypt'
import { expect, it } from 'vitest'
import { type Asker, Overloaded } from '../../src/application/ports.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { createHasher } from '../../src/security/hasher.ts'
import { formatHash, parseHash, withPepper } from '../../src/security/stored-hash.ts'
import { ASKER, askerAt } from '../support/data/askers.ts'
import { key } from './test-keys.ts'

const options = {
  cost: 4,
  peppers: [key('p1')],
  cipher: createCipher([key('e1')]),
  permits: 2,
  maxWaitMs: 15_000,
}
const hasher = createHasher(options)

const create = (secret: string, using = hasher) =>
  using.reserve(ASKER, 1, (reservation) => reservation.create(secret))
const compare = (secret: string, hash: string | null, using = hasher) =>
  using.reserve(ASKER, 1, (reservation) => reservation.compare(secret, hash))

it('stores scheme, pepper and cost, with a fresh salt each time', async () => {
  const hash = await create('Abc12345')
  expect(hash).toMatch(/^hmac-sha256\+bcrypt\$p1\$\$2b\$04\$/)
  expect(await create('Abc12345')).not.toBe(hash)
})

it('matches the exact clave only, including its case', async () => {
  const hash = await create('Abc12345')
  expect(await compare('Abc12345', hash)).toEqual({ matches: true, renew: false })
  expect(await compare('abc12345', hash)).toEqual({ matches: false, renew: false })
  expect(await compare('Abc12345 ', hash)).toEqual({ matches: false, renew: false })
})

it('distinguishes claves that differ only after byte 72 or after a NUL', async () => {
  const hash = await create(`${'ñ'.repeat(100)}a`)
  expect((await compare(`${'ñ'.repeat(100)}b`, hash)).matches).toBe(false)
  expect((await compare('abc\0d', await create('abc\0e'))).matches).toBe(false)
})

const foreign = await create('x')
it.each([
  ['no hash', null],
  ['an empty one', ''],
  ['a bare bcrypt one', bcrypt.hashSync('x', 4)],
  ['one of an unknown pepper', foreign.replace('$p1$', '$p9$')],
  ['one cut short', foreign.slice(0, -1)],
  ['one of an impossible cost', foreign.replace('$04$', '$99$')],
  ['a real one', foreign],
])('spends one hash comparing with %s, and never matches another clave', async (_, hash) => {
  const before = hasher.status().done
  expect(await compare('y', hash)).toEqual({ matches: false, renew: false })
  expect(hasher.status().done).toBe(before + 1)
})

it('still matches an old hash after the pepper is rotated, and asks for a rehash', async () => {
  const old = await create('Abc12345')
  const rotated = createHasher({ ...options, peppers: [key('p2'), key('p1')] })
  expect(await compare('Abc12345', old, rotated)).toEqual({ matches: true, renew: true })
  expect(await compare('otra', old, rotated)).toEqual({ matches: false, renew: false })
  expect(await create('Abc12345', rotated)).toContain('$p2$')
})

it('asks to rehash a lower cost, and leaves a higher one', async () => {
  const low = await create('Abc12345')
  const raised = createHasher({ ...options, cost: 6 })
  expect(await compare('Abc12345', low, raised)).toEqual({ matches: true, renew: true })
  const high = await create('Abc12345', raised)
  expect(await compare('Abc12345', high)).toEqual({ matches: true, renew: false })
})

it('never runs more hashes at a time than there are permits', async () => {
  const one = createHasher(options)
  let max = 0
  const record = () => {
    max = Math.max(max, one.status().inProgress)
  }
  await one.reserve(ASKER, 10, async (reservation) => {
    await Promise.all(Array.from({ length: 10 }, () => reservation.create('x').then(record)))
  })
  expect(max).toBe(2)
  expect(one.status()).toMatchObject({ inProgress: 0, waiting: 0, pending: 0, done: 10 })
})

it('serves in order of arrival', async () => {
  const one = createHasher({ ...options, permits: 1 })
  const order: number[] = []
  await Promise.all([0, 1, 2, 3, 4].map((i) => create('x', one).then(() => order.push(i))))
  expect(order).toEqual([0, 1, 2, 3, 4])
})

it('accepts a class of 30 registering at once at cost 11 on two cores, but not 210 more', async () => {
  const gate = Promise.withResolvers<void>()
  const one = createHasher({ ...options, cost: 11 })
  const takePlaces = (n: number) => Array.from({ length: n }, () => one.reserve(ASKER, 2, () => gate.promise))
  const waiting = takePlaces(30)
  const rest = Promise.allSettled(takePlaces(210))
  expect(one.status().pending).toBeGreaterThanOrEqual(60)
  gate.resolve()
  await Promise.all(waiting)
  expect((await rest).some(({ status }) => status === 'rejected')).toBe(true)
})

it('refuses beyond the longest wait before any work starts, and says when to retry', async () => {
  const gate = Promise.withResolvers<void>()
  // At cost 11, 146 ms each until measured, 206 pending hashes take 15.04 s on two cores.
  const one = createHasher({ ...options, cost: 11 })
  const busy = one.reserve(ASKER, 206, () => gate.promise)
  let started = false
  const late = one.reserve(ASKER, 1, async () => {
    started = true
  })
  await expect(late).rejects.toMatchObject({ name: 'Overloaded', seconds: 16 })
  expect(started).toBe(false)
  gate.resolve()
  await busy
  await expect(one.reserve(ASKER, 1, async () => 'pasa')).resolves.toBe('pasa')
})

it('lets a lone visitor in before a crowd of another network, whose last is turned away when it is full', async () => {
  const gate = Promise.withResolvers<void>()
  const one = createHasher({ ...options, cost: 11, permits: 1 })
  const begun: string[] = []
  const come = (name: string, asker: Asker) =>
    one.reserve(asker, 1, async () => {
      begun.push(name)
      await gate.promise
    })
  // At cost 11, 146 ms each until measured, 103 pending hashes take 15.04 s on one core.
  const crowd = Array.from({ length: 103 }, (_, i) => come(`${i}`, askerAt(`203.0.113.${i}`)))
  const lone = come('lone', askerAt('198.51.100.7'))
  await expect(crowd.at(-1)).rejects.toThrow(Overloaded)
  expect(begun).toEqual(['0', '1'])
  gate.resolve()
  await Promise.all([lone, ...crowd.slice(0, -1)])
  expect(begun.slice(0, 4)).toContain('lone')
  expect(begun).not.toContain('102')
  expect(one.status().pending).toBe(0)
})

it('renews beyond what was reserved, also while the turns are taken by others, and not under load', async () => {
  const one = createHasher({ ...options, cost: 4, permits: 1, maxWaitMs: 1000 })
  const renewed = await one.reserve(ASKER, 1, (own) => one.reserve(ASKER, 1, () => own.renew('x')))
  expect(await compare('x', renewed, one)).toMatchObject({ matches: true })
  const full = await one.reserve(ASKER, 100_000, (reservation) => reservation.renew('x'))
  expect(full).toBeNull()
  expect(one.status()).toMatchObject({ pending: 0, inProgress: 0 })
})

it('returns a reservation when the work ends or throws, used or not', async () => {
  const one = createHasher(options)
  const failure = one.reserve(ASKER, 5, async (reservation) => {
    await reservation.create('x')
    expect(one.status().pending).toBe(4)
    throw new Error('falla')
  })
  await expect(failure).rejects.toThrow('falla')
  expect(one.status()).toMatchObject({ pending: 0, inProgress: 0 })
})

it('refuses more hashes than were reserved', async () => {
  const one = createHasher(options)
  const overdrawn = one.reserve(ASKER, 1, async (reservation) => {
    await reservation.create('x')
    await reservation.compare('x', null)
  })
  await expect(overdrawn).rejects.toThrow('more hashes than were reserved')
  expect(one.status().pending).toBe(0)
})

it('estimates the wait from measured hashes', async () => {
  let ms = 0
  const slow = createHasher({ ...options, permits: 1, nowMs: () => (ms += 500) })
  for (let i = 0; i < 60; i++) await create('x', slow)
  expect(slow.status().averageMs).toBeCloseTo(500, -1)
  const gate = Promise.withResolvers<void>()
  const busy = slow.reserve(ASKER, 31, () => gate.promise)
  await expect(slow.reserve(ASKER, 1, async () => 'pasa')).rejects.toThrow(Overloaded)
  gate.resolve()
  await busy
})

it('parses back the hash it formats', () => {
  const bcryptHash = bcrypt.hashSync(withPepper('x', key('p1')), 4)
  expect(parseHash(formatHash('p1', bcryptHash))).toEqual({ pepperId: 'p1', cost: 4, bcrypt: bcryptHash })
})
