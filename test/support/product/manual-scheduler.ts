import type { Scheduler } from '../../../src/application/ports.ts'

/** Timers that fire only when the test says so. */
export function createManualScheduler() {
  const pending = new Map<() => void, number>()
  const scheduler: Scheduler = {
    after(ms, run) {
      pending.set(run, ms)
      return () => pending.delete(run)
    },
  }
  const expire = () => {
    const all = [...pending.keys()]
    pending.clear()
    for (const run of all) run()
  }
  return { scheduler, expire, waits: () => [...pending.values()] }
}
