import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'

/** CPU of this process in microseconds while it compares `count` keys, with all cores busy with them. */
export async function cpuOfHashes(count: number, cost: number): Promise<number> {
  const hash = await bcrypt.hash('otra', cost)
  const before = process.cpuUsage()
  let left = count
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      while (left-- > 0) await bcrypt.compare('una', hash)
    }),
  )
  const { user, system } = process.cpuUsage(before)
  return user + system
}
