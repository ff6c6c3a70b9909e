/**
 * Runs the benchmarks one after another, each in its own process: all of them with `npm run bench`, or one with
 * its options, as in `npm run bench velocidad paginas`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Command words and the files they run. */
const PARTS: Readonly<Record<string, string>> = {
  velocidad: 'speed',
  importar: 'import',
  captcha: 'captcha',
  precio: 'price',
  claves: 'claves',
}
const [part, ...options] = process.argv.slice(2)
if (part && !(part in PARTS)) throw new Error(`the parts are: ${Object.keys(PARTS).join(', ')}`)

for (const name of part ? [part] : Object.keys(PARTS)) {
  const file = fileURLToPath(new URL(`${PARTS[name]}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [...process.execArgv, file, ...options], {
    stdio: 'inherit',
  })
  if (status !== 0) process.exitCode = 1
}
