/** Servers under measurement run in processes of their own, which tell what they consumed. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Consumo {
  /** CPU time so far, user and system, in microseconds. */
  cpuUs: number
  /** Resident memory in MB. */
  rssMb: number
}

export interface Servidor {
  base: string
  consumo(): Promise<Consumo>
  /** Asks the process for something by its name. */
  pedir<T>(que: string): Promise<T>
  cerrar(): Promise<void>
}

type Respuestas = Record<string, () => unknown>

/** Starts a module of this folder and waits until it listens. */
export async function lanzar(modulo: string, entorno: Record<string, string>): Promise<Servidor> {
  const proceso: ChildProcess = fork(fileURLToPath(new URL(modulo, import.meta.url)), {
    env: { ...process.env, ...entorno },
  })
  const base: string = await respuesta(proceso)
  const pedir = <T>(que: string): Promise<T> => {
    proceso.send(que)
    return respuesta(proceso)
  }
  return {
    base,
    pedir,
    consumo: () => pedir('consumo'),
    async cerrar() {
      proceso.kill('SIGKILL')
      if (proceso.exitCode === null) await once(proceso, 'exit')
    },
  }
}

async function respuesta<T>(proceso: ChildProcess): Promise<T> {
  const [mensaje] = await Promise.race([
    once(proceso, 'message'),
    once(proceso, 'exit').then(([codigo]) => {
      throw new Error(`the process ended with ${codigo}`)
    }),
  ])
  return mensaje
}

/** In the process: says where it listens, and answers what it is asked. */
export function atender(base: string, otras: Respuestas = {}): void {
  const respuestas: Respuestas = {
    consumo: (): Consumo => {
      const { user, system } = process.cpuUsage()
      return { cpuUs: user + system, rssMb: process.memoryUsage.rss() / 2 ** 20 }
    },
    ...otras,
  }
  process.on('message', (que) => process.send?.(respuestas[String(que)]?.() ?? null))
  process.send?.(base)
}
