import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { sealAudit } from '../../src/application/audit/seal.ts'
import { enqueueAviso } from '../../src/application/notices/avisos.ts'
import { markBounce } from '../../src/application/notices/bounces.ts'
import { spendSms } from '../../src/application/notices/sms-budget.ts'
import type { Composition } from '../../src/composition.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { openStore } from '../../src/storage/index.ts'
import { asIntruder } from '../support/storage/audit.ts'
import { addMinutes, auditEntry } from '../support/storage/contract.ts'
import { createEmptyDatabase, ENGINES } from '../support/storage/databases.ts'
import { createCliHarness, withPersona } from './harness.ts'

/** Records an audit entry and seals it. */
async function recordAndSeal({ deps, sealer }: Composition): Promise<void> {
  await deps.store.transaction((uow) => uow.audit.record(auditEntry(), deps.clock.now()))
  await sealAudit(deps, sealer)
}

/** A random key that is not the database's. */
const OTHER_KEY = 'k1:pVSBk6DVpHnZ6hVN6x0YzFTbpm2iGpQ0cWkLHqfO1yE='

describe.each(ENGINES)('«revisar», on %s', (engine) => {
  it('prints one line per check and exits with 0 when all is well', async () => {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    await recordAndSeal(product)
    expect(await harness.command('revisar')).toBe(0)
    expect(harness.said.filter((line) => !line.startsWith('ok '))).toEqual([
      expect.stringContaining('BCRYPT_COST is 4'),
    ])
    expect(harness.said.map((line) => line.slice(7).split(':')[0])).toEqual([
      ...[
        'ajustes',
        'ajustes',
        'secretos',
        'correo',
        'sms',
        'disco',
        'migraciones',
        'base de datos',
        'llaves',
        'reloj',
      ],
      ...['avisos', 'buzones', 'salidas de otros sistemas', 'bitácora'],
    ])
    expect(harness.said.at(-1)).toBe('ok     bitácora: 1 anotaciones bajo 1 sellos; 0 sin sellar')
  })

  it('finds the keys of another database', async () => {
    const harness = await createCliHarness(engine)
    await harness.product()
    expect(await harness.command('revisar', { env: { ENCRYPTION_KEYS: OTHER_KEY } })).toBe(1)
    expect(harness.said).toContain(
      'mal    llaves: ENCRYPTION_KEYS no abre lo guardado: no son las de esta base de datos',
    )
  })

  it('finds a pending migration without running it', async () => {
    const harness = await createCliHarness(engine, { database: createEmptyDatabase })
    const store = await openStore(harness.env.DATABASE_URL ?? '')
    await store.migrate('0003_requests')
    const pending = await store.pendingMigrations()
    expect(await harness.command('revisar')).toBe(1)
    expect(harness.said.at(-1)).toBe(
      `mal    migraciones: faltan ${pending.join(', ')}: se hacen al arrancar el producto`,
    )
    expect(await store.pendingMigrations()).toEqual(pending)
    await store.close()
  })

  it('finds a database of a later version, and refuses other commands on it', async () => {
    const harness = await createCliHarness(engine)
    await harness.product()
    const { db, destroy } = await openEngine(harness.env.DATABASE_URL ?? '')
    await sql`insert into kysely_migration values ('9999_futura', '2030-01-01T00:00:00Z')`.execute(db)
    await destroy()
    expect(await harness.command('revisar')).toBe(1)
    expect(harness.said.at(-1)).toBe(
      'mal    migraciones: la base de datos es de una versión posterior a esta',
    )
    expect(await harness.command('bitacora verificar')).toBe(1)
    expect(harness.said.at(-1)).toBe('Migraciones: la base de datos es de una versión posterior a esta.')
  })

  it('finds an audit row that was altered, as «bitacora verificar» does', async () => {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    await recordAndSeal(product)
    await recordAndSeal(product)
    await asIntruder(engine, harness.env.DATABASE_URL ?? '', (db) =>
      db.updateTable('auditEntries').set({ result: 'otro' }).where('number', '=', 2).execute(),
    )

    expect(await harness.command('revisar')).toBe(1)
    const wrong = ['anotación', 'sello'].map(
      (what) => `${what} 2: alguien cambió o puso lo que hay, o PEPPER es otro`,
    )
    expect(harness.said.at(-1)).toBe(`mal    bitácora: ${wrong.join('; ')}`)
    expect(await harness.command('bitacora verificar')).toBe(1)
    expect(harness.said.slice(-8)).toEqual([
      'Anotaciones: 2',
      'Sellos buenos: 1',
      'Anotaciones selladas: 1',
      'Anotaciones sin sellar: 0',
      expect.stringMatching(/^Cabeza de la cadena: [\w-]{43}$/),
      'La bitácora no está como el producto la escribió:',
      ...wrong.map((line) => `  ${line}`),
    ])
  })

  it('finds an aviso waiting over ten minutes, and abandoned ones', async () => {
    const harness = await createCliHarness(engine)
    const { deps } = await harness.product()
    await deps.store.transaction(async (uow) => {
      const now = deps.clock.now()
      await enqueueAviso(deps, uow, {
        cuentaId: 'una',
        to: 'a@correo.test',
        aviso: SAMPLES.clave_cambiada,
        now,
      })
      const [aviso] = await uow.avisos.lease('correo', 'otro', now, addMinutes(1, now), 1)
      await uow.avisos.abandon(aviso?.id ?? '', now, 'smtp_550', false)
      await enqueueAviso(deps, uow, {
        cuentaId: 'una',
        to: 'b@correo.test',
        aviso: SAMPLES.clave_cambiada,
        now,
      })
    })
    expect(await harness.command('revisar')).toBe(0)
    expect(harness.said).toContain('aviso  avisos: 1 por salir, 1 abandonados')
    const clock = { now: () => addMinutes(11, deps.clock.now()), sleep: deps.clock.sleep }
    expect(await harness.command('revisar', { cli: { clock } })).toBe(1)
    expect(harness.said).toContainEqual(
      expect.stringMatching(/^mal {4}avisos: 1 por salir, 1 abandonados; el más antiguo espera desde el /),
    )
  })

  it('says how many SMS of the day are spent where they have a budget, and finds it spent', async () => {
    const harness = await createCliHarness(engine)
    const { deps } = await harness.product()
    const env = { SMS_PER_DAY: '2' }
    const spend = () =>
      deps.store.transaction((uow) => {
        const cause = { kind: 'codigo', byStranger: false, always: false } as const
        return spendSms({ policy: { ...deps.policy, smsPerDay: 2 } }, uow, cause, deps.clock.now())
      })
    await harness.command('revisar', { env })
    expect(harness.said).toContain('ok     sms del día: hoy van 0 de 2')
    await spend()
    await spend()
    expect(await harness.command('revisar', { env })).toBe(1)
    expect(harness.said).toContain('mal    sms del día: hoy van 2 de 2: ya no salen claves ni códigos')
  })

  it('counts the mailboxes that mail does not reach', async () => {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    const { email, id: cuentaId } = await withPersona(product)
    await product.deps.store.transaction((uow) =>
      markBounce(product.deps, uow, { to: email ?? '', cuentaId }, 'direccion'),
    )
    await harness.command('revisar')
    expect(harness.said).toContain('ok     buzones: 1 que no reciben correo')
  })

  it('finds a clock behind the audit or far from the database’s', async () => {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    const clock = (minutes: number) => ({
      now: () => addMinutes(minutes, product.deps.clock.now()),
      sleep: product.deps.clock.sleep,
    })
    expect(await harness.command('revisar', { cli: { clock: clock(2) } })).toBe(1)
    expect(harness.said).toContainEqual(
      expect.stringMatching(/^mal {4}reloj: a 1\d\d s del de la base de datos$/),
    )
    await recordAndSeal(product)
    expect(await harness.command('revisar', { cli: { clock: clock(-2) } })).toBe(1)
    expect(harness.said).toContainEqual(
      expect.stringMatching(/^mal {4}reloj: atrasado: la bitácora ya tiene /),
    )
  })

  it('finds a missing database', async () => {
    const harness = await createCliHarness(engine)
    const url =
      engine === 'sqlite'
        ? `sqlite:${join(harness.folder, 'no.db')}`
        : `${harness.env.DATABASE_URL}`.replace('/test_', '/no_')
    expect(await harness.command('revisar', { env: { DATABASE_URL: url } })).toBe(1)
    expect(harness.said.at(-1)).toMatch(/^mal {4}base de datos: (No existe|La base de datos no existe)/)
  })
})
