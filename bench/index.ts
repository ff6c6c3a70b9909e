/**
 * Everything that is measured, one after the other, each in a process of its own: `npm run bench`, or only a part:
 * `npm run bench velocidad paginas`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PARTS = ['velocidad', 'importar', 'captcha']
const [part, ...options] = process.argv.slice(2)
if (part && !PARTS.includes(part)) throw new Error(`the parts are: ${PARTS.join(', ')}`)

for (const name of part ? [part] : PARTS) {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
