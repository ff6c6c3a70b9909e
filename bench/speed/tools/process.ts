/** Runs each measured server in its own process, which reports its CPU time and memory. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Usage {
  /** CPU time so far, user plus system, in microseconds. */
  cpuUs: number
  /** The same, of the thread that answers, alone. */
  ownUs: number
  /** Resident memory in MB. */
  rssMb: number
  /** Of it, what V8 reserved for JavaScript, and the memory of buffers. */
  heapMb: number
  buffersMb: number
}

export interface MeasuredServer {
  base: string
  usage(): Promise<Usage>
  /** Asks the process for one of its answers, by name; `detail` goes with the question. */
  request<T>(what: string, detail?: unknown): Promise<T>
  close(): Promise<void>
}

type Answers = Record<string, (detail: unknown) => unknown>

/** Starts a module of bench/speed and waits until it listens. @throws Error when it exits instead. */
export async function launch(moduleFile: string, env: Record<string, string>): Promise<MeasuredServer> {
  const child = fork(fileURLToPath(new URL(`../${moduleFile}`, import.meta.url)), {
    env: { ...process.env, ...env },
  })
  const next = createReceiver(child)
  const base = String(await next())
  const request = <T>(what: string, detail?: unknown): Promise<T> => {
    const reply = next()
    child.send({ what, detail })
    return reply as Promise<T>
  }
  return {
    base,
    request,
    usage: () => request('usage'),
    async close() {
      child.removeAllListeners('exit')
      child.kill('SIGKILL')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** Delivers each message of the process to the oldest waiting call. */
function createReceiver(child: ChildProcess): () => Promise<unknown> {
  const waiting: PromiseWithResolvers<unknown>[] = []
  child.on('message', (message) => waiting.shift()?.resolve(message))
  child.once('exit', (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`the process ended with ${code}`))
  })
  return () => {
    const wait = Promise.withResolvers<unknown>()
    waiting.push(wait)
    return wait.promise
  }
}

/** Runs in the child process: reports where it listens, then answers requests. */
export function serve(base: string, others: Answers = {}): void {
  const answers: Answers = {
    usage: (): Usage => {
      const { user, system } = process.cpuUsage()
      const memory = process.memoryUsage()
      const own = process.threadCpuUsage()
      return {
        cpuUs: user + system,
        ownUs: own.user + own.system,
        rssMb: memory.rss / 2 ** 20,
        heapMb: memory.heapTotal / 2 ** 20,
        buffersMb: memory.external / 2 ** 20,
      }
    },
    ...others,
  }
  process.on('message', async ({ what, detail }: { what: string; detail: unknown }) => {
    process.send?.((await answers[what]?.(detail)) ?? null)
  })
  // Nobody would end it otherwise.
  process.on('disconnect', () => process.exit())
  process.send?.(base)
}
