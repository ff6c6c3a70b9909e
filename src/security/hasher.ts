import bcrypt from 'bcrypt'
import { type Cipher, type Hasher, type HashReservation, Overloaded } from '../application/ports.ts'
import { currentKey, type SymmetricKey } from './keys.ts'
import { adopt, adoptPlaintext } from './legacy-hashes/adopt.ts'
import { createComparer } from './legacy-hashes/compare.ts'
import { planWrapping } from './legacy-hashes/wrap.ts'
import { createSemaphore } from './semaphore.ts'
import { formatHash, parseHash, parseImportedHash, withPepper } from './stored-hash.ts'

export interface HasherOptions {
  /** bcrypt's cost: each step doubles the work. */
  cost: number
  /** The first makes new hashes; all of them verify. */
  peppers: readonly SymmetricKey[]
  /** Encrypts hashes of the old system that are too weak to store as they are. */
  cipher: Cipher
  /** Concurrent hashes: the number of cores. */
  permits: number
  /** Longest expected wait to accept, in milliseconds. */
  maxWaitMs: number
  /** A millisecond clock, to measure hashes. */
  nowMs?: () => number
}

export interface HasherStatus {
  inProgress: number
  waiting: number
  /** Hashes reserved and not finished, including the running ones. */
  pending: number
  done: number
  averageMs: number
}

/** One hash at cost 11 on a common server core; the estimate before any is measured. */
const MS_AT_COST_11 = 146
/** Weight of the newest hash in the moving average. */
const WEIGHT = 0.1

/**
 * bcrypt over base64(HMAC-SHA-256 with the pepper), on libuv's pool, at most `permits` at a time. Comparing
 * costs the same with no hash, an unreadable one, one of a lower cost, or one of the old system.
 * @throws Error when there is no pepper.
 */
export function createHasher(options: HasherOptions): Hasher & { status(): HasherStatus } {
  const { cost, peppers, cipher, permits, maxWaitMs, nowMs = () => performance.now() } = options
  const current = currentKey(peppers)
  const semaphore = createSemaphore(permits)
  let pending = 0
  let done = 0
  let averageMs = MS_AT_COST_11 * 2 ** (cost - 11)

  const runMeasured = <T>(work: () => Promise<T>): Promise<T> =>
    semaphore.run(async () => {
      const start = nowMs()
      try {
        return await work()
      } finally {
        averageMs += WEIGHT * (nowMs() - start - averageMs)
        pending--
        done++
      }
    })

  const create: HashReservation['create'] = (secret) =>
    runMeasured(async () => formatHash(current.id, await bcrypt.hash(withPepper(secret, current), cost)))

  const compareImported = createComparer({
    cost,
    peppers,
    cipher,
    nowMs,
    averageMs: () => averageMs,
  })

  const compare: HashReservation['compare'] = (secret, hash) => {
    const stored = hash === null ? undefined : parseHash(hash)
    const pepper = peppers.find(({ id }) => id === stored?.pepperId)
    const imported = hash === null || stored ? undefined : parseImportedHash(hash)
    return runMeasured(async () => {
      if (imported) {
        const matches = await compareImported(secret, imported)
        return { matches, renew: matches }
      }
      if (!stored || !pepper) {
        await bcrypt.hash(withPepper(secret, current), cost)
        return { matches: false, renew: false }
      }
      const matches = await bcrypt.compare(withPepper(secret, pepper), stored.bcrypt)
      // 2^c + 2^c + 2^(c+1) + … + 2^(today-1) = 2^today: a cheaper old hash takes as long as a new one.
      for (let rest = stored.cost; rest < cost; rest++) await bcrypt.hash('', rest)
      return { matches, renew: matches && (stored.cost < cost || pepper !== current) }
    })
  }

  return {
    async reserve(hashes, work) {
      const waitMs = (pending * averageMs) / permits
      if (waitMs > maxWaitMs) throw new Overloaded(Math.ceil(waitMs / 1000))
      let remaining = hashes
      pending += hashes
      const take = () => {
        if (remaining === 0) throw new Error('more hashes than were reserved')
        remaining--
      }
      try {
        return await work({
          create: async (secret) => {
            take()
            return create(secret)
          },
          compare: async (secret, hash) => {
            take()
            return compare(secret, hash)
          },
        })
      } finally {
        pending -= remaining
        remaining = 0
      }
    },
    adopt: (text) => adopt(cipher, cost, text),
    adoptPlaintext: (secret) => adoptPlaintext(cipher, secret),
    async wrap(hash) {
      if (pending > 0) return { status: 'ocupado' }
      const plan = planWrapping(cipher, cost, hash)
      if (!plan) return { status: 'ilegible' }
      pending++
      return {
        status: 'envuelto',
        hash: await runMeasured(async () => {
          const { text, cost: wrapCost } = plan
          const bcryptHash = await bcrypt.hash(withPepper(text, current), wrapCost)
          return plan.finish(formatHash(current.id, bcryptHash))
        }),
      }
    },
    status: () => ({ ...semaphore.status(), pending, done, averageMs }),
  }
}
