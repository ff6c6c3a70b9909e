import { Worker } from 'node:worker_threads'

const HILO = new URL('./sonido-hilo.ts', import.meta.url)

export interface Encargo {
  numero: number
  texto: string
  /** What its chance is drawn from. */
  semilla: string
}

export interface Entrega {
  numero: number
  wav: Uint8Array
}

export interface Locutor {
  /**
   * @returns a text said aloud, a WAV file.
   * @throws when the thread breaks or is stopped; the next text gets another thread.
   */
  decir(texto: string, semilla: string): Promise<Buffer>
  /** Stops the thread, and what it was saying. */
  cerrar(): Promise<void>
}

/** Starts a thread that keeps no process alive. */
function partir(alTerminar: () => void) {
  const esperan = new Map<number, PromiseWithResolvers<Buffer>>()
  const hilo = new Worker(HILO, { env: {}, execArgv: [] })
  hilo.unref()
  hilo.on('message', ({ numero, wav }: Entrega) => {
    esperan.get(numero)?.resolve(Buffer.from(wav))
    esperan.delete(numero)
  })
  const terminar = (error: Error) => {
    alTerminar()
    for (const { reject } of esperan.values()) reject(error)
    esperan.clear()
  }
  hilo.once('error', terminar)
  hilo.once('exit', () => terminar(new Error('the thread of the sounds ended')))
  return { hilo, esperan }
}

/** One thread that says texts one after another. It starts with the first. */
export function crearLocutor(): Locutor {
  let actual: ReturnType<typeof partir> | undefined
  let ultimo = 0

  const enMarcha = () => {
    const vivo = actual
    if (vivo) return vivo
    const nuevo = partir(() => {
      if (actual === nuevo) actual = undefined
    })
    actual = nuevo
    return nuevo
  }

  return {
    decir(texto, semilla) {
      const { hilo, esperan } = enMarcha()
      const encargo: Encargo = { numero: ++ultimo, texto, semilla }
      const espera = Promise.withResolvers<Buffer>()
      esperan.set(encargo.numero, espera)
      hilo.postMessage(encargo)
      return espera.promise
    },
    async cerrar() {
      await actual?.hilo.terminate()
    },
  }
}
