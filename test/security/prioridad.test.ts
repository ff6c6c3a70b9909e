import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { cederElPaso } from '../../src/security/prioridad.ts'

test('the threads that hash give way to the one that answers', async () => {
  const mia = getPriority()
  expect(await cederElPaso()).toBeGreaterThan(0)
  const delPool = readdirSync('/proc/self/task').filter((hilo) =>
    readFileSync(`/proc/self/task/${hilo}/comm`, 'utf8').startsWith('libuv-worker'),
  )
  expect(delPool.map((hilo) => getPriority(Number(hilo)))).toEqual(delPool.map(() => 10))
  expect(getPriority()).toBe(mia)
})
