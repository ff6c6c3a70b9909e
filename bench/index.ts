/**
 * Everything that is measured, one after the other, each in a process of its own: `npm run bench`, or only a part:
 * `npm run bench velocidad paginas`.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PARTES = ['velocidad', 'importar', 'captcha']
const [parte, ...opciones] = process.argv.slice(2)
if (parte && !PARTES.includes(parte)) throw new Error(`the parts are: ${PARTES.join(', ')}`)

for (const nombre of parte ? [parte] : PARTES) {
  const archivo = fileURLToPath(new URL(`${nombre}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [archivo, ...opciones], { stdio: 'inherit' })
  if (status !== 0) process.exitCode = 1
}
