/** The hash formats an accounts file may bring (documented in docs/importar-cuentas.md). */
import type { Algorithm, Recipe } from './recipe.ts'

/** A hash of the old system: bcrypt of the bare secret, or a digest and its recipe. */
export type LegacyHash =
  | { kind: 'bcrypt'; cost: number; bcrypt: string }
  | { kind: 'digest'; recipe: Recipe; digest: Buffer }

/** `forma`: unknown format. `costo`: known, but its cost is outside what can be compared. */
export type UnreadableHash = 'forma' | 'costo'

/** Above it a comparison would hold a core for more than a second. */
const MAX_COST = 14
const MAX_ITERATIONS = 1_000_000
const MAX_SALT = 128
const MAX_DIGEST = 64

const DIGEST_BYTES: Record<Algorithm, number> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }
const ALGORITHM_BY_LENGTH: Readonly<Record<number, Algorithm>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' }

const BCRYPT = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{53})$/
const BARE_DIGEST = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/i
const UNSALTED = /^(md5|sha1|sha256)\$([^$]+)$/i
const SALTED = /^(md5|sha1|sha256)(-sufijo)?\$([^$]*)\$([^$]+)$/i
const DIRECTORY = /^\{(MD5|SHA|SMD5|SSHA|SHA256|SSHA256)\}([A-Za-z\d+/_-]+={0,2})$/i
const PBKDF2 = /^pbkdf2[-_](sha1|sha256|sha512)\$(\d{1,12})\$([^$]*)\$([^$]+)$/i

const DIRECTORY_ALGORITHMS = { sha: 'sha1', ssha: 'sha1', smd5: 'md5', ssha256: 'sha256' } as const

/**
 * Parses a hash from the old system's file.
 * @returns the parsed hash, or why it cannot be used.
 */
export function parseLegacyHash(text: string): LegacyHash | UnreadableHash {
  const written = text.trim()
  return (
    parseBcrypt(written) ??
    parseDigest(written) ??
    parseDirectoryHash(written) ??
    parseDerivation(written) ??
    'forma'
  )
}

/** `$2a$`, `$2b$` and `$2y$` give the same hash for any secret that fits in a field; stored as `$2b$`. */
function parseBcrypt(text: string): LegacyHash | UnreadableHash | undefined {
  const [, written = '', rest] = BCRYPT.exec(text) ?? []
  if (!rest) return undefined
  const cost = Number(written)
  return cost < 4 || cost > MAX_COST ? 'costo' : { kind: 'bcrypt', cost, bcrypt: `$2b$${written}$${rest}` }
}

function parseDigest(text: string): LegacyHash | UnreadableHash | undefined {
  if (BARE_DIGEST.test(text)) {
    const algorithm = ALGORITHM_BY_LENGTH[text.length]
    return algorithm && digestWithSalt(algorithm, 'prefijo', '', text)
  }
  const [, unsaltedAlgorithm, digestText = ''] = UNSALTED.exec(text) ?? []
  if (unsaltedAlgorithm) return digestWithSalt(algorithmOf(unsaltedAlgorithm), 'prefijo', '', digestText)
  const [, saltedAlgorithm, suffix, salt = '', digest = ''] = SALTED.exec(text) ?? []
  return saltedAlgorithm
    ? digestWithSalt(algorithmOf(saltedAlgorithm), suffix ? 'sufijo' : 'prefijo', salt, digest)
    : undefined
}

function algorithmOf(text: string): Algorithm {
  const lowercase = text.toLowerCase()
  return lowercase === 'md5' || lowercase === 'sha1' || lowercase === 'sha512' ? lowercase : 'sha256'
}

function digestWithSalt(algorithm: Algorithm, mode: 'prefijo' | 'sufijo', saltText: string, digest: string) {
  const salt = decodeSalt(saltText)
  const bytes = decodeDigest(digest)
  if (!salt || bytes?.length !== DIGEST_BYTES[algorithm]) return 'forma'
  return { kind: 'digest', recipe: { mode, algorithm, salt }, digest: bytes } as const
}

/**
 * LDAP directory format (RFC 2307): base64 of the digest followed by the salt, which was appended to the
 * secret.
 */
function parseDirectoryHash(text: string): LegacyHash | UnreadableHash | undefined {
  const [, name, base64 = ''] = DIRECTORY.exec(text) ?? []
  if (!name) return undefined
  const lowercase = name.toLowerCase()
  const algorithm =
    lowercase in DIRECTORY_ALGORITHMS
      ? DIRECTORY_ALGORITHMS[lowercase as keyof typeof DIRECTORY_ALGORITHMS]
      : algorithmOf(lowercase)
  const bytes = Buffer.from(base64, 'base64')
  const salt = bytes.subarray(DIGEST_BYTES[algorithm])
  const isSalted = lowercase.startsWith('s') && lowercase !== 'sha' && lowercase !== 'sha256'
  if (bytes.length < DIGEST_BYTES[algorithm] || isSalted !== salt.length > 0 || salt.length > MAX_SALT)
    return 'forma'
  return {
    kind: 'digest',
    recipe: { mode: 'sufijo', algorithm, salt },
    digest: bytes.subarray(0, DIGEST_BYTES[algorithm]),
  }
}

function parseDerivation(text: string): LegacyHash | UnreadableHash | undefined {
  const [, name, iterationsText, saltText = '', derived = ''] = PBKDF2.exec(text) ?? []
  if (!name) return undefined
  const iterations = Number(iterationsText)
  const salt = decodeSalt(saltText)
  const digest = decodeDigest(derived)
  if (!salt || !digest || digest.length < 16 || digest.length > MAX_DIGEST) return 'forma'
  if (iterations < 1 || iterations > MAX_ITERATIONS) return 'costo'
  const algorithm = algorithmOf(name)
  return {
    kind: 'digest',
    recipe: { mode: 'pbkdf2', algorithm, salt, iterations, length: digest.length },
    digest,
  }
}

/** Plain text, or bytes after `hex:` or `base64:`. */
function decodeSalt(text: string): Buffer | undefined {
  const [, encoding, rest = ''] = /^(hex|base64):(.*)$/i.exec(text) ?? []
  const salt = encoding ? decodeBytes(rest, encoding.toLowerCase() === 'hex') : Buffer.from(text)
  return salt && salt.length <= MAX_SALT ? salt : undefined
}

/** Hexadecimal when all characters are hex digits and the length is a usual one; base64 otherwise. */
const decodeDigest = (text: string): Buffer | undefined =>
  decodeBytes(text, /^[\da-f]+$/i.test(text) && [32, 40, 64, 128].includes(text.length))

function decodeBytes(text: string, isHex: boolean): Buffer | undefined {
  if (isHex) return /^(?:[\da-f]{2})*$/i.test(text) ? Buffer.from(text, 'hex') : undefined
  return /^[A-Za-z\d+/_-]*={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined
}
