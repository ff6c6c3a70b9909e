/** The product as the README starts it: the same command, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LETTERS } from './test-product.ts'

/** Starts it in development on a new folder and a free port, and waits until it says that it runs. */
export async function startProduct() {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-'))
  const port = await findFreePort()
  const { PATH, HOME } = process.env
  const child = spawn('npm', ['start'], {
    // Nothing else of this environment: vitest sets variables that the product reads.
    env: { PATH, HOME, DATA_DIR: folder, PORT: String(port), TEST_CAPTCHA: LETTERS },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that npm and what it started can be stopped together.
    detached: true,
  })
  await untilReady(child)
  return {
    base: `http://127.0.0.1:${port}`,
    async close() {
      const end = once(child, 'exit')
      if (child.pid) process.kill(-child.pid, 'SIGTERM')
      await end
      await rm(folder, { recursive: true })
    },
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Goes on reading what it prints, or it would stop when the pipe is full. */
function untilReady({ stdout }: ChildProcess): Promise<void> {
  return new Promise((resolve, fail) => {
    let printed = ''
    stdout?.on('data', (chunk) => {
      printed += chunk
      if (printed.includes('Clave SENCE is running.')) resolve()
    })
    stdout?.once('close', () => fail(new Error(`the product did not start: ${printed}`)))
  })
}
