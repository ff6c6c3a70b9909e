/** CPU of solutions and of the server, both with Node's OpenSSL. */
import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { MAX_LEVEL } from '../../src/domain/price.ts'
import { systemClock } from '../../src/security/clock.ts'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import { createPrices } from '../../src/security/prices.ts'

const SOLVED = 40
const JUDGED = 1000

const benchPrices = () =>
  createPrices({ fingerprints: createFingerprints(Buffer.alloc(32)), clock: systemClock })

/** Milliseconds of CPU, user and system, that each of `times` runs takes. */
async function cpuMs(times: number, run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  for (let i = 0; i < times; i++) await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / times
}

export async function measureWork(): Promise<string[]> {
  const prices = benchPrices()
  const lines: string[] = []
  for (let level = 1; level <= MAX_LEVEL; level++) {
    const tokens = await Promise.all(Array.from({ length: SOLVED }, () => prices.issue('bench', level, 0)))
    const ms = await cpuMs(SOLVED, async () => {
      const challenge = JSON.parse(Buffer.from(tokens.pop() ?? '', 'base64url').toString())
      await solveChallenge({ challenge, deriveKey })
    })
    lines.push(`a solution of level ${level}: ${ms.toFixed(0)} ms of CPU on average`)
  }
  const issue = await cpuMs(JUDGED, () => prices.issue('bench', 1, 0))
  const token = await prices.issue('bench', 1, 0)
  const read = await cpuMs(JUDGED, () => prices.read(token, 'bench', `7.${'00'.repeat(32)}`))
  return [...lines, `the server: ${issue.toFixed(2)} ms to make one, ${read.toFixed(2)} ms to judge it`]
}
