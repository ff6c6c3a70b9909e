/** The CLI as the operator runs it: a separate process with its own environment and exit code. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import { localSecrets } from '../../src/local-secrets.ts'
import { PASSPHRASE, rowsOf, withPersona } from './harness.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const execute = promisify(execFile)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clave-sence-proceso-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function cli(
  dataDir: string,
  ...words: string[]
): Promise<{ exitCode: number; output: string; error: string }> {
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder, dataDir), BACKUP_PASSPHRASE: PASSPHRASE }
  try {
    const { stdout, stderr } = await execute(
      process.execPath,
      ['src/launch.mjs', 'src/cli/main.ts', ...words],
      {
        cwd: root,
        env,
      },
    )
    return { exitCode: 0, output: stdout, error: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { exitCode: code, output: stdout, error: stderr }
  }
}

const open = (dataDir: string) =>
  composeProduct(
    readConfig({ NODE_ENV: 'test', DATA_DIR: join(folder, dataDir), BCRYPT_COST: '4' }, localSecrets),
  )

it('shows the help without a command, and reports a wrong one in one line without a trace', async () => {
  const [help, wrong] = await Promise.all([cli('nada'), cli('nada', 'cuentas', 'borrar')])
  expect(help).toMatchObject({ exitCode: 0, error: '' })
  expect(help.output).toContain('Uso: npm run cli -- <orden>')
  expect(wrong).toEqual({
    exitCode: 2,
    output: '',
    error: 'No existe esa orden de «cuentas». Vea las que hay: npm run cli -- cuentas\n',
  })
}, 20_000)

it('restores a backup of a database in use on another machine, where all checks pass', async () => {
  const product = await open('uno')
  await withPersona(product)
  const file = join(folder, 'respaldo')
  expect(await cli('uno', 'respaldo', file)).toMatchObject({ exitCode: 0, error: '' })
  expect(await readFile(file, 'latin1')).toContain('"costo":17')
  expect(await cli('dos', 'restaurar', file)).toMatchObject({ exitCode: 0, error: '' })
  expect(await cli('dos', 'revisar')).toMatchObject({ exitCode: 0, error: '' })
  const restored = await open('dos')
  expect((await rowsOf(restored, ['cuentas'])).cuentas).toEqual((await rowsOf(product, ['cuentas'])).cuentas)
  await product.close()
  await restored.close()

  const again = await cli('dos', 'restaurar', file)
  expect(again).toEqual({
    exitCode: 1,
    output: '',
    error: 'La base de datos ya tiene datos: use una vacía.\n',
  })
}, 40_000)
