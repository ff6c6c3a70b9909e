import { createHmac } from 'node:crypto'
import type { SymmetricKey } from './keys.ts'
import { parseRecipe, type Recipe } from './legacy-hashes/recipe.ts'

/** A parsed hash of today's scheme, stored as `hmac-sha256+bcrypt$<pepper id>$<bcrypt string>`. */
export interface StoredHash {
  pepperId: string
  cost: number
  bcrypt: string
}

/**
 * A parsed hash from the old system, stored as one of:
 * - `bcrypt$<bcrypt string>`: bcrypt of the bare secret, unchanged;
 * - `antiguo$<encrypted>`: anything weaker, its recipe and digest encrypted;
 * - `antiguo+hmac-sha256+bcrypt$<recipe>$<pepper id>$<bcrypt string>`: that digest under today's scheme.
 */
export type ImportedHash =
  | { kind: 'bcrypt'; cost: number; bcrypt: string }
  | { kind: 'encrypted'; encrypted: string }
  | ({ kind: 'wrapped'; recipe: Recipe } & StoredHash)

const SCHEME = 'hmac-sha256+bcrypt'
const BCRYPT_SOURCE = '(\\$2b\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53})'
const PATTERN = new RegExp(`^hmac-sha256\\+bcrypt\\$([a-z0-9-]{1,16})\\$${BCRYPT_SOURCE}$`)
const BCRYPT_PATTERN = new RegExp(`^bcrypt\\$${BCRYPT_SOURCE}$`)
const ENCRYPTED_PATTERN = /^antiguo\$([\w.-]+)$/
const WRAPPED_PATTERN = /^antiguo\+([^$]*)\$([\w.-]+)\$(.+)$/

/** Inverse of {@link parseHash}. */
export const formatHash = (pepperId: string, bcrypt: string): string => `${SCHEME}$${pepperId}$${bcrypt}`

/** Parses a stored hash of today's scheme; undefined when it is not one. */
export function parseHash(text: string): StoredHash | undefined {
  const [, pepperId, bcrypt, cost] = PATTERN.exec(text) ?? []
  return pepperId && bcrypt ? { pepperId, bcrypt, cost: Number(cost) } : undefined
}

export const formatBcrypt = (bcrypt: string): string => `bcrypt$${bcrypt}`
export const formatEncrypted = (encrypted: string): string => `antiguo$${encrypted}`
/** @param hash today's hash of the digest, as {@link formatHash} wrote it. */
export const formatWrapped = (recipe: string, hash: string): string =>
  `antiguo+${hash.replace('$', () => `$${recipe}$`)}`

/** Parses a stored hash from the old system; undefined when it is not one. */
export function parseImportedHash(text: string): ImportedHash | undefined {
  const [, bcrypt, cost] = BCRYPT_PATTERN.exec(text) ?? []
  if (bcrypt) return { kind: 'bcrypt', bcrypt, cost: Number(cost) }
  const [, encrypted] = ENCRYPTED_PATTERN.exec(text) ?? []
  if (encrypted) return { kind: 'encrypted', encrypted }
  const [, scheme, recipeText = '', rest] = WRAPPED_PATTERN.exec(text) ?? []
  const recipe = parseRecipe(recipeText)
  const hash = parseHash(`${scheme}$${rest}`)
  return recipe && hash ? { kind: 'wrapped', recipe, ...hash } : undefined
}

/** bcrypt's input: always 44 characters, well under the 72 bytes it reads. */
export const withPepper = (secret: string, pepper: SymmetricKey): string =>
  createHmac('sha256', pepper.bytes).update(secret).digest('base64')
