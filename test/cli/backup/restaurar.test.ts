import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { snapshotLines } from '../../../src/cli/backup/contents.ts'
import { writeBackup } from '../../../src/cli/backup/file.ts'
import { openStore, type Snapshot } from '../../../src/storage/index.ts'
import { createEmptyDatabase } from '../../support/storage/databases.ts'
import { type CliHarness, createCliHarness, PASSPHRASE, rowsOf, TEST_COST } from '../harness.ts'

const setUp = (): Promise<CliHarness> => createCliHarness('sqlite', { database: createEmptyDatabase })

/** A backup of a database at a given migration, altered by `change` before writing. */
async function makeBackup(
  { folder, env: { DATABASE_URL = '', SESSION_SECRET = '', PEPPER = '', ENCRYPTION_KEYS = '' } }: CliHarness,
  migration: string | undefined,
  change: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot,
): Promise<string> {
  const file = join(folder, 'respaldo')
  const store = await openStore(DATABASE_URL)
  await store.migrate(migration)
  const output = await open(file, 'wx', 0o600)
  const header = {
    madeAt: '2026-01-01T00:00:00.000Z',
    secrets: { SESSION_SECRET, PEPPER, ENCRYPTION_KEYS },
  }
  await store.withSnapshot((snapshot) =>
    writeBackup(
      output,
      { passphrase: PASSPHRASE, cost: TEST_COST },
      snapshotLines(change(snapshot), header, {}),
    ),
  )
  await output.close()
  await store.close()
  return file
}

it('restores a backup older than the program and migrates it', async () => {
  const file = await makeBackup(await setUp(), '0003_requests')
  const destination = await setUp()
  expect(await destination.command(`restaurar ${file}`)).toBe(0)
  expect((await rowsOf(await destination.product())).audit_entries).toHaveLength(1)
})

it('refuses a backup of an unknown version, creating nothing', async () => {
  const file = await makeBackup(await setUp(), undefined, (snapshot) => ({
    ...snapshot,
    migration: '9999_futura',
  }))
  const destination = await setUp()
  expect(await destination.command(`restaurar ${file}`)).toBe(1)
  expect(destination.said).toEqual([expect.stringContaining('es de otra versión (9999_futura)')])
  expect(await readdir(destination.folder)).toEqual([])
})

it('never restores an older backup into a newer database', async () => {
  const file = await makeBackup(await setUp(), '0003_requests')
  const destination = await setUp()
  await destination.product()
  expect(await destination.command(`restaurar ${file}`)).toBe(1)
  expect(destination.said).toEqual([expect.stringContaining('es de otra versión (0003_requests)')])
})

it('rolls back on a bad row and leaves no secrets', async () => {
  const file = await makeBackup(await setUp(), undefined, (snapshot) => ({
    ...snapshot,
    batches: async function* (table) {
      if (table === 'rate_limits') yield [{ key: 'c', window_seconds: 1, count: 1, ends_at: null }]
    },
  }))
  const destination = await setUp()
  const noSecrets = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
  expect(await destination.command(`restaurar ${file}`, { env: noSecrets })).toBe(1)
  expect(destination.said).toEqual([expect.stringMatching(/^No se pudo: /)])
  expect(await readdir(destination.folder)).toEqual([])
})

it('makes no backup with a value that JSON would change', async () => {
  const withDate = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    batches: async function* () {
      yield [{ at: new Date(0) }]
    },
  })
  await expect(makeBackup(await setUp(), undefined, withDate)).rejects.toThrow(
    'backups do not know how to keep a column of',
  )
})

it('keeps secrets already in place, and never overwrites others', async () => {
  const source = await setUp()
  const file = await makeBackup(source, undefined)
  const destination = await setUp()
  const secrets = join(destination.folder, 'secretos.json')
  await writeFile(secrets, 'otros')
  const noSecrets = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
  expect(await destination.command(`restaurar ${file}`, { env: noSecrets })).toBe(1)
  expect(destination.said.at(-1)).toContain('ya tiene otros secretos')
  expect(await readFile(secrets, 'utf8')).toBe('otros')

  const elsewhere = join(destination.folder, 'aparte.json')
  expect(await destination.command(`restaurar ${file} --secretos ${elsewhere}`, { env: noSecrets })).toBe(0)
  expect(JSON.parse(await readFile(elsewhere, 'utf8'))).toMatchObject({ PEPPER: source.env.PEPPER })
})

it('tells production which variables to set, and writes no secrets when it has them all', async () => {
  const source = await setUp()
  const file = await makeBackup(source, undefined)
  const { SESSION_SECRET = '', ENCRYPTION_KEYS = '', PEPPER = '' } = source.env
  const production = { NODE_ENV: 'production', BASE_URL: 'https://clave.test', BCRYPT_COST: '11' }

  const withoutSecrets = await setUp()
  const env = { ...production, SESSION_SECRET, ENCRYPTION_KEYS }
  expect(await withoutSecrets.command(`restaurar ${file}`, { env })).toBe(0)
  expect(withoutSecrets.said.at(-1)).toMatch(
    /^Ponga en el entorno PEPPER con los valores de .*secretos\.json y borre/,
  )

  const withAllSecrets = await setUp()
  expect(await withAllSecrets.command(`restaurar ${file}`, { env: { ...env, PEPPER } })).toBe(0)
  expect(withAllSecrets.said.at(-1)).toBe('El entorno ya tiene sus secretos.')
  expect(await readdir(withAllSecrets.folder)).toEqual([])
})
