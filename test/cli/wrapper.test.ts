/** docs/deploy/clave-sence in a real shell. Only its fixed places are others; `sudo` and `id` act as the real ones do. */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeProduct } from '../../src/composition.ts'
import { readConfig } from '../../src/config/config.ts'
import { localSecrets } from '../../src/local-secrets.ts'
import { rowsOf } from './harness.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const execute = promisify(execFile)
let folder = ''

const program = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o755 })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clave-sence-orden-'))
  await chmod(folder, 0o700)
  // `sudo -u <user> -- <program> …`: it throws the environment away and says by itself who called.
  await program('sudo', '#!/bin/sh\nshift 3\nexec /usr/bin/env -i SUDO_USER=ana AS="clave-sence" "$@"\n')
  await program('id', '#!/bin/sh\nif [ -n "$AS" ]; then echo "$AS"; else echo ana; fi\n')
  await writeFile(join(folder, 'entorno'), `NODE_ENV=test\nDATA_DIR=${folder}\nBCRYPT_COST=4\n`)
  const places: [string, string][] = [
    ['/usr/bin/sudo', join(folder, 'sudo')],
    ['/usr/bin/id', join(folder, 'id')],
    ['/usr/local/bin/clave-sence', join(folder, 'clave-sence')],
    ['/etc/clave-sence/entorno', join(folder, 'entorno')],
    ['cd /opt/clave-sence', `cd ${root}`],
    ['\n  node ', `\n  ${process.execPath} `],
  ]
  const script = await readFile(join(root, 'docs/deploy/clave-sence'), 'utf8')
  for (const [place] of places) expect(script).toContain(place)
  await program(
    'clave-sence',
    places.reduce((text, [place, ours]) => text.replaceAll(place, ours), script),
  )
  const product = await open()
  await product.store.migrate()
  await product.close()
}, 20_000)
afterAll(() => rm(folder, { recursive: true }))

const open = () =>
  composeProduct(readConfig({ NODE_ENV: 'test', DATA_DIR: folder, BCRYPT_COST: '4' }, localSecrets))

/** Runs the order as `ana`. @returns its exit code, and the actors of the audit. */
async function order(words: string[], env: Record<string, string> = {}) {
  const exitCode = await execute(join(folder, 'clave-sence'), words, { env: { ...env } }).then(
    () => 0,
    (error: { code: number }) => error.code,
  )
  const product = await open()
  const actors = ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(({ actor }) => actor)
  await product.close()
  return { exitCode, actors }
}

it('signs with who calls it, whatever the environment and the words say', async () => {
  expect(await order(['documentos', 'listar'])).toEqual({ exitCode: 0, actors: ['operador:ana'] })
  const lying = { SUDO_USER: 'juan', AS: 'ana', NODE_OPTIONS: '--no-such-flag', ENCRYPTION_KEYS: 'x' }
  expect(await order(['documentos', 'listar'], lying)).toEqual({
    exitCode: 0,
    actors: ['operador:ana', 'operador:ana'],
  })
  for (const words of [
    ['documentos', 'listar', '--operador', 'juan'],
    ['--operador=juan', 'documentos', 'listar'],
    ['--', 'documentos', 'listar', '--operador=juan'],
  ])
    expect(await order(words)).toEqual({ exitCode: 2, actors: ['operador:ana', 'operador:ana'] })
}, 30_000)

it('refuses who is already its user, of whom nobody says who they are', async () => {
  const { actors } = await order(['revisar'])
  expect(await order(['documentos', 'listar'], { AS: 'clave-sence' })).toEqual({ exitCode: 1, actors })
}, 30_000)
