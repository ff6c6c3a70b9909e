import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { lowerPoolPriority } from '../../src/security/thread-priority.ts'

it('lowers the priority of the hashing threads only', async () => {
  const mine = getPriority()
  expect(await lowerPoolPriority()).toBeGreaterThan(0)
  const poolThreads = readdirSync('/proc/self/task').filter((thread) =>
    readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').startsWith('libuv-worker'),
  )
  expect(poolThreads.map((thread) => getPriority(Number(thread)))).toEqual(poolThreads.map(() => 10))
  expect(getPriority()).toBe(mine)
})
