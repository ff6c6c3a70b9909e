/** Converts hashes of the old system into a form safe to store. */
import type { AdoptedHash, Cipher } from '../../application/ports.ts'
import { formatBcrypt, formatEncrypted } from '../stored-hash.ts'
import { parseLegacyHash, type UnreadableHash } from './formats.ts'
import { formatRecipe, parseRecipe, type Recipe } from './recipe.ts'

const CONTEXT = 'hash-antiguo'
/** About the work of bcrypt at cost 11. */
const SLOW_ITERATIONS = 200_000

/** Encrypts recipe and digest: a stolen database must not be a list of MD5 to guess at. */
function encryptDigest(cipher: Cipher, recipe: Recipe, digest: Buffer): string {
  return formatEncrypted(cipher.encrypt(`${formatRecipe(recipe)}$${digest.toString('base64url')}`, CONTEXT))
}

/** @returns recipe and digest; undefined when the key is gone or the text was altered. */
export function decryptDigest(
  cipher: Cipher,
  encrypted: string,
): { recipe: Recipe; digest: Buffer } | undefined {
  const [recipeText = '', digest = ''] = tryDecrypt(cipher, encrypted).split('$')
  const recipe = parseRecipe(recipeText)
  return recipe && { recipe, digest: Buffer.from(digest, 'base64url') }
}

/** A hash that cannot be decrypted matches no clave; its owner recovers. */
function tryDecrypt(cipher: Cipher, encrypted: string): string {
  try {
    return cipher.decrypt(encrypted, CONTEXT)
  } catch {
    return ''
  }
}

/**
 * See {@link Hasher.adopt}.
 * @param cost today's bcrypt cost.
 */
export function adopt(cipher: Cipher, cost: number, text: string): AdoptedHash | UnreadableHash {
  const parsed = parseLegacyHash(text)
  if (typeof parsed === 'string') return parsed
  if (parsed.kind === 'bcrypt') {
    return { hash: formatBcrypt(parsed.bcrypt), toWrap: false, slow: parsed.cost > cost }
  }
  const { recipe, digest } = parsed
  return {
    hash: encryptDigest(cipher, recipe, digest),
    toWrap: true,
    slow: recipe.mode === 'pbkdf2' && recipe.iterations > SLOW_ITERATIONS,
  }
}

/** See {@link Hasher.adoptPlaintext}. */
export const adoptPlaintext = (cipher: Cipher, secret: string): AdoptedHash => ({
  hash: encryptDigest(cipher, { mode: 'texto' }, Buffer.from(secret)),
  toWrap: true,
  slow: false,
})
