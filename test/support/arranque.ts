/** The product as the README starts it: the same command, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LETRAS } from './producto.ts'

/** Starts it in development on a new folder and a free port, and waits until it says that it runs. */
export async function arrancar() {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-'))
  const puerto = await puertoLibre()
  const { PATH, HOME } = process.env
  const proceso = spawn('npm', ['start'], {
    // Nothing else of this environment: vitest sets variables that the product reads.
    env: { PATH, HOME, DATA_DIR: carpeta, PORT: String(puerto), TEST_CAPTCHA: LETRAS },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that npm and what it started can be stopped together.
    detached: true,
  })
  await listo(proceso)
  return {
    base: `http://127.0.0.1:${puerto}`,
    async cerrar() {
      const fin = once(proceso, 'exit')
      if (proceso.pid) process.kill(-proceso.pid, 'SIGTERM')
      await fin
      await rm(carpeta, { recursive: true })
    },
  }
}

async function puertoLibre(): Promise<number> {
  const servidor = createServer().listen(0, '127.0.0.1')
  await once(servidor, 'listening')
  const { port } = servidor.address() as AddressInfo
  servidor.close()
  await once(servidor, 'close')
  return port
}

/** Goes on reading what it prints, or it would stop when the pipe is full. */
function listo({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolver, fallar) => {
    let impreso = ''
    stdout?.on('data', (trozo) => {
      impreso += trozo
      if (impreso.includes('Clave SENCE is running.')) resolver()
    })
    stdout?.once('close', () => fallar(new Error(`the product did not start: ${impreso}`)))
  })
}
