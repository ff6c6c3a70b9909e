export interface Semaphore {
  /** Runs the work when a permit is free, first come first served; the permit returns however the work ends. */
  run<T>(work: () => Promise<T>): Promise<T>
  status(): { inProgress: number; waiting: number }
}

/** Lets so many works run at a time. */
export function createSemaphore(permits: number): Semaphore {
  const queue: (() => void)[] = []
  let inProgress = 0

  const enter = async () => {
    if (inProgress < permits) inProgress++
    else await new Promise<void>((resolve) => queue.push(resolve))
  }
  // The permit goes straight to the next in line, so that a newcomer never overtakes it.
  const leave = () => {
    const next = queue.shift()
    if (next) next()
    else inProgress--
  }

  return {
    async run(work) {
      await enter()
      try {
        return await work()
      } finally {
        leave()
      }
    },
    status: () => ({ inProgress, waiting: queue.length }),
  }
}
