/**
 * Everything that is measured, one after the other, each in a process of its own: `npm run bench`, or only a part:
 * `npm run bench velocidad paginas`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Parts as they are asked for, with their files. */
const PARTS: Readonly<Record<string, string>> = {
  velocidad: 'speed',
  importar: 'import',
  captcha: 'captcha',
}
const [part, ...options] = process.argv.slice(2)
if (part && !(part in PARTS)) throw new Error(`the parts are: ${Object.keys(PARTS).join(', ')}`)

for (const name of part ? [part] : Object.keys(PARTS)) {
  const file = fileURLToPath(new URL(`${PARTS[name]}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
