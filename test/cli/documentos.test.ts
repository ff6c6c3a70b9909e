import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveDocumento } from '../../src/application/accounts/documentos.ts'
import type { Composition } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { ATTACHMENT } from '../support/http/script-free-browser.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct, rowsOf, withPersona } from './harness.ts'

async function withDocumento(
  product: Composition,
  changes: { cuenta?: Partial<Cuenta>; scanResult?: Documento['scanResult'] } = {},
) {
  const { deps } = product
  const cuenta = await withPersona(product, {
    perfil: 'migrante',
    identificador: 'AB123456',
    ...changes.cuenta,
  })
  const prepared = {
    format: 'image/png' as const,
    bytes: ATTACHMENT.bytes,
    receivedBytes: 999,
    scanResult: changes.scanResult ?? ('limpio' as const),
  }
  await deps.store.transaction((uow) => saveDocumento(deps, uow, CONTEXT, cuenta.id, prepared))
  const [documento] = await deps.store.transaction((uow) => uow.documentos.findPending(1))
  if (!documento) throw new Error('no document')
  return { cuenta, id: documento.id }
}

describe.each(ENGINES)('documentos for an operador, on %s', (engine) => {
  const setUp = () => createCliProduct(engine)
  const recordedEntries = async (product: Composition) =>
    ((await rowsOf(product)).audit_entries ?? []).map(({ event, actor, result }) => [event, actor, result])
  const read = ({ deps }: Composition, id: string) =>
    deps.store.transaction(async (uow) => {
      const documento = await uow.documentos.findById(id)
      return { documento, cuenta: documento && (await uow.cuentas.findById(documento.cuentaId)) }
    })

  it('lists those pending without personal data, and records it', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    expect(await harness.command('documentos listar --operador ana')).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(new RegExp(`^${id}: \\d\\d-\\d\\d-\\d{4} .*, png, 1 KiB, sin virus$`)),
      'Esperan decisión: 1.',
    ])
    expect(await recordedEntries(product)).toContainEqual(['documentos_listados', 'operador:ana', 'bien'])
  })

  it('exports one to a new private file with what to compare it with, and records it', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    const path = join(harness.folder, 'revision.png')
    expect(await harness.command(`documentos exportar ${id} ${path} --operador ana`)).toBe(0)
    expect((await readFile(path)).equals(Buffer.from(ATTACHMENT.bytes))).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(harness.said).toContainEqual(expect.stringMatching(/^Cuenta: migrante AB123456/))
    expect(harness.said).toContainEqual(expect.stringMatching(/^Nombre: María José/))
    expect(await recordedEntries(product)).toContainEqual(['documento_visto', 'operador:ana', 'bien'])
  })

  it('never replaces a file, and leaves none for an unknown documento', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    const path = join(harness.folder, 'ocupada.png')
    await writeFile(path, 'algo')
    expect(await harness.command(`documentos exportar ${id} ${path}`)).toBe(1)
    expect(await readFile(path, 'utf8')).toBe('algo')
    const other = join(harness.folder, 'otra.png')
    expect(await harness.command(`documentos exportar no-existe ${other}`)).toBe(1)
    await expect(stat(other)).rejects.toThrow('ENOENT')
    expect(harness.said).toEqual([
      `Ya existe ${path}: no se reemplaza.`,
      'No existe un documento con ese id.',
    ])
    expect(await recordedEntries(product)).toContainEqual(['documento_visto', 'operador:prueba', 'no_existe'])
  })

  it('verifies the identidad, notifies the person, and decides only once', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    expect(await harness.command(`documentos resolver ${id} verificado --operador ana`)).toBe(0)
    expect(await read(product, id)).toMatchObject({
      documento: { estado: 'verificado', reason: null, decidedBy: 'operador:ana' },
      cuenta: { identidad: 'verificada' },
    })
    const { avisos } = await rowsOf(product)
    expect(avisos?.map(({ kind }) => kind)).toEqual(['documento_verificado'])
    expect(await harness.command(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(1)
    expect(harness.said.at(-1)).toBe('Ese documento ya estaba resuelto: no se cambió nada.')
    expect(await read(product, id)).toMatchObject({ documento: { estado: 'verificado' } })
  })

  it('notifies the person of a refusal and its reason', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    expect(await harness.command(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(0)
    expect(await read(product, id)).toMatchObject({
      documento: { estado: 'rechazado', reason: 'ilegible' },
      cuenta: { identidad: 'declarada' },
    })
    const { avisos } = await rowsOf(product)
    expect(avisos?.map(({ kind }) => kind)).toEqual(['documento_rechazado'])
  })

  it.each(['congelada', 'cerrada'] as const)(
    'decides one of a %s account without changing anything else',
    async (estado) => {
      const { harness, product } = await setUp()
      const { id } = await withDocumento(product, { cuenta: { estado } })
      expect(await harness.command(`documentos resolver ${id} verificado`)).toBe(0)
      expect(await read(product, id)).toMatchObject({
        documento: { estado: 'verificado' },
        cuenta: { estado, identidad: 'declarada' },
      })
      expect((await rowsOf(product)).avisos).toEqual([])
    },
  )

  it('allows refusing one with a virus, but not verifying it', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product, { scanResult: 'infectado' })
    expect(await harness.command(`documentos resolver ${id} verificado`)).toBe(1)
    expect(await harness.command(`documentos resolver ${id} rechazado --motivo ilegible`)).toBe(0)
  })

  it.each([
    'verificado --motivo ilegible',
    'rechazado',
    'rechazado --motivo feo',
    'rechazado --motivo infectado',
    'aprobado',
  ])('rejects «resolver … %s» as malformed', async (rest) => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    expect(await harness.command(`documentos resolver ${id} ${rest}`)).toBe(2)
    expect(await read(product, id)).toMatchObject({ documento: { estado: 'pendiente' } })
  })

  it('is included in backups and can be exported after a restore', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    const file = join(harness.folder, 'respaldo')
    expect(await harness.command(`respaldo ${file}`)).toBe(0)
    const destination = join(harness.folder, 'otro.db')
    const env = { DATABASE_URL: `sqlite:${destination}` }
    expect(await harness.command(`restaurar ${file}`, { env })).toBe(0)
    const path = join(harness.folder, 'restaurado.png')
    expect(await harness.command(`documentos exportar ${id} ${path}`, { env })).toBe(0)
    expect((await readFile(path)).equals(Buffer.from(ATTACHMENT.bytes))).toBe(true)
  })
})
