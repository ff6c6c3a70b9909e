/** How much work something is, on a machine that does other things too. */

const GOES = 3

/** Whatever shares the core, and the garbage of other tests, only add: goes not needed to come below the limit are saved. */
async function least(limit: number, measure: () => Promise<number>): Promise<number> {
  let fewest = Number.POSITIVE_INFINITY
  for (let go = 0; go < GOES && fewest >= limit; go++) fewest = Math.min(fewest, await measure())
  return fewest
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000

/**
 * Milliseconds of processor time that something takes: the least of three goes.
 * @param run its own work only; what it needs is made before.
 * @param usage of the thread that serves; `process.cpuUsage` counts all threads.
 */
export const leastCpuTime = (
  limit: number,
  run: () => Promise<unknown>,
  usage: (before?: NodeJS.CpuUsage) => NodeJS.CpuUsage = process.threadCpuUsage,
): Promise<number> =>
  least(limit, async () => {
    const before = usage()
    await run()
    return milliseconds(usage(before))
  })

/** Milliseconds that others wait at most for the thread while something runs: the least of three goes. */
export const leastLongestTurn = (limit: number, run: () => Promise<unknown>): Promise<number> =>
  least(limit, async () => {
    let done = false
    let longest = 0
    const serve = (before: NodeJS.CpuUsage) => {
      longest = Math.max(longest, milliseconds(process.threadCpuUsage(before)))
      const now = process.threadCpuUsage()
      if (!done) setImmediate(() => serve(now))
    }
    serve(process.threadCpuUsage())
    await run()
    done = true
    return longest
  })
