import { describe, expect, it } from 'vitest'
import { markBounce } from '../../src/application/notices/bounces.ts'
import { subjectOf } from '../../src/application/proof/limits.ts'
import type { Composition } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import { NEW_TRY_COUNTER, UNTIL_RECUPERAR } from '../../src/domain/account/tries.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { makeCaso } from '../support/data/casos.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { authenticate } from '../support/product/authenticate.ts'
import { unfreezeCuenta } from '../support/staff/unfreeze.ts'
import { addMinutes } from '../support/storage/contract.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { CLAVE, createCliHarness, RUT, rowsOf, withPersona } from './harness.ts'

const OTHER_RUT = '7654321-6'

describe.each(ENGINES)('accounts by command, on %s', (engine) => {
  async function setUp(changes: Partial<Cuenta> = {}) {
    const harness = await createCliHarness(engine)
    const product = await harness.product()
    const cuenta = await withPersona(product, changes)
    return { harness, product, cuenta, subject: subjectOf(product.deps, 'natural', RUT) }
  }

  const recordedEntries = async (product: Composition) =>
    ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
      ({ event, actor, result, cuenta_id }) => ({
        event,
        actor,
        result,
        cuenta_id,
      }),
    )

  it('«ver» shows states, lockouts, provisoria, casos and the latest audit entries, but no secrets', async () => {
    const { harness, product, cuenta, subject } = await setUp({ fechaNacimiento: null })
    const { store, clock } = product.deps
    const now = clock.now()
    await withPersona(product, { identificador: OTHER_RUT, email: 'otra@correo.test' })
    for (let i = 0; i < 20; i++) await harness.command('cuentas ver natural 12.345.678-5')
    harness.said.length = 0
    for (let i = 0; i < 5; i++) {
      await authenticate(product.deps, CONTEXT, { perfil: 'natural', identificador: RUT, clave: 'Otra#1234' })
    }
    await store.transaction(async (uow) => {
      await uow.tryCounters.save(
        { secret: 'respuesta', subject, browser: '' },
        {
          triedAt: now,
          used: 0,
          lockouts: 9,
          lockedUntil: UNTIL_RECUPERAR,
          misses: 99,
        },
      )
      const expiresAt = addMinutes(30, now)
      await uow.provisorias.put({
        cuentaId: cuenta.id,
        fingerprint: 'huella-provisoria',
        expiresAt,
        tries: 0,
        othersTries: 0,
        withCodigo: false,
        browser: null,
      })
      const caso = {
        number: 'ABCD2345',
        reason: 'congelada',
        perfil: 'natural',
        cuentaId: cuenta.id,
        subject,
      } as const
      await uow.casos.create(makeCaso({ ...caso, createdAt: now }))
      await markBounce(product.deps, uow, { to: cuenta.email ?? '', cuentaId: cuenta.id }, 'cerrado')
    })

    expect(await harness.command('cuentas ver natural 12.345.678-5 --operador ana')).toBe(0)
    const text = harness.said.join('\n')
    expect(harness.said).toEqual([
      'Cuenta: natural 12.345.678-5',
      'Estado: activa; identidad declarada',
      expect.stringMatching(/^Creada: \d\d-\d\d-\d{4} \d\d:\d\d; último cambio: /),
      expect.stringMatching(/^Email: \w\*{4}\w@correo\.test, confirmado el /),
      expect.stringMatching(/^Celular: \+56 9 •••• ••21, confirmado el /),
      expect.stringMatching(
        /^No recibe correo: \w\*{4}\w@correo\.test, desde el .*; ese correo está cerrado$/,
      ),
      'Faltan: fecha de nacimiento',
      expect.stringMatching(/^Intentos de clave: cerrado hasta \d\d-\d\d-\d{4} \d\d:\d\d, 5 fallos$/),
      'Intentos de respuesta: cerrado hasta que recupere, 99 fallos',
      'Intentos de codigo: abierto, 0 usados',
      'Intentos de datos: abierto, 0 usados',
      'Navegadores conocidos: 0',
      expect.stringMatching(/^Clave provisoria: sirve hasta /),
      expect.stringMatching(/^Caso: ABCD2345, congelada, del /),
      ...Array(20).fill(expect.stringMatching(/^Bitácora \d+: \d\d-\d\d-\d{4} \d\d:\d\d \w+ \w+ [\w:]+/)),
    ])
    for (const secret of [
      cuenta.claveHash,
      cuenta.respuestaHash,
      cuenta.email,
      '987654321',
      'María',
      'huella',
    ]) {
      expect(text).not.toContain(secret)
    }
    expect(text).not.toContain('7.654.321')
    expect(text).not.toContain('otra@')
    expect((await recordedEntries(product)).at(-1)).toEqual({
      event: 'cuenta_vista',
      actor: 'operador:ana',
      result: 'bien',
      cuenta_id: cuenta.id,
    })
  })

  it('finds an account by its current and former identificador, with the casos and lockouts of both', async () => {
    const { harness, product, cuenta } = await setUp({ perfil: 'migrante', identificador: 'AB123456' })
    const { deps } = product
    const { store } = deps
    const caso = { number: 'ABCD2346', reason: 'ya_registrado', perfil: 'migrante', cuentaId: null } as const
    const subject = subjectOf(deps, 'migrante', 'AB123456')
    await store.transaction(async (uow) => {
      await uow.casos.create(makeCaso({ ...caso, subject, createdAt: deps.clock.now() }))
      await uow.cuentas.save({ ...cuenta, perfil: 'natural', identificador: RUT })
    })
    for (let i = 0; i < 5; i++) {
      const clave = 'Otra#1234'
      await authenticate(deps, CONTEXT, { perfil: 'migrante', identificador: 'AB123456', clave })
    }
    for (const which of ['migrante AB-123456', 'natural 12.345.678-5']) {
      harness.said.splice(0)
      expect(await harness.command(`cuentas ver ${which} --operador ana`)).toBe(0)
      expect(harness.said.slice(0, 2)).toEqual(['Cuenta: natural 12.345.678-5', 'Antes: migrante AB123456'])
      const text = harness.said.join(' ')
      expect(text).toContain('Caso: ABCD2346, ya_registrado')
      expect(text).toContain('Intentos de clave con su identificador anterior: cerrado hasta')
    }
    expect(await harness.command('cuentas reabrir migrante AB123456 --operador ana')).toBe(0)
    expect(harness.said.at(-1)).toBe('Reabierta. Estaba cerrado: clave.')
  })

  it('«reabrir» ends every lockout of an identificador, and its CS works again', async () => {
    const { harness, product, cuenta, subject } = await setUp()
    const { deps } = product
    const credential = { perfil: 'natural', identificador: RUT } as const
    for (let i = 0; i < 5; i++) await authenticate(deps, CONTEXT, { ...credential, clave: 'Otra#1234' })
    await deps.store.transaction((uow) =>
      uow.tryCounters.save(
        { secret: 'datos', subject, browser: '' },
        { ...NEW_TRY_COUNTER, used: 2, misses: 2 },
      ),
    )
    expect(await authenticate(deps, CONTEXT, { ...credential, clave: CLAVE })).toMatchObject({ ok: false })

    expect(await harness.command('cuentas reabrir natural 12345678-5')).toBe(0)
    expect(harness.said).toEqual(['Reabierta. Estaba cerrado: clave.'])
    expect(await authenticate(deps, CONTEXT, { ...credential, clave: CLAVE })).toMatchObject({ ok: true })
    expect((await rowsOf(product, ['try_counters'])).try_counters).toEqual([])
    expect(await recordedEntries(product)).toContainEqual({
      event: 'cuenta_reabierta',
      actor: 'operador:prueba',
      result: 'bien',
      cuenta_id: cuenta.id,
    })
  })

  it('unfreezing leaves only what was proven: the confirmed mailbox', async () => {
    const frozen = { estado: 'congelada', wayBack: 'mesa', emailRepresentanteConfirmedAt: null } as const
    const { product, cuenta } = await setUp(frozen)
    const done = await unfreezeCuenta(product.deps, OPERADOR, 'natural', RUT)
    expect(done).toEqual({ result: 'bien', byMail: true })
    const after = await product.store.transaction((uow) => uow.cuentas.findById(cuenta.id))
    expect(after).toMatchObject({
      estado: 'activa',
      wayBack: null,
      claveHash: null,
      preguntaSecreta: null,
      respuestaHash: null,
      celular: null,
      email: cuenta.email,
      emailRepresentante: null,
    })
    const credential = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
    expect(await authenticate(product.deps, CONTEXT, credential)).toMatchObject({ ok: false })
  })

  it('unfreezing removes a mailbox that nobody confirmed, and says that no way is left', async () => {
    const { product, cuenta } = await setUp({ estado: 'congelada', emailConfirmedAt: null })
    const done = await unfreezeCuenta(product.deps, OPERADOR, 'natural', RUT)
    expect(done).toEqual({ result: 'bien', byMail: false })
    const after = await product.store.transaction((uow) => uow.cuentas.findById(cuenta.id))
    expect(after).toMatchObject({ email: null, respuestaHash: null })
  })

  it('«descongelar» is asked for by one and granted by another, of a frozen account alone', async () => {
    const { harness, product, cuenta } = await setUp()
    const command =
      'cuentas descongelar natural 12345678-5 --email ana@nuevo.test --motivo vuelve_su_dueno --documento cedula'
    expect(await harness.command(command)).toBe(1)
    expect(harness.said).toEqual(['La cuenta no está congelada: no se hizo nada.'])
    expect(await product.store.transaction((uow) => uow.cuentas.findById(cuenta.id))).toEqual(cuenta)
  })

  it.each(['ver', 'reabrir'])('«%s» reports and records an unknown identificador', async (which) => {
    const { harness, product } = await setUp()
    expect(await harness.command(`cuentas ${which} natural ${OTHER_RUT}`)).toBe(1)
    expect(harness.said).toEqual(['No existe una cuenta con ese perfil e identificador.'])
    expect(await recordedEntries(product)).toEqual([
      {
        event: expect.stringMatching(/^cuenta_/),
        actor: 'operador:prueba',
        result: 'no_existe',
        cuenta_id: null,
      },
    ])
  })
})

