import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { enqueueAviso } from '../../src/application/notices/avisos.ts'
import { ENCRYPTED_COLUMNS } from '../../src/application/ports.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { keysIn, legacyHashes, withEverything } from './encrypted-rows.ts'
import { createCliHarness, rowsOf } from './harness.ts'

describe.each(ENGINES)('«llaves rotar», on %s', (engine) => {
  async function setUp() {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    const newKey = `k2:${randomBytes(32).toString('base64')}`
    const both = { ENCRYPTION_KEYS: `${newKey},${harness.env.ENCRYPTION_KEYS}` }
    return { harness, product, both, onlyNewKey: { ENCRYPTION_KEYS: newKey } }
  }
  const all = (key: string) => Object.fromEntries(ENCRYPTED_COLUMNS.map((column) => [column, [key]]))

  it('re-encrypts everything with the first key, after which the old one can be removed', async () => {
    const { harness, product, both, onlyNewKey } = await setUp()
    const id = await withEverything(product, legacyHashes(product))
    expect(await keysIn(product)).toEqual(all('k1'))
    expect(await harness.command('llaves rotar --operador ana', { env: both })).toBe(0)
    expect(await keysIn(product)).toEqual(all('k2'))
    expect(harness.said.slice(0, -1).map((line) => line.split(':')[0])).toEqual([...ENCRYPTED_COLUMNS])
    const path = join(harness.folder, 'd.png')
    expect(await harness.command(`documentos exportar ${id} ${path}`, { env: onlyNewKey })).toBe(0)
    expect(await harness.command('llaves rotar', { env: onlyNewKey })).toBe(0)
    expect((await rowsOf(product, ['audit_entries'])).audit_entries?.map(({ event }) => event)).toContain(
      'llaves_rotadas',
    )
  })

  it('changes nothing when there is nothing left to do', async () => {
    const { harness, product, both } = await setUp()
    await withEverything(product, legacyHashes(product))
    await harness.command('llaves rotar', { env: both })
    const { audit_entries: _before, audit_head: _head, ...before } = await rowsOf(product)
    harness.said.splice(0)
    expect(await harness.command('llaves rotar', { env: both })).toBe(0)
    expect(harness.said).toEqual(['Todo lo guardado está cifrado con la primera llave de ENCRYPTION_KEYS.'])
    const { audit_entries: _after, audit_head: _other, ...after } = await rowsOf(product)
    expect(after).toEqual(before)
  })

  it('re-encrypts more than a batch in two concurrent runs', async () => {
    const { harness, product, both } = await setUp()
    const { deps } = product
    await deps.store.transaction(async (uow) => {
      for (let i = 0; i < 250; i++)
        await enqueueAviso(deps, uow, {
          cuentaId: 'una',
          to: 'a@b.cl',
          aviso: SAMPLES.cuenta_creada,
          now: deps.clock.now(),
        })
    })
    const exitCodes = await Promise.all([1, 2].map(() => harness.command('llaves rotar', { env: both })))
    expect(exitCodes).toEqual([0, 0])
    expect((await keysIn(product))['avisos.encrypted_content']).toEqual(['k2'])
  })

  it('leaves and reports what no key decrypts', async () => {
    const { harness, product, both } = await setUp()
    await withEverything(product, legacyHashes(product))
    const { deps } = product
    const [documento] = await deps.store.transaction((uow) => uow.documentos.findPending(1))
    if (!documento) throw new Error('no document')
    await deps.store.transaction((uow) => uow.documentos.save({ ...documento, id: 'otro' }, 'v1.k0.a.b.c'))
    expect(await harness.command('llaves rotar', { env: both })).toBe(1)
    expect(harness.said).toContain('documentos.encrypted_content: 1 cambiados, 1 ilegibles')
    expect(harness.said.at(-1)).toContain('No quite ninguna llave.')
  })
})

it('rotates every encrypted column of the migrations', async () => {
  const { readdir } = await import('node:fs/promises')
  const folder = new URL('../../migrations/', import.meta.url)
  const encryptedColumns: string[] = []
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts'))) {
    const { columns } = (await import(new URL(file, folder).href)) as {
      columns: Record<string, Record<string, string>>
    }
    for (const [table, ownColumns] of Object.entries(columns))
      for (const column of Object.keys(ownColumns))
        if (/^encrypted_/.test(column)) encryptedColumns.push(`${table}.${column}`)
  }
  expect(ENCRYPTED_COLUMNS).toEqual(expect.arrayContaining(encryptedColumns))
})
