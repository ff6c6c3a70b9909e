import { createHash, timingSafeEqual } from 'node:crypto'
import bcrypt from 'bcrypt'
import type { Cipher } from '../../application/ports.ts'
import type { SymmetricKey } from '../keys.ts'
import { type ImportedHash, withPepper } from '../stored-hash.ts'
import { decryptDigest } from './adopt.ts'
import { computeDigest } from './recipe.ts'
import { digestText } from './wrap.ts'

export interface ComparerOptions {
  cost: number
  peppers: readonly SymmetricKey[]
  cipher: Cipher
  nowMs: () => number
  /** Current average time of a hash at today's cost. */
  averageMs: () => number
}

const MIN_COST = 4

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

/**
 * Compares with hashes of the old system in the time of one of today's, whatever their kind: bcrypt pads what
 * the kind itself takes.
 */
export function createComparer({ cost, peppers, cipher, nowMs, averageMs }: ComparerOptions) {
  /**
   * Pads with bcrypt: 2^c + 2^c + 2^(c+1) + … + 2^(today-1) = 2^today.
   * @param costDone cost of the bcrypt already done.
   * @param spentMs time spent on other work, deducted from the padding.
   */
  async function spendRemainingCost(costDone: number, spentMs: number): Promise<void> {
    let budgetMs = spentMs
    for (let rest = cost - 1; rest >= costDone; rest--) {
      const ms = averageMs() * 2 ** (rest - cost)
      if (budgetMs >= ms) budgetMs -= ms
      else await bcrypt.hash('', rest)
    }
  }

  return async function compare(secret: string, imported: ImportedHash): Promise<boolean> {
    if (imported.kind === 'bcrypt') {
      const matches = await bcrypt.compare(secret, imported.bcrypt)
      await spendRemainingCost(imported.cost, 0)
      return matches
    }
    const start = nowMs()
    if (imported.kind === 'encrypted') {
      const opened = decryptDigest(cipher, imported.encrypted)
      const digest = opened && sha256(await computeDigest(opened.recipe, secret))
      const matches = opened && digest ? timingSafeEqual(digest, sha256(opened.digest)) : false
      const spentMs = nowMs() - start
      await bcrypt.hash('', MIN_COST)
      await spendRemainingCost(MIN_COST, spentMs)
      return matches
    }
    const pepper = peppers.find(({ id }) => id === imported.pepperId)
    const text = digestText(await computeDigest(imported.recipe, secret))
    const spentMs = nowMs() - start
    const matches = await bcrypt.compare(withPepper(text, pepper ?? NO_PEPPER), imported.bcrypt)
    await spendRemainingCost(imported.cost, spentMs)
    return matches && pepper !== undefined
  }
}

/** Stands in for a missing pepper, to do the same work. */
const NO_PEPPER: SymmetricKey = { id: '', bytes: Buffer.alloc(32) }
