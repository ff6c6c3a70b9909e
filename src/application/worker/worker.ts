import type { Scheduler, Store } from '../ports.ts'

export interface Task {
  name: string
  /** Pause between the end of a round and the start of the next. */
  everyMs: number
  /** Also runs on {@link Worker.wake}. */
  onWake?: boolean
  /** One round. Resolves to true when more is pending: the next round then starts at once. */
  task: () => Promise<unknown>
}

export interface Worker {
  /** Runs each task now and then periodically. */
  start(): void
  /** Runs the `onWake` tasks, once started; call it after a transaction that leaves them something to do. */
  wake(): void
  /** Starts no more rounds, waits for the running ones and releases the leases. */
  stop(): Promise<void>
}

interface WorkerDeps {
  store: Store
  scheduler: Scheduler
  /** Called when a round fails; the task continues with its next round. */
  onFailure: (name: string, error: unknown) => void
  /** Name of this worker, unique among nodes; it holds the leases. */
  who: string
}

/** Runs background tasks independently of each other. Rounds of the same task never overlap. */
export function createWorker(deps: WorkerDeps, tasks: readonly Task[]): Worker {
  const loops = tasks.map((task) => createLoop(deps, task))
  let started = false
  return {
    start() {
      started = true
      for (const loop of loops) loop.run()
    },
    wake() {
      if (started) for (const loop of loops) if (loop.onWake) loop.run()
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
