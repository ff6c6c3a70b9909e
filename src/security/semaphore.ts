export interface Semaphore {
  /** Runs the work when a permit is free, in order of arrival, and always returns the permit. */
  run<T>(work: () => Promise<T>): Promise<T>
  status(): { inProgress: number; waiting: number }
}

/** Limits how many works run at a time. */
export function createSemaphore(permits: number): Semaphore {
  const queue: (() => void)[] = []
  let inProgress = 0

  const enter = async () => {
    if (inProgress < permits) inProgress++
    else await new Promise<void>((resolve) => queue.push(resolve))
  }
  // The permit passes straight to the next in line, so a newcomer never overtakes it.
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
