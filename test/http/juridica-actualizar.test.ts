import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { Navegador, textoDe } from '../support/navegador.ts'
import { conRegistro, organismoDe } from '../support/organismos.ts'
import {
  cambiarCuenta,
  cuentaDeOrganizacion,
  datosDeOrganizacion,
  emailRepresentanteDe,
  organizacion,
  organizacionConCodigo,
  organizacionConRespuesta,
  validarOrganizacion,
} from '../support/organizaciones.ts'
import { CLAVE, RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { codigoPara, correosPara, emailDe, enlacePara, noFuiYo } from '../support/recorridos.ts'

const OTRO = rutDe(9_000_001)
const OTRO_EMAIL = 'otra.persona@otro.test'
const exigeClave = (etiqueta: string) =>
  `Para cambiar ${etiqueta}, escriba la CS Actual más abajo o presione «Recibir un código en el correo del representante legal»`
const exigeCodigo = (etiqueta: string) =>
  `Por seguridad, ahora ${etiqueta} solo se cambia con un código. Presione «Recibir un código en el correo del representante legal», o deje el dato como estaba`

describe('an organisation that updates its data', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('changes its address with the answer alone', async () => {
    const yo = await organizacion(p, 77_000_001)
    const datos = await organizacionConRespuesta(yo, 77_000_001)
    expect(textoDe(datos)).toContain('Razón Social Capacitaciones del Sur Limitada')
    const pagina = await yo.enviarDesde(datos, datosDeOrganizacion(77_000_001, { direccion: 'Otra 12' }))
    expect(pagina.titulo).toBe('Datos actualizados')
    expect(await cuentaDeOrganizacion(p, 77_000_001)).toMatchObject({ direccion: 'Otra 12' })
  })

  test.each([
    ['email', 'Email Actual', 77_000_002, { email: 'nuevo2@otro.test' }],
    ['rutRepresentante', 'Rut del Representante Legal', 77_000_003, { rutRepresentante: OTRO }],
    ['emailRepresentante', 'Email del Representante Legal', 77_000_004, { emailRepresentante: OTRO_EMAIL }],
    [
      'celularRepresentante',
      'Celular del Representante Legal',
      77_000_005,
      { celularRepresentante: '87654321' },
    ],
  ])(
    '%s does not change with the answer alone, nor with a wrong CS',
    async (_campo, etiqueta, numero, cambio) => {
      const yo = await organizacion(p, numero)
      const antes = await cuentaDeOrganizacion(p, numero)
      const datos = await organizacionConRespuesta(yo, numero)
      const sin = await yo.enviarDesde(datos, datosDeOrganizacion(numero, cambio))
      expect(sin).toMatchObject({ estado: 422, errores: [exigeClave(etiqueta)] })
      const mala = await yo.enviarDesde(
        sin,
        datosDeOrganizacion(numero, { ...cambio, claveParaConfirmar: 'Otra#1234' }),
      )
      expect(mala).toMatchObject({
        estado: 422,
        errores: ['Los datos no coinciden. Revíselos. Le quedan 4 intentos'],
      })
      expect(mala.html).not.toContain('Otra#1234')
      expect(mala.html).toContain('href="#claveParaConfirmar"')
      expect(await cuentaDeOrganizacion(p, numero)).toEqual(antes)
      const buena = await yo.enviarDesde(
        mala,
        datosDeOrganizacion(numero, { ...cambio, claveParaConfirmar: CLAVE }),
      )
      expect(buena.titulo).toBe('Datos actualizados')
    },
  )

  test('a wrong CS there counts like any other try of it, and five close it', async () => {
    const yo = await organizacion(p, 77_000_006)
    let pagina = await organizacionConRespuesta(yo, 77_000_006)
    const campos = datosDeOrganizacion(77_000_006, { email: 'x@otro.test', claveParaConfirmar: 'Otra#1234' })
    for (let i = 0; i < 5; i++) pagina = await yo.enviarDesde(pagina, campos)
    expect(pagina.errores[0]).toContain('esta validación está cerrada hasta')
    const entrada = await new Navegador(p.app).enviar('/juridica/cambiar', {
      rut: rutDe(77_000_006),
      claveActual: CLAVE,
    })
    expect(entrada.errores[0]).toContain('esta validación está cerrada hasta')
  })

  test('a CS that nothing needs is not tried', async () => {
    const yo = await organizacion(p, 77_000_007)
    const campos = datosDeOrganizacion(77_000_007, { direccion: 'Otra 7', claveParaConfirmar: 'Otra#1234' })
    const pagina = await yo.enviarDesde(await organizacionConRespuesta(yo, 77_000_007), campos)
    expect(pagina.titulo).toBe('Datos actualizados')
  })

  test('the code goes to the representative, and changes e-mail and representative at once', async () => {
    const yo = await organizacion(p, 77_000_008)
    const pedida = await yo.enviarDesde(await validarOrganizacion(yo, 77_000_008), {}, 'codigo')
    expect(textoDe(pedida)).toContain(
      'Escriba el código que enviamos al correo del representante legal (si la cuenta no lo tiene, al registrado).',
    )
    expect(await codigoPara(p, emailDe(77_000_008))).toBe('')
    const datos = await yo.enviarDesde(pedida, {
      codigo: await codigoPara(p, emailRepresentanteDe(77_000_008)),
    })
    expect(datos.html).not.toContain('name="claveParaConfirmar"')
    const cambios = { email: 'nuevo8@otro.test', rutRepresentante: OTRO, emailRepresentante: OTRO_EMAIL }
    const pagina = await yo.enviarDesde(datos, datosDeOrganizacion(77_000_008, cambios))
    expect(textoDe(pagina)).toContain('El cambio tendrá efecto en cuanto confirme.')
    expect(await cuentaDeOrganizacion(p, 77_000_008)).toMatchObject({
      rutRepresentante: OTRO,
      emailRepresentante: OTRO_EMAIL,
    })
  })

  test('with the answer and the CS a new e-mail waits 24 hours after its confirmation', async () => {
    const yo = await organizacion(p, 77_000_009)
    const campos = datosDeOrganizacion(77_000_009, { email: 'nuevo9@otro.test', claveParaConfirmar: CLAVE })
    const pagina = await yo.enviarDesde(await organizacionConRespuesta(yo, 77_000_009), campos)
    expect(textoDe(pagina)).toContain('24 horas después de que confirme')
  })

  test('where there is no mailbox of the representative the code goes to the registered one', async () => {
    const yo = await organizacion(p, 77_000_010)
    await cambiarCuenta(p, 77_000_010, { emailRepresentante: null })
    const datos = await organizacionConCodigo(p, yo, 77_000_010, emailDe(77_000_010))
    expect(datos.url).toBe('/juridica/actualizar/datos')
  })

  test('a mailbox for codes is not put with the answer alone where there was none', async () => {
    const yo = await organizacion(p, 77_000_011)
    await cambiarCuenta(p, 77_000_011, { emailRepresentante: null })
    const campos = datosDeOrganizacion(77_000_011, { emailRepresentante: OTRO_EMAIL })
    const pagina = await yo.enviarDesde(await organizacionConRespuesta(yo, 77_000_011), campos)
    expect(pagina.errores).toEqual([exigeClave('Email del Representante Legal')])
  })

  test('imported, its old hash is made anew without refusing the data that came with the CS', async () => {
    const numero = 77_000_030
    const yo = await organizacion(p, numero)
    const adoptada = p.deps.hasher.adoptar(`md5$${createHash('md5').update(CLAVE).digest('hex')}`)
    if (typeof adoptada === 'string') throw new Error(adoptada)
    await cambiarCuenta(p, numero, { claveHash: adoptada.hash })
    const otra = new Navegador(p.app)
    const [datos, atrasada] = [
      await organizacionConRespuesta(yo, numero),
      await organizacionConRespuesta(otra, numero),
    ]
    const campos = (celularRepresentante: string) =>
      datosDeOrganizacion(numero, { celularRepresentante, claveParaConfirmar: CLAVE })
    expect((await yo.enviarDesde(datos, campos('87654330'))).titulo).toBe('Datos actualizados')
    const cuenta = await cuentaDeOrganizacion(p, numero)
    expect(cuenta.celularRepresentante).toBe('987654330')
    expect(cuenta.claveHash).not.toBe(adoptada.hash)
    // What another page wrote meanwhile is still not covered.
    expect((await otra.enviarDesde(atrasada, campos('87654331'))).errores).toEqual([
      TEXTOS_RECHAZO.cambio_entretanto,
    ])
  })

  test('old mailbox and old representative are told, and either undoes it once', async () => {
    for (const [numero, quien] of [
      [77_000_012, emailDe(77_000_012)],
      [77_000_013, emailRepresentanteDe(77_000_013)],
    ] as const) {
      const yo = await organizacion(p, numero)
      const antes = await cuentaDeOrganizacion(p, numero)
      const cambios = { rutRepresentante: OTRO, emailRepresentante: OTRO_EMAIL, claveParaConfirmar: CLAVE }
      p.reloj.adelantar({ minutos: 1 })
      await yo.enviarDesde(await organizacionConRespuesta(yo, numero), datosDeOrganizacion(numero, cambios))
      const avisos = []
      for (const buzon of [emailDe(numero), emailRepresentanteDe(numero)]) {
        avisos.push((await correosPara(p, buzon)).at(-1)?.texto ?? '')
      }
      for (const aviso of avisos) expect(aviso).toContain('Rut del Representante Legal')
      expect((await noFuiYo(p, quien)).titulo).toBe('Congelamos la cuenta')
      const { rutRepresentante, emailRepresentante } = antes
      expect(await cuentaDeOrganizacion(p, numero)).toMatchObject({
        estado: 'congelada',
        rutRepresentante,
        emailRepresentante,
      })
      expect(await enlacePara(p, quien, 'Volver a usar mi cuenta')).toContain('/enlace/')
      expect((await new Navegador(p.app).abrir(await enlacePara(p, quien, 'No fui yo'))).estado).toBe(410)
      const elOtro = quien === emailDe(numero) ? emailRepresentanteDe(numero) : emailDe(numero)
      expect((await noFuiYo(p, elOtro)).titulo).toBe('Este enlace ya no sirve')
    }
  })

  test('a change of address is told to the registered mailbox only', async () => {
    const yo = await organizacion(p, 77_000_014)
    const campos = datosDeOrganizacion(77_000_014, { direccion: 'Otra 14' })
    await yo.enviarDesde(await organizacionConRespuesta(yo, 77_000_014), campos)
    expect((await correosPara(p, emailDe(77_000_014))).at(-1)?.asunto).toContain('fueron actualizados')
    expect(await correosPara(p, emailRepresentanteDe(77_000_014))).toEqual([])
  })

  test('for 72 hours after a recovery by answer not even the CS changes e-mail or representative', async () => {
    const yo = await organizacion(p, 77_000_015)
    const pregunta = await yo.enviar('/juridica/recuperar', { rut: rutDe(77_000_015) })
    await yo.enviarDesde(pregunta, { respuestaSecreta: RESPUESTA })
    const datos = await organizacionConRespuesta(yo, 77_000_015)
    expect(datos.html).not.toContain('name="claveParaConfirmar"')
    const cambios = { email: 'nuevo15@otro.test', emailRepresentante: OTRO_EMAIL, claveParaConfirmar: CLAVE }
    const pagina = await yo.enviarDesde(datos, datosDeOrganizacion(77_000_015, cambios))
    expect(pagina.errores.toSorted()).toEqual(
      ['Email Actual', 'Email del Representante Legal'].map(exigeCodigo).toSorted(),
    )
  })

  test('one without representative completes it with its CS and goes on', async () => {
    const yo = await organizacion(p, 77_000_016)
    const vacios = { rutRepresentante: null, emailRepresentante: null, celularRepresentante: null }
    await cambiarCuenta(p, 77_000_016, vacios)
    const datos = await yo.enviar('/juridica/actualizar/clave', {
      rut: rutDe(77_000_016),
      claveActual: CLAVE,
    })
    expect(datos.url).toBe('/juridica/actualizar/datos')
    const otro = await yo.enviarDesde(datos, datosDeOrganizacion(77_000_016, { email: 'nuevo16@otro.test' }))
    expect(otro.errores).toEqual([exigeCodigo('Email Actual')])
    const pagina = await yo.enviarDesde(otro, datosDeOrganizacion(77_000_016))
    expect(pagina.titulo).toBe('Datos actualizados')
    expect(await cuentaDeOrganizacion(p, 77_000_016)).toMatchObject({
      emailRepresentante: emailRepresentanteDe(77_000_016),
    })
  })
})

