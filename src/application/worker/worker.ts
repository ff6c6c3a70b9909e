import type { Scheduler, Store } from '../ports.ts'

export interface Task {
  name: string
  /** Rest between the end of a round and the start of the next. */
  everyMs: number
  /** Also runs as soon as somebody calls {@link Worker.wake}. */
  onWake?: boolean
  /** One round. Resolves to true when more is waiting: the next one then starts at once. */
  task: () => Promise<unknown>
}

export interface Worker {
  /** Runs each task now, and then again and again. */
  start(): void
  /** There is something new to do; call it after the transaction that left it. */
  wake(): void
  /** Starts nothing more, waits for the rounds that run, and lets go of the leases. */
  stop(): Promise<void>
}

interface WorkerDeps {
  store: Store
  scheduler: Scheduler
  /** Told of a round that failed; the task goes on with its next round. */
  onFailure: (name: string, error: unknown) => void
  /** Name of this worker, under which it leases messages. */
  who: string
}

/** What runs beside the requests, each task by itself: a round never starts before the former one of its task ended. */
export function createWorker(deps: WorkerDeps, tasks: readonly Task[]): Worker {
  const loops = tasks.map((task) => createLoop(deps, task))
  return {
    start() {
      for (const loop of loops) loop.run()
    },
    wake() {
      for (const loop of loops) if (loop.onWake) loop.run()
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await deps.store.transaction((uow) => uow.avisos.release(deps.who))
    },
  }
}

function createLoop({ scheduler, onFailure }: WorkerDeps, { name, everyMs, onWake, task }: Task) {
  let round: Promise<void> | null = null
  let again = false
  let stopped = false
  let cancel = () => {}

  async function rounds(): Promise<void> {
    do {
      again = false
      try {
        if ((await task()) === true) again = true
      } catch (error) {
        onFailure(name, error)
      }
    } while (again && !stopped)
  }

  function run(): void {
    if (stopped) return
    again = true
    if (round) return
    cancel()
    round = Promise.resolve()
      .then(rounds)
      .then(() => {
        round = null
        if (!stopped) cancel = scheduler.after(everyMs, run)
      })
  }

  return {
    onWake: onWake === true,
    run,
    async stop() {
      stopped = true
      cancel()
      await round
    },
  }
}
