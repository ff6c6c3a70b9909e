import bcrypt from 'bcrypt'
import { expect, test } from 'vitest'
import { Overloaded } from '../../src/application/ports.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { createHasher } from '../../src/security/hasher.ts'
import { formatHash, parseHash, withPepper } from '../../src/security/stored-hash.ts'
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
  using.reserve(1, (reservation) => reservation.create(secret))
const compare = (secret: string, hash: string | null, using = hasher) =>
  using.reserve(1, (reservation) => reservation.compare(secret, hash))

test('the kept string names scheme, pepper and cost, and another salt makes another one', async () => {
  const hash = await create('Abc12345')
  expect(hash).toMatch(/^hmac-sha256\+bcrypt\$p1\$\$2b\$04\$/)
  expect(await create('Abc12345')).not.toBe(hash)
})

test('the right key matches; another one, or the same in another case, does not', async () => {
  const hash = await create('Abc12345')
  expect(await compare('Abc12345', hash)).toEqual({ matches: true, renew: false })
  expect(await compare('abc12345', hash)).toEqual({ matches: false, renew: false })
  expect(await compare('Abc12345 ', hash)).toEqual({ matches: false, renew: false })
})

test('keys that differ after byte 72, or after a NUL, differ', async () => {
  const hash = await create(`${'ñ'.repeat(100)}a`)
  expect((await compare(`${'ñ'.repeat(100)}b`, hash)).matches).toBe(false)
  expect((await compare('abc\0d', await create('abc\0e'))).matches).toBe(false)
})

const foreign = await create('x')
test.each([
  ['no hash', null],
  ['an empty one', ''],
  ['a bare bcrypt one', bcrypt.hashSync('x', 4)],
  ['one of an unknown pepper', foreign.replace('$p1$', '$p9$')],
  ['one cut short', foreign.slice(0, -1)],
  ['one of an impossible cost', foreign.replace('$04$', '$99$')],
  ['a real one', foreign],
])('comparing with %s spends one hash and never matches another key', async (_, hash) => {
  const before = hasher.status().done
  expect(await compare('y', hash)).toEqual({ matches: false, renew: false })
  expect(hasher.status().done).toBe(before + 1)
})

test('after the pepper is rotated an old hash still matches and asks to be made anew', async () => {
  const old = await create('Abc12345')
  const rotated = createHasher({ ...options, peppers: [key('p2'), key('p1')] })
  expect(await compare('Abc12345', old, rotated)).toEqual({ matches: true, renew: true })
  expect(await compare('otra', old, rotated)).toEqual({ matches: false, renew: false })
  expect(await create('Abc12345', rotated)).toContain('$p2$')
})

test('a hash of a lower cost still matches and asks to be made anew; one of a higher cost stays', async () => {
  const low = await create('Abc12345')
  const raised = createHasher({ ...options, cost: 6 })
  expect(await compare('Abc12345', low, raised)).toEqual({ matches: true, renew: true })
  const high = await create('Abc12345', raised)
  expect(await compare('Abc12345', high)).toEqual({ matches: true, renew: false })
})

test('never more hashes run at a time than there are permits', async () => {
  const one = createHasher(options)
  let max = 0
  const record = () => {
    max = Math.max(max, one.status().inProgress)
  }
  await one.reserve(10, async (reservation) => {
    await Promise.all(Array.from({ length: 10 }, () => reservation.create('x').then(record)))
  })
  expect(max).toBe(2)
  expect(one.status()).toMatchObject({ inProgress: 0, waiting: 0, pending: 0, done: 10 })
})

test('who comes first is served first', async () => {
  const one = createHasher({ ...options, permits: 1 })
  const order: number[] = []
  await Promise.all([0, 1, 2, 3, 4].map((i) => create('x', one).then(() => order.push(i))))
  expect(order).toEqual([0, 1, 2, 3, 4])
})

test('a class of 30 that registers at once at cost 11 on two cores is taken on whole, and 210 more are not', async () => {
  const gate = Promise.withResolvers<void>()
  const one = createHasher({ ...options, cost: 11 })
  const takePlaces = (n: number) => Array.from({ length: n }, () => one.reserve(2, () => gate.promise))
  const waiting = takePlaces(30)
  const rest = Promise.allSettled(takePlaces(210))
  expect(one.status().pending).toBeGreaterThanOrEqual(60)
  gate.resolve()
  await Promise.all(waiting)
  expect((await rest).some(({ status }) => status === 'rejected')).toBe(true)
})

test('over the longest wait it refuses at once, before the work starts, and says in how many seconds to come back', async () => {
  const gate = Promise.withResolvers<void>()
  // Cost 11: 146 ms each until measured, on two cores: 206 pending hashes take 15.04 s.
  const one = createHasher({ ...options, cost: 11 })
  const busy = one.reserve(206, () => gate.promise)
  let started = false
  const late = one.reserve(1, async () => {
    started = true
  })
  await expect(late).rejects.toMatchObject({ name: 'Overloaded', seconds: 16 })
  expect(started).toBe(false)
  gate.resolve()
  await busy
  await expect(one.reserve(1, async () => 'pasa')).resolves.toBe('pasa')
})

test('what was reserved is given back when the work ends, used or not, also by throwing', async () => {
  const one = createHasher(options)
  const failure = one.reserve(5, async (reservation) => {
    await reservation.create('x')
    expect(one.status().pending).toBe(4)
    throw new Error('falla')
  })
  await expect(failure).rejects.toThrow('falla')
  expect(one.status()).toMatchObject({ pending: 0, inProgress: 0 })
})

test('more hashes than were reserved are refused', async () => {
  const one = createHasher(options)
  const asksFor = one.reserve(1, async (reservation) => {
    await reservation.create('x')
    await reservation.compare('x', null)
  })
  await expect(asksFor).rejects.toThrow('more hashes than were reserved')
  expect(one.status().pending).toBe(0)
})

test('the expected wait follows the measured time of a hash', async () => {
  let ms = 0
  const slow = createHasher({ ...options, permits: 1, nowMs: () => (ms += 500) })
  for (let i = 0; i < 60; i++) await create('x', slow)
  expect(slow.status().averageMs).toBeCloseTo(500, -1)
  const gate = Promise.withResolvers<void>()
  const busy = slow.reserve(31, () => gate.promise)
  await expect(slow.reserve(1, async () => 'pasa')).rejects.toThrow(Overloaded)
  gate.resolve()
  await busy
})

test('a kept hash reads back as it was written', () => {
  const bcryptHash = bcrypt.hashSync(withPepper('x', key('p1')), 4)
  expect(parseHash(formatHash('p1', bcryptHash))).toEqual({ pepperId: 'p1', cost: 4, bcrypt: bcryptHash })
})
