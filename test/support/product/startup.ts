/** The product in its own process, started with the command of the README. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from './free-port.ts'
import { LETTERS } from './test-product.ts'

/** Starts it in development mode with a new folder and a free port, and waits until it is ready. */
export async function startProduct() {
  const folder = await mkdtemp(join(tmpdir(), 'clave-sence-'))
  const port = await findFreePort()
  const { PATH, HOME } = process.env
  const child = spawn('npm', ['start'], {
    // Not the whole environment: vitest sets variables that the product reads.
    env: { PATH, HOME, DATA_DIR: folder, PORT: String(port), TEST_CAPTCHA: LETTERS },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Its own process group, so that npm and its child can be stopped together.
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

/** Keeps reading the output afterwards: a full pipe would block the process. */
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
