import { readdir } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { rawDatabase } from '../../../src/storage/engine/engine-port.ts'
import { openEngine } from '../../../src/storage/engine.ts'
import { openStore, type SqlStore } from '../../../src/storage/index.ts'
import { TEST_SEALER } from '../../support/storage/audit.ts'
import { auditEntry, runAtOnce, withCuenta } from '../../support/storage/contract.ts'
import { createEmptyDatabase, ENGINES } from '../../support/storage/databases.ts'

const FOLDER = new URL('../../../migrations/', import.meta.url)
const files = (await readdir(FOLDER)).sort()
const names = files.map((file) => file.replace(/\.ts$/, ''))

type SensitivityMarks = Record<string, Record<string, 'sensitive' | 'no'>>
const marks: SensitivityMarks[] = await Promise.all(
  files.map(
    async (file) => ((await import(new URL(file, FOLDER).href)) as { columns: SensitivityMarks }).columns,
  ),
)

it('migrations are numbered in order, without gaps', () => {
  const numbers = files.map((file) => /^(\d{4})_[a-z_]+\.ts$/.exec(file)?.[1])
  expect(numbers).toEqual(files.map((_file, i) => String(i + 1).padStart(4, '0')))
})

describe.each(ENGINES)('migrations on %s', (engine) => {
  const close: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const each of close.splice(0).reverse()) await each()
  })

  async function newDatabase(): Promise<{ url: string; open: () => Promise<SqlStore> }> {
    const database = await createEmptyDatabase(engine)
    close.push(database.remove)
    return {
      url: database.url,
      async open() {
        const store = await openStore(database.url)
        store.signAudit(TEST_SEALER)
        close.push(store.close)
        return store
      },
    }
  }

  it('run once, and then none is pending', async () => {
    const store = await (await newDatabase()).open()
    expect(await store.pendingMigrations()).toEqual(names)
    expect(await store.migrate()).toEqual(names)
    expect(await store.pendingMigrations()).toEqual([])
    expect(await store.migrate()).toEqual([])
  })

  it('four nodes that start at once on an empty database all succeed, and one migrates', async () => {
    const { open } = await newDatabase()
    const runs = await runAtOnce(4, async () => (await open()).migrate())
    expect(runs.flat()).toEqual(names)
    await withCuenta(await open())
  })

  it('can stop at one, to restore a backup of that version', async () => {
    const store = await (await newDatabase()).open()
    expect(await store.migrate(names[1])).toEqual(names.slice(0, 2))
    expect(await store.pendingMigrations()).toEqual(names.slice(2))
    await expect(store.migrate('9999_ninguna')).rejects.toThrow("doesn't exist")
  })

  it('keep the tries counted before there were browsers; what was locked until a recovery is locked for a day', async () => {
    const { url, open } = await newDatabase()
    const store = await open()
    await store.migrate('0007_importaciones')
    const engineOf = await openEngine(url)
    close.push(engineOf.destroy)
    const former = { secret: 'clave', used: 3, lockouts: 2, misses: 13, touched_at: null }
    await rawDatabase(engineOf.db)
      .insertInto('try_counters')
      .values([
        { ...former, subject: 'abierto', locked_until: null },
        { ...former, subject: 'cerrado', locked_until: '9999-12-31T00:00:00.000Z' },
      ])
      .execute()
    await store.migrate()
    const read = (subject: string) => store.single.tryCounters.read({ secret: 'clave', subject, browser: '' })
    expect(await read('abierto')).toMatchObject({ used: 3, lockouts: 2, misses: 13, lockedUntil: null })
    const { lockedUntil, triedAt } = await read('cerrado')
    expect((lockedUntil?.getTime() ?? 0) - (triedAt?.getTime() ?? 0)).toBe(24 * 3_600_000)
  })

  it('leave verified only the organisations that somebody verified', async () => {
    const { url, open } = await newDatabase()
    const store = await open()
    await store.migrate('0010_proofs_of_factors')
    const engineOf = await openEngine(url)
    close.push(engineOf.destroy)
    const at = new Date(0).toISOString()
    const former = { perfil: 'juridica', estado: 'activa', identidad: 'verificada', version: 1 }
    await rawDatabase(engineOf.db)
      .insertInto('cuentas')
      .values(
        ['registro', 'operador'].map((by) => ({
          ...former,
          id: by,
          identificador: by,
          verified_by: by,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute()
    await store.migrate()
    const read = (id: string) => store.single.cuentas.findById(id)
    expect(await read('registro')).toMatchObject({ identidad: 'coincide', verifiedBy: null })
    expect(await read('operador')).toMatchObject({ identidad: 'verificada', verifiedBy: 'operador' })
  })

  it('keep the changes of e-mail that were pending', async () => {
    const { url, open } = await newDatabase()
    const store = await open()
    await store.migrate('0011_celulares')
    const engineOf = await openEngine(url)
    close.push(engineOf.destroy)
    const raw = rawDatabase(engineOf.db)
    const at = new Date(0).toISOString()
    const cuenta = { perfil: 'natural', estado: 'activa', identidad: 'declarada', version: 1 }
    const ids = { id: 'una', identificador: '11111111-1' }
    await raw
      .insertInto('cuentas')
      .values({ ...cuenta, ...ids, created_at: at, updated_at: at })
      .execute()
    await raw
      .insertInto('email_changes')
      .values({
        id: 'cambio',
        cuenta_id: 'una',
        new_email: 'con"comillas@correo.cl',
        with_codigo: 0,
        created_at: at,
        expires_at: at,
        confirmed_at: at,
        effective_at: null,
      })
      .execute()
    await store.migrate()
    expect(await store.single.pendingChanges.findByCuenta('una')).toEqual([
      {
        id: 'cambio',
        cuentaId: 'una',
        kind: 'email',
        data: { email: 'con"comillas@correo.cl' },
        withCodigo: false,
        byCelular: false,
        notBefore: null,
        createdAt: new Date(0),
        expiresAt: new Date(0),
        confirmedAt: new Date(0),
        effectiveAt: null,
      },
    ])
  })

  it('mark every column as sensitive or not, and no others', async () => {
    const { url, open } = await newDatabase()
    await (await open()).migrate()
    const { db, destroy } = await openEngine(url)
    close.push(destroy)
    const actual = (await db.withoutPlugins().introspection.getTables()).flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name}`),
    )
    const marked = marks.flatMap((tables) =>
      Object.entries(tables).flatMap(([table, columns]) =>
        Object.keys(columns).map((column) => `${table}.${column}`),
      ),
    )
    expect(marked.sort()).toEqual(actual.sort())
  })

  it.each(['audit_entries', 'audit_seals'])(
    'make the database refuse to change or delete rows of %s',
    async (table) => {
      const { url, open } = await newDatabase()
      const store = await open()
      await store.migrate()
      await store.transaction(async ({ audit }) => {
        await audit.record(auditEntry(), new Date(0))
        await audit.seal({ number: 1, from: 1, until: 1, keyId: 'p1', seal: 's', at: new Date(0) })
      })
      const { db, destroy } = await openEngine(url)
      close.push(destroy)
      const raw = rawDatabase(db)
      await expect(raw.deleteFrom(table).execute()).rejects.toThrow('only grows')
      await expect(raw.updateTable(table).set({ number: 7 }).execute()).rejects.toThrow('only grows')
    },
  )
})
