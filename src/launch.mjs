/**
 * Runs a script under the Node version pinned by the project, whatever Node is installed (docs/decisions/0001).
 *
 *     node src/launch.mjs <script> [arguments]
 *
 * better-sqlite3 13 crashes with a segmentation fault under Node 20, and Node runs TypeScript directly only
 * from 24 on. `npm ci` installs the pinned binary as an optional dependency, one package per architecture;
 * npm 10 does not link optional binaries, so it is found by path.
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

// Hashing takes one thread of libuv's pool per core; the extra ones stay free for files and mail.
process.env.UV_THREADPOOL_SIZE ??= String(availableParallelism() + 4)

// Faster starts: compiled code is cached between runs.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/node-compile', import.meta.url),
)

// Memory at equal speed (docs/decisions/0034); what the environment sets, and a later flag, stay.
if (!process.env.GLIBC_TUNABLES?.includes('malloc.arena_max')) process.env.MALLOC_ARENA_MAX ??= '2'
const options = (process.env.NODE_OPTIONS ?? '').replaceAll('_', '-')
const ownFlags = ['--max-semi-space-size=8', '--heap-growing-percent=100'].filter(
  (flag) => !options.includes(flag.split('=')[0]),
)

const child = spawn(existsSync(pinned) ? pinned : process.execPath, [...ownFlags, ...process.argv.slice(2)], {
  stdio: 'inherit',
})

// Ctrl-C in a terminal reaches both processes; a service manager signals only this one.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  if (signal) {
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  } else process.exit(code ?? 1)
})