describe('an organisation of the register that updates its data', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
    await conRegistro(p.deps, organismoDe(77_100_001), organismoDe(77_100_002))
  })
  afterAll(() => p.cerrar())

  test('sees name, type and representative and cannot write them', async () => {
    const yo = await organizacion(p, 77_100_001)
    const datos = await organizacionConCodigo(p, yo, 77_100_001)
    expect(textoDe(datos)).toContain('Razón Social Organismo 77100001 SpA Tipo OTEC')
    expect(textoDe(datos)).toContain('Rut del Representante Legal 12.345.678-5')
    expect(textoDe(datos)).toContain('Estos datos vienen del registro de SENCE')
    expect(datos.html).not.toContain('name="rutRepresentante"')
    const campos = datosDeOrganizacion(77_100_001, { rutRepresentante: OTRO, razonSocial: 'Otra' })
    expect((await yo.enviarDesde(datos, campos)).titulo).toBe('Datos actualizados')
    expect(await cuentaDeOrganizacion(p, 77_100_001)).toMatchObject({
      rutRepresentante: rutDe(12_345_678),
      razonSocial: 'Organismo 77100001 SpA',
      identidad: 'verificada',
    })
  })

  test('stops being verified with a representative who is not the register’s, and is again with the right one', async () => {
    const yo = await organizacion(p, 77_100_003)
    await cambiarCuenta(p, 77_100_003, { identidad: 'verificada' })
    const escribir = async (rutRepresentante: string, actual: string) => {
      const validada = await validarOrganizacion(yo, 77_100_003, { rutRepresentante: actual })
      const datos = await yo.enviarDesde(validada, { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })
      return yo.enviarDesde(
        datos,
        datosDeOrganizacion(77_100_003, { rutRepresentante, claveParaConfirmar: CLAVE }),
      )
    }
    const perdida = await escribir(OTRO, rutDe(12_345_678))
    expect(textoDe(perdida)).toContain('La organización ya no está verificada')
    expect(await cuentaDeOrganizacion(p, 77_100_003)).toMatchObject({ identidad: 'declarada' })
    const tercero = rutDe(9_000_003)
    await conRegistro(p.deps, organismoDe(77_100_003, { rutRepresentante: tercero }))
    expect((await escribir(tercero, OTRO)).titulo).toBe('Datos actualizados')
    expect(await cuentaDeOrganizacion(p, 77_100_003)).toMatchObject({
      identidad: 'verificada',
      razonSocial: 'Organismo 77100003 SpA',
    })
  })

  test('“no fui yo” gives back the representative and, with it, that it was verified', async () => {
    const yo = await organizacion(p, 77_100_004)
    await cambiarCuenta(p, 77_100_004, { identidad: 'verificada' })
    p.reloj.adelantar({ minutos: 1 })
    const campos = datosDeOrganizacion(77_100_004, { rutRepresentante: OTRO, claveParaConfirmar: CLAVE })
    await yo.enviarDesde(await organizacionConRespuesta(yo, 77_100_004), campos)
    expect(await cuentaDeOrganizacion(p, 77_100_004)).toMatchObject({ identidad: 'declarada' })
    await noFuiYo(p, emailDe(77_100_004))
    expect(await cuentaDeOrganizacion(p, 77_100_004)).toMatchObject({
      rutRepresentante: rutDe(12_345_678),
      identidad: 'verificada',
    })
  })
})
