import type { Cipher } from '../../application/ports.ts'
import { formatWrapped, parseImportedHash } from '../stored-hash.ts'
import { decryptDigest } from './adopt.ts'
import { formatRecipe, type Recipe } from './recipe.ts'

/**
 * From here on the digest itself is costly, and its wrapping must leave room for it within the time of one
 * hash.
 */
const COSTLY_ITERATIONS = 10_000

export interface WrapPlan {
  /** What today's scheme hashes. */
  text: string
  cost: number
  /** Turns today's hash into the string to store. */
  finish: (hash: string) => string
}

/** What today's scheme hashes in place of the secret. */
export const digestText = (digest: Buffer): string => digest.toString('base64url')

const wrappingCost = (recipe: Recipe, cost: number): number =>
  recipe.mode === 'pbkdf2' && recipe.iterations >= COSTLY_ITERATIONS ? Math.max(4, cost - 1) : cost

/** Plans wrapping a pending hash in today's scheme; undefined when it is not one or cannot be decrypted. */
export function planWrapping(cipher: Cipher, cost: number, hash: string): WrapPlan | undefined {
  const imported = parseImportedHash(hash)
  const opened = imported?.kind === 'encrypted' ? decryptDigest(cipher, imported.encrypted) : undefined
  if (!opened) return undefined
  const { recipe, digest } = opened
  // A plaintext secret needs no wrapping: it becomes a hash of today.
  if (recipe.mode === 'texto') return { text: digest.toString(), cost, finish: (wrapped) => wrapped }
  return {
    text: digestText(digest),
    cost: wrappingCost(recipe, cost),
    finish: (wrapped) => formatWrapped(formatRecipe(recipe), wrapped),
  }
}
