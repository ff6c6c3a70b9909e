import { expect, it } from 'vitest'
import {
  addMinutes,
  completeCuenta,
  describeOnEachEngine,
  NOW,
  runAtOnce,
  withCuenta,
  writtenOf,
} from '../support/storage/contract.ts'

describeOnEachEngine('cuentas', (store) => {
  it('reads back what it stored', async () => {
    const cuenta = await withCuenta(store())
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.findById(cuenta.id)).toEqual(cuenta)
      expect(await cuentas.findByIdentificador('natural', cuenta.identificador)).toEqual(cuenta)
    })
  })

  it('stores a legacy cuenta that lacks almost everything', async () => {
    const cuenta = await withCuenta(store(), {
      claveHash: null,
      preguntaSecreta: null,
      respuestaHash: null,
      email: null,
      emailConfirmedAt: null,
      celular: null,
      fechaNacimiento: null,
    })
    expect(await store().transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(cuenta)
  })

  it('has a weak hash wrapped again that a save of what was read before brought back', async () => {
    const stale = await withCuenta(store(), { claveHash: 'antiguo' })
    const due = () => store().read(({ importaciones }) => importaciones.findToWrap(stale.id, 1000))
    const wrap = { column: 'claveHash', before: 'antiguo', after: 'envuelto' } as const
    await store().transaction(({ importaciones }) => importaciones.wrap(stale, [wrap]))
    expect((await due()).map(({ id }) => id)).not.toContain(stale.id)
    await store().transaction(({ cuentas }) => cuentas.save({ ...stale, direccion: 'Otra' }))
    expect(await due()).toContainEqual(expect.objectContaining({ id: stale.id, claveHash: 'antiguo' }))
  })

  it('does not find what nobody registered', async () => {
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.findById('ninguna')).toBeUndefined()
      expect(await cuentas.findByIdentificador('natural', 'ninguna')).toBeUndefined()
    })
  })

  it('allows one cuenta per identificador and perfil', async () => {
    const { identificador } = await withCuenta(store())
    const repeated = completeCuenta({ identificador })
    const juridica = completeCuenta({ identificador, perfil: 'juridica' })
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.create(repeated)).toBe('identificador_en_uso')
      expect(await cuentas.findById(repeated.id)).toBeUndefined()
      expect(await cuentas.create(juridica)).toEqual(juridica)
    })
  })

  it('twenty concurrent registrations of one identificador create one cuenta', async () => {
    const results = await runAtOnce(20, () =>
      store().transaction(({ cuentas }) => cuentas.create(completeCuenta({ identificador: 'la-misma' }))),
    )
    expect(writtenOf(results)).toHaveLength(1)
    expect(results.filter((result) => result === 'identificador_en_uso')).toHaveLength(19)
  })

  it.each([
    [
      'email',
      'email_en_tres_cuentas',
      ['Ana@Example.cl', 'ANA@example.CL', 'ana@example.cl', 'aNa@example.cl'],
    ],
    ['celular', 'celular_en_tres_cuentas', ['912345678', '912345678', '912345678', '912345678']],
  ] as const)('refuses a fourth cuenta with the same %s', async (field, refusal, values) => {
    const [first = completeCuenta()] = await Promise.all(
      values.slice(0, 3).map((value) => withCuenta(store(), { [field]: value })),
    )
    const fourth = completeCuenta({ [field]: values[3] })
    const create = () => store().transaction(({ cuentas }) => cuentas.create(fourth))
    expect(await create()).toBe(refusal)
    expect(await store().transaction(({ cuentas }) => cuentas.findById(fourth.id))).toBeUndefined()

    // When one of the three gives it up, another can have it.
    await store().transaction(({ cuentas }) => cuentas.save({ ...first, [field]: null }))
    expect(await create()).toEqual(fourth)
  })

  it('a mobile that nobody confirmed takes no place, and can be in any number of cuentas', async () => {
    for (let i = 0; i < 5; i++) await withCuenta(store(), { celular: '933333333', celularConfirmedAt: null })
    for (let i = 0; i < 3; i++) await withCuenta(store(), { celular: '933333333' })
    const unconfirmed = await withCuenta(store(), { celular: '933333333', celularConfirmedAt: null })
    const confirm = () =>
      store().transaction(({ cuentas }) => cuentas.save({ ...unconfirmed, celularConfirmedAt: NOW }))
    expect(await confirm()).toBe('celular_en_tres_cuentas')
  })

  it('an e-mail that nobody confirmed takes no place, and can be in any number of cuentas', async () => {
    const email = 'nadie@example.cl'
    for (let i = 0; i < 5; i++) await withCuenta(store(), { email, emailConfirmedAt: null })
    for (let i = 0; i < 3; i++) await withCuenta(store(), { email })
    const unconfirmed = await withCuenta(store(), { email, emailConfirmedAt: null })
    const confirm = () =>
      store().transaction(({ cuentas }) => cuentas.save({ ...unconfirmed, emailConfirmedAt: NOW }))
    expect(await confirm()).toBe('email_en_tres_cuentas')
  })

  it('a mobile is unconfirmed once it was not used for twelve months, and gives its place up', async () => {
    const places = { celular: '944444444', celularConfirmedAt: addMinutes(-10) }
    const [old] = await Promise.all([1, 2, 3].map(() => withCuenta(store(), places)))
    const sweep = (until: Date) =>
      store().transaction(({ expired }) => expired.delete('celulares', until, 100))
    expect(await sweep(addMinutes(-11))).toBe(0)
    expect(await sweep(addMinutes(-10))).toBe(3)
    expect(await store().single.cuentas.findById(old?.id ?? '')).toEqual({ ...old, celularConfirmedAt: null })
    await withCuenta(store(), { celular: '944444444' })
  })

  it('three of twenty concurrent cuentas get the same e-mail and mobile', async () => {
    const results = await runAtOnce(20, () =>
      store().transaction(({ cuentas }) =>
        cuentas.create(completeCuenta({ email: 'todos@example.cl', celular: '987654321' })),
      ),
    )
    expect(writtenOf(results)).toHaveLength(3)
    // Which of the two is full first depends on the order of the others.
    const refused = results.filter(
      (result) => result === 'email_en_tres_cuentas' || result === 'celular_en_tres_cuentas',
    )
    expect(refused).toHaveLength(17)
    expect(await store().transaction(({ cuentas }) => cuentas.findByEmail('TODOS@example.cl'))).toHaveLength(
      3,
    )
  })

  it('saves everything and increments the version', async () => {
    const cuenta = await withCuenta(store())
    const changed = { ...cuenta, nombres: 'Otra', email: cuenta.email?.toUpperCase() ?? null, celular: null }
    const saved = await store().transaction(({ cuentas }) => cuentas.save(changed))
    expect(saved).toEqual({ ...changed, version: 2 })
    expect(changed.version).toBe(1)
    expect(await store().read(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(saved)
  })

  it('saves nothing when the version is outdated', async () => {
    const cuenta = await withCuenta(store())
    const results = await runAtOnce(10, (index) =>
      store().transaction(({ cuentas }) => cuentas.save({ ...cuenta, nombres: `Nombre ${index}` })),
    )
    expect(writtenOf(results)).toHaveLength(1)
    expect(results.filter((result) => result === 'cambio_entretanto')).toHaveLength(9)
    expect((await store().transaction(({ cuentas }) => cuentas.findById(cuenta.id)))?.version).toBe(2)
  })

  it('refuses to save an identificador, e-mail or mobile that others have', async () => {
    const other = await withCuenta(store())
    await withCuenta(store(), { email: 'lleno@example.cl', celular: '900000001' })
    await withCuenta(store(), { email: 'lleno@example.cl', celular: '900000001' })
    await withCuenta(store(), { email: 'lleno@example.cl', celular: '900000001' })
    const cuenta = await withCuenta(store())
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.save({ ...cuenta, identificador: other.identificador })).toBe(
        'identificador_en_uso',
      )
      expect(await cuentas.save({ ...cuenta, email: 'lleno@example.cl' })).toBe('email_en_tres_cuentas')
      expect(await cuentas.save({ ...cuenta, celular: '900000001' })).toBe('celular_en_tres_cuentas')
      expect(await cuentas.findById(cuenta.id)).toEqual(cuenta)
    })
  })
})
