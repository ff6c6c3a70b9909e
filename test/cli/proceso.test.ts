/** The operator's program as the operator runs it: another process, its own environment, its exit code. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { componer } from '../../src/composition.ts'
import { leerConfig } from '../../src/config.ts'
import { secretosLocales } from '../../src/secretos-locales.ts'
import { conPersona, FRASE, filasDe } from './banco.ts'

const raiz = fileURLToPath(new URL('../../', import.meta.url))
const ejecutar = promisify(execFile)
let carpeta = ''
beforeAll(async () => {
  carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-proceso-'))
})
afterAll(() => rm(carpeta, { recursive: true }))

async function cli(
  dataDir: string,
  ...palabras: string[]
): Promise<{ fin: number; salida: string; error: string }> {
  const env = { PATH: process.env.PATH, DATA_DIR: join(carpeta, dataDir), BACKUP_PASSPHRASE: FRASE }
  try {
    const { stdout, stderr } = await ejecutar(
      process.execPath,
      ['src/launch.mjs', 'src/cli/main.ts', ...palabras],
      {
        cwd: raiz,
        env,
      },
    )
    return { fin: 0, salida: stdout, error: stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { fin: code, salida: stdout, error: stderr }
  }
}

const abrir = (dataDir: string) =>
  componer(
    leerConfig({ NODE_ENV: 'test', DATA_DIR: join(carpeta, dataDir), BCRYPT_COST: '4' }, secretosLocales),
  )

test('without an order it shows the help, and a wrong one is told in one line without a trace', async () => {
  const [ayuda, mala] = await Promise.all([cli('nada'), cli('nada', 'cuentas', 'borrar')])
  expect(ayuda).toMatchObject({ fin: 0, error: '' })
  expect(ayuda.salida).toContain('Uso: npm run cli -- <orden>')
  expect(mala).toEqual({
    fin: 2,
    salida: '',
    error: 'No existe esa orden de «cuentas». Vea las que hay: npm run cli -- cuentas\n',
  })
}, 20_000)

test('a backup of a database in use is restored on another machine, where all is well', async () => {
  const producto = await abrir('uno')
  await conPersona(producto)
  const archivo = join(carpeta, 'respaldo')
  expect(await cli('uno', 'respaldo', archivo)).toMatchObject({ fin: 0, error: '' })
  expect(await readFile(archivo, 'latin1')).toContain('"costo":17')
  expect(await cli('dos', 'restaurar', archivo)).toMatchObject({ fin: 0, error: '' })
  expect(await cli('dos', 'revisar')).toMatchObject({ fin: 0, error: '' })
  const restaurado = await abrir('dos')
  expect((await filasDe(restaurado)).cuentas).toEqual((await filasDe(producto)).cuentas)
  await producto.cerrar()
  await restaurado.cerrar()

  const otraVez = await cli('dos', 'restaurar', archivo)
  expect(otraVez).toEqual({ fin: 1, salida: '', error: 'La base de datos ya tiene datos: use una vacía.\n' })
}, 40_000)
