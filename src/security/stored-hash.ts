import { createHmac } from 'node:crypto'
import type { SymmetricKey } from './keys.ts'
import { parseRecipe, type Recipe } from './legacy-hashes/recipe.ts'

/** A kept hash of today's scheme, taken apart: `hmac-sha256+bcrypt$<pepper id>$<bcrypt string>`. */
export interface StoredHash {
  pepperId: string
  cost: number
  bcrypt: string
}

/**
 * One that came from the old system, taken apart:
 * - `bcrypt$<bcrypt string>`: bcrypt of the secret itself, as it came;
 * - `legacy$<encrypted>`: any weaker one, which never lies bare: recipe and digest, encrypted;
 * - `legacy+hmac-sha256+bcrypt$<recipe>$<pepper id>$<bcrypt string>`: that digest under today's scheme.
 */
export type ImportedHash =
  | { kind: 'bcrypt'; cost: number; bcrypt: string }
  | { kind: 'cifrado'; encrypted: string }
  | ({ kind: 'envuelto'; recipe: Recipe } & StoredHash)

const SCHEME = 'hmac-sha256+bcrypt'
const BCRYPT_SOURCE = '(\\$2b\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53})'
const PATTERN = new RegExp(`^hmac-sha256\\+bcrypt\\$([a-z0-9-]{1,16})\\$${BCRYPT_SOURCE}$`)
const BCRYPT_PATTERN = new RegExp(`^bcrypt\\$${BCRYPT_SOURCE}$`)
const ENCRYPTED_PATTERN = /^antiguo\$([\w.-]+)$/
const WRAPPED_PATTERN = /^antiguo\+([^$]*)\$([\w.-]+)\$(.+)$/

/** Writes what {@link parseHash} reads. */
export const formatHash = (pepperId: string, bcrypt: string): string => `${SCHEME}$${pepperId}$${bcrypt}`

/** Takes a kept hash apart; undefined when it is not one of today's scheme. */
export function parseHash(text: string): StoredHash | undefined {
  const [, pepperId, bcrypt, cost] = PATTERN.exec(text) ?? []
  return pepperId && bcrypt ? { pepperId, bcrypt, cost: Number(cost) } : undefined
}

export const formatBcrypt = (bcrypt: string): string => `bcrypt$${bcrypt}`
export const formatEncrypted = (encrypted: string): string => `antiguo$${encrypted}`
/** @param hash of the digest, as {@link formatHash} wrote it. */
export const formatWrapped = (recipe: string, hash: string): string =>
  `antiguo+${hash.replace('$', () => `$${recipe}$`)}`

/** Takes apart a kept hash that came from the old system; undefined when it is none. */
export function parseImportedHash(text: string): ImportedHash | undefined {
  const [, bcrypt, cost] = BCRYPT_PATTERN.exec(text) ?? []
  if (bcrypt) return { kind: 'bcrypt', bcrypt, cost: Number(cost) }
  const [, encrypted] = ENCRYPTED_PATTERN.exec(text) ?? []
  if (encrypted) return { kind: 'cifrado', encrypted }
  const [, scheme, recipeText = '', rest] = WRAPPED_PATTERN.exec(text) ?? []
  const recipe = parseRecipe(recipeText)
  const hash = parseHash(`${scheme}$${rest}`)
  return recipe && hash ? { kind: 'envuelto', recipe, ...hash } : undefined
}

/** What bcrypt gets: always 44 characters, far from the 72 bytes after which it stops reading. */
export const withPepper = (secret: string, pepper: SymmetricKey): string =>
  createHmac('sha256', pepper.bytes).update(secret).digest('base64')
