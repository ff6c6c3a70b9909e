import type { Cipher } from '../../application/ports.ts'
import { formatWrapped, parseImportedHash } from '../stored-hash.ts'
import { decryptDigest } from './adopt.ts'
import { formatRecipe, type Recipe } from './recipe.ts'

/** From here on the digest itself is work, and what is around it must leave room for it in the time of one hash. */
const COSTLY_ITERATIONS = 10_000

export interface WrapPlan {
  /** What goes into today's scheme. */
  text: string
  cost: number
  /** The string to keep, from the one of today's scheme. */
  finish: (hash: string) => string
}

/** What today's scheme gets in place of the secret. */
export const digestText = (digest: Buffer): string => digest.toString('base64url')

const wrappingCost = (recipe: Recipe, cost: number): number =>
  recipe.mode === 'pbkdf2' && recipe.iterations >= COSTLY_ITERATIONS ? Math.max(4, cost - 1) : cost

/** How to put today's scheme around a hash that waits; undefined when it is none or cannot be opened. */
export function planWrapping(cipher: Cipher, cost: number, hash: string): WrapPlan | undefined {
  const imported = parseImportedHash(hash)
  const opened = imported?.kind === 'cifrado' ? decryptDigest(cipher, imported.encrypted) : undefined
  if (!opened) return undefined
  const { recipe, digest } = opened
  // What was readable needs nothing around it: it becomes one of today's.
  if (recipe.mode === 'texto') return { text: digest.toString(), cost, finish: (wrapped) => wrapped }
  return {
    text: digestText(digest),
    cost: wrappingCost(recipe, cost),
    finish: (wrapped) => formatWrapped(formatRecipe(recipe), wrapped),
  }
}
