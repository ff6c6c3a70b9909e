import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorker, type Task } from '../../src/application/worker/worker.ts'
import { createMemoryTransport } from '../support/peers/mail.ts'
import { createManualScheduler } from '../support/product/manual-scheduler.ts'
import { createMailHarness, type MailHarness } from './harness.ts'

/** Lets pending work proceed. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

describe('the worker', () => {
  let harness: MailHarness
  beforeEach(async () => {
    harness = await createMailHarness('sqlite', createMemoryTransport())
  })
  afterEach(() => harness.tearDown())

  function workerWith(...tasks: Task[]) {
    const manual = createManualScheduler()
    const failures: string[] = []
    const onFailure = (name: string, error: unknown) => void failures.push(`${name}: ${String(error)}`)
    const { store } = harness.deps
    const { scheduler } = manual
    return {
      ...manual,
      failures,
      worker: createWorker({ store, scheduler, onFailure, who: 'uno' }, tasks),
    }
  }

  it('runs each task at startup and again after its interval', async () => {
    let rounds = 0
    const { worker, expire, waits } = workerWith({
      name: 'a',
      everyMs: 2000,
      task: async () => ++rounds,
    })
    worker.start()
    await nextTurn()
    expect([rounds, waits()]).toEqual([1, [2000]])
    expire()
    await nextTurn()
    expect([rounds, waits()]).toEqual([2, [2000]])
    await worker.stop()
  })

  it('repeats at once while a task reports more work', async () => {
    const remaining = [true, true, false]
    const { worker, waits } = workerWith({
      name: 'a',
      everyMs: 5,
      task: async () => remaining.shift(),
    })
    worker.start()
    await nextTurn()
    expect([remaining, waits()]).toEqual([[], [5]])
    await worker.stop()
  })

  it('wakes only the tasks that ask for it, once started', async () => {
    const runs: string[] = []
    const task = (name: string, onWake: boolean): Task => ({
      name,
      everyMs: 2000,
      onWake,
      task: async () => void runs.push(name),
    })
    const { worker, waits } = workerWith(task('correo', true), task('purga', false))
    worker.wake()
    await nextTurn()
    expect(runs).toEqual([])
    worker.start()
    await nextTurn()
    worker.wake()
    await nextTurn()
    expect(runs).toEqual(['correo', 'purga', 'correo'])
    expect(waits()).toEqual([2000, 2000])
    await worker.stop()
  })

  it('never overlaps a task with itself, and misses no wake-up meanwhile', async () => {
    const gates: (() => void)[] = []
    let atOnce = 0
    let max = 0
    const { worker } = workerWith({
      name: 'a',
      everyMs: 2000,
      onWake: true,
      async task() {
        max = Math.max(max, ++atOnce)
        await new Promise<void>((open) => gates.push(open))
        atOnce -= 1
      },
    })
    worker.start()
    await nextTurn()
    worker.wake()
    worker.wake()
    await nextTurn()
    expect(gates).toHaveLength(1)
    gates[0]?.()
    await nextTurn()
    expect(gates).toHaveLength(2)
    gates[1]?.()
    await nextTurn()
    expect([gates.length, max]).toEqual([2, 1])
    await worker.stop()
  })

  it('reports a failed round and continues; other tasks are unaffected', async () => {
    let ok = 0
    const { worker, failures, waits, expire } = workerWith(
      { name: 'mala', everyMs: 1, task: () => Promise.reject(new Error('no database')) },
      { name: 'buena', everyMs: 1, task: async () => ++ok },
    )
    worker.start()
    await nextTurn()
    expect([failures, ok, waits()]).toEqual([['mala: Error: no database'], 1, [1, 1]])
    expire()
    await nextTurn()
    expect([failures.length, ok]).toEqual([2, 2])
    await worker.stop()
  })

  it('on stop, waits for the running round, starts nothing more and releases its messages', async () => {
    await harness.enqueue('a@ejemplo.cl')
    const { store, clock } = harness.deps
    const lease = (who: string) =>
      store.transaction((uow) =>
        uow.avisos.lease('correo', who, clock.now(), new Date(clock.now().getTime() + 1000), 9),
      )
    const gate = Promise.withResolvers<void>()
    let rounds = 0
    const { worker, waits } = workerWith({
      name: 'a',
      everyMs: 1,
      onWake: true,
      async task() {
        rounds += 1
        await lease('uno')
        await gate.promise
        return true
      },
    })
    worker.start()
    await expect.poll(() => harness.rows()).toMatchObject([{ leasedBy: 'uno' }])
    let stopped = false
    const end = worker.stop().then(() => {
      stopped = true
    })
    worker.wake()
    await nextTurn()
    expect(stopped).toBe(false)
    gate.resolve()
    await end
    worker.wake()
    worker.start()
    expect([rounds, waits()]).toEqual([1, []])
    expect(await lease('dos')).toHaveLength(1)
  })
})
