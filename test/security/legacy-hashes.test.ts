/** Hashes of the old system: parsing, storing, comparing, wrapping and replacing. */
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto'
import bcrypt from 'bcrypt'
import { describe, expect, it } from 'vitest'
import { createCipher } from '../../src/security/cipher.ts'
import { createHasher } from '../../src/security/hasher.ts'
import { ASKER } from '../support/data/askers.ts'
import { key } from './test-keys.ts'

const CLAVE = 'Ñandú#99'
const options = {
  cost: 5,
  peppers: [key('p1')],
  cipher: createCipher([key('e1')]),
  permits: 2,
  maxWaitMs: 15_000,
}
const hasher = createHasher(options)
const compare = (secret: string, hash: string | null, using = hasher) =>
  using.reserve(ASKER, 1, (reservation) => reservation.compare(secret, hash))

const digest = (algorithm: string, ...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest()
const binarySalt = randomBytes(12)
const derived = (algorithm: string, iterations: number, salt: string | Buffer, length = 32) =>
  pbkdf2Sync(CLAVE, salt, iterations, length, algorithm)

const WEAK_HASHES: Record<string, string> = {
  'MD5, bare': digest('md5', CLAVE).toString('hex'),
  'MD5, bare, in capitals': digest('md5', CLAVE).toString('hex').toUpperCase(),
  'MD5 in base64': `md5$${digest('md5', CLAVE).toString('base64')}`,
  'MD5 with salt': `md5$sal$${digest('md5', 'sal', CLAVE).toString('hex')}`,
  'MD5 of a directory': `{MD5}${digest('md5', CLAVE).toString('base64')}`,
  'SHA-1, bare': digest('sha1', CLAVE).toString('hex'),
  'SHA-1 with salt before': `sha1$s4l$${digest('sha1', 's4l', CLAVE).toString('hex')}`,
  'SHA-1 with salt after': `sha1-sufijo$s4l$${digest('sha1', CLAVE, 's4l').toString('base64')}`,
  'SHA-1 of a directory with salt': `{SSHA}${Buffer.concat([digest('sha1', CLAVE, binarySalt), binarySalt]).toString('base64')}`,
  'SHA-256 with salt before': `sha256$sal ñ$${digest('sha256', 'sal ñ', CLAVE).toString('hex')}`,
  'SHA-256 with salt after in hex': `sha256-sufijo$hex:${binarySalt.toString('hex')}$${digest('sha256', CLAVE, binarySalt).toString('hex')}`,
  'SHA-256 with salt in base64': `SHA256$base64:${binarySalt.toString('base64')}$${digest('sha256', binarySalt, CLAVE).toString('base64url')}`,
  'SHA-256 of a directory with salt': `{SSHA256}${Buffer.concat([digest('sha256', CLAVE, binarySalt), binarySalt]).toString('base64')}`,
  'PBKDF2 with SHA-1': `pbkdf2-sha1$1000$sal$${derived('sha1', 1000, 'sal', 20).toString('hex')}`,
  'PBKDF2 with SHA-256, as Django writes it': `pbkdf2_sha256$20000$sal$${derived('sha256', 20_000, 'sal').toString('base64')}`,
  'PBKDF2 with SHA-512 and binary salt': `pbkdf2-sha512$10000$base64:${binarySalt.toString('base64')}$${derived('sha512', 10_000, binarySalt, 64).toString('base64')}`,
}

function adopted(text: string, using = hasher) {
  const done = using.adopt(text)
  if (typeof done === 'string') throw new Error(`not taken: ${done}`)
  return done
}

async function wrapped(hash: string, using = hasher): Promise<string> {
  const done = await using.wrap(hash)
  if (done.status !== 'envuelto') throw new Error(done.status)
  return done.hash
}

describe.each(Object.entries(WEAK_HASHES))('%s', (_format, text) => {
  it('is stored encrypted, matches its clave only, and asks for a rehash', async () => {
    const { hash, toWrap } = adopted(text)
    expect(toWrap).toBe(true)
    expect(hash).toMatch(/^antiguo\$v1\.e1\./)
    for (const part of text.split('$').filter((one) => one.length > 12)) expect(hash).not.toContain(part)
    expect(await compare(CLAVE, hash)).toEqual({ matches: true, renew: true })
    expect(await compare(CLAVE.toLowerCase(), hash)).toEqual({ matches: false, renew: false })
  })

  it('is wrapped in today’s scheme without the clave, still matches it only, and still asks for a rehash', async () => {
    const hash = await wrapped(adopted(text).hash)
    expect(hash).toMatch(/^antiguo\+hmac-sha256\+bcrypt\$[\w.-]+\$p1\$\$2b\$0[45]\$/)
    expect(await compare(CLAVE, hash)).toEqual({ matches: true, renew: true })
    expect(await compare(`${CLAVE} `, hash)).toEqual({ matches: false, renew: false })
    expect(await hasher.wrap(hash)).toEqual({ status: 'ilegible' })
  })
})

it.each(['2a', '2b', '2y'])('stores bcrypt $%s unchanged, and matches its clave only', async (version) => {
  const typed = bcrypt.hashSync(CLAVE, 4).replace('$2b$', `$${version}$`)
  const { hash, toWrap, slow } = adopted(typed)
  expect({ toWrap, slow }).toEqual({ toWrap: false, slow: false })
  expect(hash).toBe(`bcrypt$${typed.replace(/^\$2[ay]/, '$2b')}`)
  expect(await compare(CLAVE, hash)).toEqual({ matches: true, renew: true })
  expect(await compare('otra', hash)).toEqual({ matches: false, renew: false })
})

const hex32 = 'a'.repeat(32)
it.each([
  ['nothing', '', 'forma'],
  ['a plaintext clave', 'Tr3bol#99', 'forma'],
  ['a hash of our own', `hmac-sha256+bcrypt$p1$${bcrypt.hashSync('x', 4)}`, 'forma'],
  ['an imported hash as we store it', `antiguo$v1.e1.a.b.c`, 'forma'],
  ['bcrypt cut short', bcrypt.hashSync('x', 4).slice(0, -1), 'forma'],
  ['bcrypt of a nonexistent version', bcrypt.hashSync('x', 4).replace('$2b', '$2x'), 'forma'],
  ['bcrypt too cheap', bcrypt.hashSync('x', 4).replace('$04$', '$03$'), 'costo'],
  ['bcrypt that would hold a core for hours', bcrypt.hashSync('x', 4).replace('$04$', '$31$'), 'costo'],
  ['MD5 with a letter that is not hexadecimal', hex32.replace('a', 'g'), 'forma'],
  ['a digest of the wrong length', `sha256$sal$${hex32}`, 'forma'],
  ['an unknown algorithm', `sha3$sal$${hex32}`, 'forma'],
  ['salt that is not hexadecimal', `md5$hex:xyz$${hex32}`, 'forma'],
  ['endless salt', `md5$${'s'.repeat(129)}$${hex32}`, 'forma'],
  ['a directory digest that lacks its salt', `{SSHA}${digest('sha1', 'x').toString('base64')}`, 'forma'],
  ['PBKDF2 of no iterations', `pbkdf2-sha256$0$sal$${hex32}`, 'costo'],
  ['PBKDF2 of a million and one iterations', `pbkdf2-sha256$1000001$sal$${hex32}`, 'costo'],
  ['PBKDF2 of endless iterations', `pbkdf2-sha256$999999999999$sal$${hex32}`, 'costo'],
  ['PBKDF2 of negative iterations', `pbkdf2-sha256$-1$sal$${hex32}`, 'forma'],
  ['PBKDF2 with a digest of a few bytes', `pbkdf2-sha256$1000$sal$YWJj`, 'forma'],
])('refuses %s', (_what, text, reason) => {
  expect(hasher.adopt(text)).toBe(reason)
})

it('flags hashes slower to compare than today’s', () => {
  expect(adopted(bcrypt.hashSync('x', 6)).slow).toBe(true)
  expect(adopted(`pbkdf2-sha256$1000000$sal$${hex32}`).slow).toBe(true)
  expect(adopted(`pbkdf2-sha256$200000$sal$${hex32}`).slow).toBe(false)
})

it('stores a plaintext answer encrypted, until it becomes a hash of today’s scheme', async () => {
  const { hash, toWrap } = hasher.adoptPlaintext('lautaro pehuen')
  expect(toWrap).toBe(true)
  expect(hash).not.toContain(Buffer.from('lautaro pehuen').toString('base64url'))
  expect(await compare('lautaro pehuen', hash)).toEqual({ matches: true, renew: true })
  expect(await compare('lautaro', hash)).toEqual({ matches: false, renew: false })
  const done = await wrapped(hash)
  expect(done).toMatch(/^hmac-sha256\+bcrypt\$p1\$/)
  expect(await compare('lautaro pehuen', done)).toEqual({ matches: true, renew: false })
})

const kept = [
  ['encrypted', adopted(hex32).hash],
  ['wrapped', await wrapped(adopted(hex32).hash)],
  ['bcrypt', adopted(bcrypt.hashSync('x', 4)).hash],
] as const
it.each(kept)('spends one hash comparing with one that is %s', async (_what, hash) => {
  const before = hasher.status().done
  await compare('y', hash)
  expect(hasher.status().done).toBe(before + 1)
})

it('neither matches nor wraps, nor fails, when its encryption key is gone', async () => {
  const { hash } = adopted(WEAK_HASHES['MD5, bare'] ?? '')
  const withoutKey = createHasher({ ...options, cipher: createCipher([key('e2')]) })
  expect(await compare(CLAVE, hash, withoutKey)).toEqual({ matches: false, renew: false })
  expect(await withoutKey.wrap(hash)).toEqual({ status: 'ilegible' })
  expect(await compare(CLAVE, `${hash}x`)).toEqual({ matches: false, renew: false })
})

it('matches a wrapped hash after the pepper is rotated, but not without its own pepper', async () => {
  const hash = await wrapped(adopted(WEAK_HASHES['MD5, bare'] ?? '').hash)
  const rotated = createHasher({ ...options, peppers: [key('p2'), key('p1')] })
  expect(await compare(CLAVE, hash, rotated)).toEqual({ matches: true, renew: true })
  const lost = createHasher({ ...options, peppers: [key('p2')] })
  expect(await compare(CLAVE, hash, lost)).toEqual({ matches: false, renew: false })
})

it('yields wrapping to anyone waiting for a hash', async () => {
  const gate = Promise.withResolvers<void>()
  const one = createHasher(options)
  const persona = one.reserve(ASKER, 1, () => gate.promise)
  const { hash } = adopted(hex32)
  expect(await one.wrap(hash)).toEqual({ status: 'ocupado' })
  gate.resolve()
  await persona
  expect((await one.wrap(hash)).status).toBe('envuelto')
  expect(one.status()).toMatchObject({ pending: 0, inProgress: 0, done: 1 })
})

it('deducts a slow derivation from the padding, so that no comparison takes much longer than today’s', async () => {
  let ms = 0
  // A clock that counts the derivation as half a hash.
  const pausedHasher = createHasher({ ...options, cost: 8, nowMs: () => (ms += 10) })
  const { hash } = adopted(`pbkdf2-sha256$20000$sal$${hex32}`)
  expect(await compare('x', hash, pausedHasher)).toEqual({ matches: false, renew: false })
  expect(await wrapped(hash, pausedHasher)).toContain('$2b$07$')
})
