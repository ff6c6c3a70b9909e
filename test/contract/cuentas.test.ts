import { expect, test } from 'vitest'
import { completeCuenta, describeOnEachEngine, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('accounts', (store) => {
  test('an account is read back as it was kept', async () => {
    const cuenta = await withCuenta(store())
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.findById(cuenta.id)).toEqual(cuenta)
      expect(await cuentas.findByIdentificador('natural', cuenta.identificador)).toEqual(cuenta)
    })
  })

  test('one of the old system may lack almost everything', async () => {
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

  test('what nobody registered is not found', async () => {
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.findById('ninguna')).toBeUndefined()
      expect(await cuentas.findByIdentificador('natural', 'ninguna')).toBeUndefined()
    })
  })

  test('an identifier has one account in each profile', async () => {
    const { identificador } = await withCuenta(store())
    const repeated = completeCuenta({ identificador })
    const ofOrganismo = completeCuenta({ identificador, perfil: 'juridica' })
    await store().transaction(async ({ cuentas }) => {
      expect(await cuentas.create(repeated)).toBe('identificador_en_uso')
      expect(await cuentas.findById(repeated.id)).toBeUndefined()
      expect(await cuentas.create(ofOrganismo)).toBe('guardada')
    })
  })

  test('twenty registrations of one identifier at once make one account', async () => {
    const results = await runAtOnce(20, () =>
      store().transaction(({ cuentas }) => cuentas.create(completeCuenta({ identificador: 'la-misma' }))),
    )
    expect(results.filter((result) => result === 'guardada')).toHaveLength(1)
    expect(results.filter((result) => result === 'identificador_en_uso')).toHaveLength(19)
  })

  test.each([
    [
      'email',
      'email_en_tres_cuentas',
      ['Ana@Example.cl', 'ANA@example.CL', 'ana@example.cl', 'aNa@example.cl'],
    ],
    ['celular', 'celular_en_tres_cuentas', ['912345678', '912345678', '912345678', '912345678']],
  ] as const)('a fourth account with the same %s is refused and not kept', async (field, refusal, values) => {
    const [first = completeCuenta()] = await Promise.all(
      values.slice(0, 3).map((value) => withCuenta(store(), { [field]: value })),
    )
    const fourth = completeCuenta({ [field]: values[3] })
    const create = () => store().transaction(({ cuentas }) => cuentas.create(fourth))
    expect(await create()).toBe(refusal)
    expect(await store().transaction(({ cuentas }) => cuentas.findById(fourth.id))).toBeUndefined()

    // When one of the three leaves, its place is free.
    await store().transaction(({ cuentas }) => cuentas.save({ ...first, [field]: null }))
    expect(await create()).toBe('guardada')
  })

  test('of twenty accounts that ask at once for one e-mail and mobile, three get them', async () => {
    const results = await runAtOnce(20, () =>
      store().transaction(({ cuentas }) =>
        cuentas.create(completeCuenta({ email: 'todos@example.cl', celular: '987654321' })),
      ),
    )
    expect(results.filter((result) => result === 'guardada')).toHaveLength(3)
    // Which of the two is full first depends on what the others have done by then.
    const refused = results.filter((result) => /^(email|celular)_en_tres_cuentas$/.test(result))
    expect(refused).toHaveLength(17)
    expect(await store().transaction(({ cuentas }) => cuentas.findByEmail('TODOS@example.cl'))).toHaveLength(
      3,
    )
  })

  test('saving keeps everything and raises the version', async () => {
    const cuenta = await withCuenta(store())
    const changed = { ...cuenta, nombres: 'Otra', email: cuenta.email?.toUpperCase() ?? null, celular: null }
    expect(await store().transaction(({ cuentas }) => cuentas.save(changed))).toBe('guardada')
    expect(changed.version).toBe(2)
    expect(await store().transaction(({ cuentas }) => cuentas.findById(cuenta.id))).toEqual(changed)
  })

  test('saving what changed meanwhile changes nothing', async () => {
    const cuenta = await withCuenta(store())
    const results = await runAtOnce(10, (index) =>
      store().transaction(({ cuentas }) => cuentas.save({ ...cuenta, nombres: `Nombre ${index}` })),
    )
    expect(results.filter((result) => result === 'guardada')).toHaveLength(1)
    expect(results.filter((result) => result === 'cambio_entretanto')).toHaveLength(9)
    expect((await store().transaction(({ cuentas }) => cuentas.findById(cuenta.id)))?.version).toBe(2)
  })

  test('an account cannot take the identifier, e-mail or mobile that others hold', async () => {
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
