import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveDocumento } from '../../src/application/accounts/documentos.ts'
import { markBounce } from '../../src/application/notices/bounces.ts'
import type { Composition } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { kindsOf } from '../../src/domain/documento/kinds.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { ATTACHMENT } from '../support/http/script-free-browser.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct, RUT, rowsOf, withPersona } from './harness.ts'

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
  const sent = { cuentaId: cuenta.id, kind: kindsOf(cuenta.perfil)[0] ?? 'identificacion' }
  await deps.store.transaction((uow) => saveDocumento(deps, uow, CONTEXT, sent, prepared))
  const [documento] = await deps.store.transaction((uow) => uow.documentos.findPending(1))
  if (!documento) throw new Error('no document')
  return { cuenta, id: documento.id }
}

describe.each(ENGINES)('documentos for an operador, on %s', (engine) => {
  const setUp = () => createCliProduct(engine)
  const recordedEntries = async (product: Composition) =>
    ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(({ event, actor, result }) => [
      event,
      actor,
      result,
    ])
  const read = ({ deps }: Composition, id: string) =>
    deps.store.transaction(async (uow) => {
      const documento = await uow.documentos.findById(id)
      return { documento, cuenta: documento && (await uow.cuentas.findById(documento.cuentaId)) }
    })

  it('lists those pending without personal data, says which are late for the answer promised, and records it', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product)
    expect(await harness.command('documentos listar --operador ana')).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(
        new RegExp(`^${id}: \\d\\d-\\d\\d-\\d{4} .*, documento de identificación, png, 1 KiB, sin virus$`),
      ),
      'Esperan decisión: 1.',
    ])
    harness.clock.advance({ days: 7 })
    await harness.command('documentos listar --operador ana')
    expect(harness.said.slice(2)).toEqual([
      expect.stringMatching(/sin virus, ATRASADO$/),
      'Esperan decisión: 1; atrasados: 1.',
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
    expect(harness.said.at(-1)).toBe('Ese documento ya no espera decisión: no se cambió nada.')
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
      expect((await rowsOf(product, ['avisos'])).avisos).toEqual([])
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

  it('asks for one: mails a link to the confirmed mailbox, says where and until when, and records it', async () => {
    const { harness, product } = await setUp()
    const cuenta = await withPersona(product, { email: 'maria@correo.test', emailConfirmedAt: new Date() })
    const order = `documentos pedir natural ${cuenta.identificador} --operador ana`
    expect(await harness.command(`${order} --motivo identidad`)).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(
        /^Se envía un enlace a m\*{4}a@correo\.test\. Sirve hasta el \d\d-\d\d-\d{4} \d\d:\d\d\.$/,
      ),
    ])
    const { avisos, enlaces } = await rowsOf(product)
    expect(avisos?.map(({ kind }) => kind)).toEqual(['documento_pedido'])
    expect(enlaces?.map(({ kind }) => kind)).toEqual(['documento'])
    expect(await recordedEntries(product)).toContainEqual(['documento_pedido', 'operador:ana', 'bien'])
    expect(await harness.command(`${order} --motivo llamada`)).toBe(0)
    expect((await rowsOf(product, ['enlaces'])).enlaces).toHaveLength(1)
  })

  it('warns whoever asks for one of a mailbox from which mail came back', async () => {
    const { harness, product } = await setUp()
    const to = 'maria@correo.test'
    const { id, identificador } = await withPersona(product, {
      email: to,
      emailConfirmedAt: new Date(product.deps.clock.now().getTime() - 1),
    })
    await product.deps.store.transaction((uow) =>
      markBounce(product.deps, uow, { to, cuentaId: id }, 'lleno'),
    )
    expect(await harness.command(`documentos pedir natural ${identificador} --motivo identidad`)).toBe(0)
    expect(harness.said.at(-1)).toMatch(/^Ese correo ha devuelto mensajes/)
  })

  it('does not ask for one where there is no confirmed mailbox, and says what to do instead', async () => {
    const { harness, product } = await setUp()
    await withPersona(product, { emailConfirmedAt: null })
    await withPersona(product, { identificador: '11111111-1', email: null, emailConfirmedAt: null })
    for (const identificador of [RUT, '11111111-1', '22222222-2'])
      expect(await harness.command(`documentos pedir natural ${identificador} --motivo identidad`)).toBe(1)
    expect(harness.said).toEqual([
      expect.stringMatching(/^El correo de la cuenta no está confirmado\. .*cuentas invitar/),
      expect.stringMatching(/^La cuenta no tiene correo .*cuentas invitar/),
      'No existe esa cuenta.',
    ])
    expect((await rowsOf(product, ['avisos'])).avisos).toEqual([])
    expect(await recordedEntries(product)).toContainEqual([
      'documento_pedido',
      'operador:prueba',
      'correo_sin_confirmar',
    ])
  })

  it.each([
    ['', 'motivo, uno de: identidad, llamada, ilegible'],
    [' --motivo porque_si', 'motivo, uno de: identidad, llamada, ilegible'],
    [' --motivo representante', 'motivo, uno de: identidad, llamada, ilegible'],
    [' --motivo identidad --tipo e_rut', 'tipo, uno de: cedula'],
  ])('rejects «pedir natural …%s» as malformed, and names what there is', async (rest, text) => {
    const { harness, product } = await setUp()
    await withPersona(product)
    expect(await harness.command(`documentos pedir natural ${RUT}${rest}`)).toBe(2)
    expect(harness.said.join()).toContain(text)
    expect((await rowsOf(product, ['enlaces'])).enlaces).toEqual([])
  })

  it('is exported with the organisation and its representative, where it is of an organisation', async () => {
    const { harness, product } = await setUp()
    const { id } = await withDocumento(product, {
      cuenta: {
        perfil: 'juridica',
        identificador: '76543210-3',
        rutRepresentante: RUT,
        razonSocial: 'Del Sur',
      },
    })
    const path = join(harness.folder, 'escritura.png')
    expect(await harness.command(`documentos exportar ${id} ${path}`)).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(/^Documento: escritura o poder, png/),
      'Cuenta: juridica 76.543.210-3',
      'Razón social: Del Sur',
      'Representante legal: 12.345.678-5',
      expect.stringMatching(/^Quedó en /),
    ])
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
