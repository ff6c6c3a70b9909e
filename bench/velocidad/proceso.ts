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

/** Starts a module of this folder and waits until it listens. @throws when it ends instead. */
export async function lanzar(modulo: string, entorno: Record<string, string>): Promise<Servidor> {
  const proceso = fork(fileURLToPath(new URL(modulo, import.meta.url)), {
    env: { ...process.env, ...entorno },
  })
  const siguiente = respuestasDe(proceso)
  const base = String(await siguiente())
  const pedir = <T>(que: string): Promise<T> => {
    const respuesta = siguiente()
    proceso.send(que)
    return respuesta as Promise<T>
  }
  return {
    base,
    pedir,
    consumo: () => pedir('consumo'),
    async cerrar() {
      proceso.removeAllListeners('exit')
      proceso.kill('SIGKILL')
      if (proceso.exitCode === null) await once(proceso, 'exit')
    },
  }
}

/** Its messages, each to the one who waits longest. */
function respuestasDe(proceso: ChildProcess): () => Promise<unknown> {
  const esperas: PromiseWithResolvers<unknown>[] = []
  proceso.on('message', (mensaje) => esperas.shift()?.resolve(mensaje))
  proceso.once('exit', (codigo) => {
    for (const { reject } of esperas.splice(0)) reject(new Error(`the process ended with ${codigo}`))
  })
  return () => {
    const espera = Promise.withResolvers<unknown>()
    esperas.push(espera)
    return espera.promise
  }
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
