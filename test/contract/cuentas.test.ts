import { expect, test } from 'vitest'
import { aLaVez, conCuenta, cuentaCompleta, enCadaMotor } from '../support/contrato.ts'

enCadaMotor('accounts', (almacen) => {
  test('an account is read back as it was kept', async () => {
    const cuenta = await conCuenta(almacen())
    await almacen().transaccion(async ({ cuentas }) => {
      expect(await cuentas.porId(cuenta.id)).toEqual(cuenta)
      expect(await cuentas.porIdentificador('natural', cuenta.identificador)).toEqual(cuenta)
    })
  })

  test('one of the old system may lack almost everything', async () => {
    const cuenta = await conCuenta(almacen(), {
      claveHash: null,
      preguntaSecreta: null,
      respuestaHash: null,
      email: null,
      emailConfirmadoEn: null,
      celular: null,
      fechaNacimiento: null,
    })
    expect(await almacen().transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toEqual(cuenta)
  })

  test('what nobody registered is not found', async () => {
    await almacen().transaccion(async ({ cuentas }) => {
      expect(await cuentas.porId('ninguna')).toBeUndefined()
      expect(await cuentas.porIdentificador('natural', 'ninguna')).toBeUndefined()
    })
  })

  test('an identifier has one account in each profile', async () => {
    const { identificador } = await conCuenta(almacen())
    const repetida = cuentaCompleta({ identificador })
    const deOrganismo = cuentaCompleta({ identificador, perfil: 'juridica' })
    await almacen().transaccion(async ({ cuentas }) => {
      expect(await cuentas.crear(repetida)).toBe('identificador_en_uso')
      expect(await cuentas.porId(repetida.id)).toBeUndefined()
      expect(await cuentas.crear(deOrganismo)).toBe('guardada')
    })
  })

  test('twenty registrations of one identifier at once make one account', async () => {
    const respuestas = await aLaVez(20, () =>
      almacen().transaccion(({ cuentas }) => cuentas.crear(cuentaCompleta({ identificador: 'la-misma' }))),
    )
    expect(respuestas.filter((respuesta) => respuesta === 'guardada')).toHaveLength(1)
    expect(respuestas.filter((respuesta) => respuesta === 'identificador_en_uso')).toHaveLength(19)
  })

  test.each([
    [
      'email',
      'email_en_tres_cuentas',
      ['Ana@Example.cl', 'ANA@example.CL', 'ana@example.cl', 'aNa@example.cl'],
    ],
    ['celular', 'celular_en_tres_cuentas', ['912345678', '912345678', '912345678', '912345678']],
  ] as const)(
    'a fourth account with the same %s is refused and not kept',
    async (campo, rechazo, valores) => {
      const [primera = cuentaCompleta()] = await Promise.all(
        valores.slice(0, 3).map((valor) => conCuenta(almacen(), { [campo]: valor })),
      )
      const cuarta = cuentaCompleta({ [campo]: valores[3] })
      const crear = () => almacen().transaccion(({ cuentas }) => cuentas.crear(cuarta))
      expect(await crear()).toBe(rechazo)
      expect(await almacen().transaccion(({ cuentas }) => cuentas.porId(cuarta.id))).toBeUndefined()

      // When one of the three leaves, its place is free.
      await almacen().transaccion(({ cuentas }) => cuentas.guardar({ ...primera, [campo]: null }))
      expect(await crear()).toBe('guardada')
    },
  )

  test('of twenty accounts that ask at once for one e-mail and mobile, three get them', async () => {
    const respuestas = await aLaVez(20, () =>
      almacen().transaccion(({ cuentas }) =>
        cuentas.crear(cuentaCompleta({ email: 'todos@example.cl', celular: '987654321' })),
      ),
    )
    expect(respuestas.filter((respuesta) => respuesta === 'guardada')).toHaveLength(3)
    // Which of the two is full first depends on what the others have done by then.
    const rechazadas = respuestas.filter((respuesta) => /^(email|celular)_en_tres_cuentas$/.test(respuesta))
    expect(rechazadas).toHaveLength(17)
    expect(await almacen().transaccion(({ cuentas }) => cuentas.conEmail('TODOS@example.cl'))).toHaveLength(3)
  })

  test('saving keeps everything and raises the version', async () => {
    const cuenta = await conCuenta(almacen())
    const cambiada = { ...cuenta, nombres: 'Otra', email: cuenta.email?.toUpperCase() ?? null, celular: null }
    expect(await almacen().transaccion(({ cuentas }) => cuentas.guardar(cambiada))).toBe('guardada')
    expect(cambiada.version).toBe(2)
    expect(await almacen().transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toEqual(cambiada)
  })

  test('saving what changed meanwhile changes nothing', async () => {
    const cuenta = await conCuenta(almacen())
    const respuestas = await aLaVez(10, (indice) =>
      almacen().transaccion(({ cuentas }) => cuentas.guardar({ ...cuenta, nombres: `Nombre ${indice}` })),
    )
    expect(respuestas.filter((respuesta) => respuesta === 'guardada')).toHaveLength(1)
    expect(respuestas.filter((respuesta) => respuesta === 'cambio_entretanto')).toHaveLength(9)
    expect((await almacen().transaccion(({ cuentas }) => cuentas.porId(cuenta.id)))?.version).toBe(2)
  })

  test('an account cannot take the identifier, e-mail or mobile that others hold', async () => {
    const otra = await conCuenta(almacen())
    await conCuenta(almacen(), { email: 'lleno@example.cl', celular: '900000001' })
    await conCuenta(almacen(), { email: 'lleno@example.cl', celular: '900000001' })
    await conCuenta(almacen(), { email: 'lleno@example.cl', celular: '900000001' })
    const cuenta = await conCuenta(almacen())
    await almacen().transaccion(async ({ cuentas }) => {
      expect(await cuentas.guardar({ ...cuenta, identificador: otra.identificador })).toBe(
        'identificador_en_uso',
      )
      expect(await cuentas.guardar({ ...cuenta, email: 'lleno@example.cl' })).toBe('email_en_tres_cuentas')
      expect(await cuentas.guardar({ ...cuenta, celular: '900000001' })).toBe('celular_en_tres_cuentas')
      expect(await cuentas.porId(cuenta.id)).toEqual(cuenta)
    })
  })
})
