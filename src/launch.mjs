/**
 * Runs a program under the Node version that the project pins, whatever Node is installed.
 *
 *     node src/launch.mjs <script> [arguments]
 *
 * better-sqlite3 13 ends in a segmentation fault under Node 20, and TypeScript runs as it is only from
 * Node 24 on. The pinned binary comes with `npm ci` as an optional dependency, one package for each
 * architecture; npm 10 does not link optional binaries, so it is looked up here by its folder.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const REQUIRED_MAJOR = 24

const pinned = fileURLToPath(
  new URL(`../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url),
)
const current = Number(process.versions.node.split('.')[0])

if (!existsSync(pinned) && current < REQUIRED_MAJOR) {
  console.error(
    `Clave SENCE needs Node ${REQUIRED_MAJOR} and this is Node ${process.versions.node}.\n` +
      `Run "npm ci" on Linux x64 or arm64, which brings it, or install Node ${REQUIRED_MAJOR}.`,
  )
  process.exit(1)
}

// Key hashing takes one thread of libuv's pool for each core; the rest stay free for files and mail.
process.env.UV_THREADPOOL_SIZE ??= String(availableParallelism() + 4)

// What was compiled once need not be compiled at the next start.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/node-compile', import.meta.url),
)

const child = spawn(existsSync(pinned) ? pinned : process.execPath, process.argv.slice(2), {
  stdio: 'inherit',
})

// A terminal sends Ctrl-C to both; a service manager signals only this process.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  } else process.exit(code ?? 1)
})
