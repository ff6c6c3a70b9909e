import bcrypt from 'bcrypt'
import { type Asker, type Cipher, Gate, type Hasher, type HashReservation } from '../application/ports.ts'
import { currentKey, type SymmetricKey } from './keys.ts'
import { adopt, adoptPlaintext } from './legacy-hashes/adopt.ts'
import { createComparer } from './legacy-hashes/compare.ts'
import { planWrapping } from './legacy-hashes/wrap.ts'
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
  /** Hashes that run. */
  inProgress: number
  /** Reservations that wait for their turn. */
  waiting: number
  /** Hashes reserved and not finished, including the running ones. */
  pending: number
  done: number
  averageMs: number
}

export interface MeasuredHasher extends Hasher {
  status(): HasherStatus
  /** Expected wait of one hash more, of that asker: others of its network make it longer than anybody else's. */
  waitMs(asker: Asker): number
}

/** One hash at cost 11 on a common server core; the estimate before any is measured. */
const MS_AT_COST_11 = 146
/** Weight of the newest hash in the moving average. */
const WEIGHT = 0.1
/**
 * Reservations whose work has begun, for each core: some read the database meanwhile, so that no core waits
 * for them.
 */
const BEGUN_PER_CORE = 2
/** Where the hashes come from that nobody asked for. */
const OWN_WORK: Asker = { networks: ['own work'] }

/**
 * bcrypt over base64(HMAC-SHA-256 with the pepper), on libuv's pool, at most `permits` at a time. Comparing
 * costs the same with no hash, an unreadable one, one of a lower cost, or one of the old system.
 * @throws Error when there is no pepper.
 */
export function createHasher(options: HasherOptions): MeasuredHasher {
  const { cost, peppers, cipher, permits, maxWaitMs, nowMs = () => performance.now() } = options
  const current = currentKey(peppers)
  let unreserved = 0
  let done = 0
  let averageMs = MS_AT_COST_11 * 2 ** (cost - 11)

  const waitMsFor = (hashes: number) => ((hashes + unreserved) * averageMs) / permits
  const overload = (hashes: number) => {
    const waitMs = waitMsFor(hashes)
    return waitMs > maxWaitMs ? Math.ceil(waitMs / 1000) : undefined
  }
  const turns = new Gate({ places: BEGUN_PER_CORE * permits, overload })
  /** Bounded by `turns`. */
  const cores = new Gate({ places: permits, overload: () => undefined })
  const pending = () => turns.status().pending + unreserved

  const runMeasured = <T>(asker: Asker, work: () => Promise<T>): Promise<T> =>
    cores.run(asker, async () => {
      const start = nowMs()
      try {
        return await work()
      } finally {
        averageMs += WEIGHT * (nowMs() - start - averageMs)
        done++
      }
    })

  const runUnreserved = async <T>(asker: Asker, work: () => Promise<T>): Promise<T> => {
    unreserved++
    try {
      return await runMeasured(asker, work)
    } finally {
      unreserved--
    }
  }

  const create = async (secret: string) =>
    formatHash(current.id, await bcrypt.hash(withPepper(secret, current), cost))

  const compareImported = createComparer({
    cost,
    peppers,
    cipher,
    nowMs,
    averageMs: () => averageMs,
  })

  // What nothing matches, of today's cost. Making a hash instead would take one more turn of the pool, for its salt,
  // which tells by time that there is nothing to compare with.
  const decoy = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`

  const compare: HashReservation['compare'] = async (secret, hash) => {
    const stored = hash === null ? undefined : parseHash(hash)
    const pepper = peppers.find(({ id }) => id === stored?.pepperId)
    const imported = hash === null || stored ? undefined : parseImportedHash(hash)
    if (imported) {
      const matches = await compareImported(secret, imported)
      return { matches, renew: matches }
    }
    if (!stored || !pepper) {
      await bcrypt.compare(withPepper(secret, current), decoy)
      return { matches: false, renew: false }
    }
    const matches = await bcrypt.compare(withPepper(secret, pepper), stored.bcrypt)
    // 2^c + 2^c + 2^(c+1) + … + 2^(today-1) = 2^today: a cheaper old hash takes as long as a new one.
    for (let rest = stored.cost; rest < cost; rest++) await bcrypt.hash('', rest)
    return { matches, renew: matches && (stored.cost < cost || pepper !== current) }
  }

  return {
    async reserve(asker, hashes, work) {
      const leave = await turns.enter(asker, { units: hashes })
      let remaining = hashes
      const take = async <T>(hash: () => Promise<T>): Promise<T> => {
        if (remaining === 0) throw new Error('more hashes than were reserved')
        remaining--
        try {
          return await runMeasured(asker, hash)
        } finally {
          leave(1)
        }
      }
      try {
        return await work({
          create: (secret) => take(() => create(secret)),
          compare: (secret, hash) => take(() => compare(secret, hash)),
          renew: async (secret) =>
            overload(turns.status().pending) === undefined
              ? runUnreserved(asker, () => create(secret))
              : null,
        })
      } finally {
        leave(remaining)
        remaining = 0
      }
    },
    adopt: (text) => adopt(cipher, cost, text),
    adoptPlaintext: (secret) => adoptPlaintext(cipher, secret),
    async wrap(hash) {
      if (pending() > 0) return { status: 'ocupado' }
      const plan = planWrapping(cipher, cost, hash)
      if (!plan) return { status: 'ilegible' }
      const wrapped = await runUnreserved(OWN_WORK, async () => {
        const bcryptHash = await bcrypt.hash(withPepper(plan.text, current), plan.cost)
        return plan.finish(formatHash(current.id, bcryptHash))
      })
      return { status: 'envuelto', hash: wrapped }
    },
    waitMs: (asker) => waitMsFor(turns.before(asker)),
    status() {
      const { inProgress } = cores.status()
      return { inProgress, waiting: turns.status().waiting, pending: pending(), done, averageMs }
    },
  }
}