describe('a malformed command', () => {
  it.each([
    ['a check digit', 'cuentas ver natural 12.345.678-9', 'Revise el RUT'],
    ['a document number', 'cuentas ver migrante A/B', 'Escriba el número de su documento'],
    ['a profile', 'cuentas ver nadie 12.345.678-5', 'El perfil es uno de: natural, juridica'],
    ['an operator', 'cuentas ver natural 12.345.678-5 --operador ana;rm', 'El nombre del operador lleva'],
    ['a missing word', 'cuentas ver natural', 'Se escribe así: cuentas ver <perfil> <identificador>'],
    ['one word too many', 'revisar todo', 'Se escribe así: revisar'],
    ['an unknown verb', 'cuentas borrar', 'No existe esa orden de «cuentas»'],
    ['an unknown command', 'cuentasver', 'No existe la orden «cuentasver»'],
    ['an unknown option', 'revisar --todo', 'Hay una opción que no existe'],
    ['an option without its value', 'revisar --operador', 'Hay una opción que no existe o está incompleta'],
  ])('is reported in one line with exit code 2: %s', async (_what, command, says) => {
    const harness = await createCliHarness('sqlite')
    await harness.product()
    expect(await harness.command(command)).toBe(2)
    expect(harness.said).toEqual([expect.stringContaining(says)])
  })
})
