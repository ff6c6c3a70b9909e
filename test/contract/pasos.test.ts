import { expect, test } from 'vitest'
import type { Desenlace, Envio, Solicitud } from '../../src/application/ports.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'

const SOLICITUD: Solicitud = {
  id: 'solicitud',
  operacion: 'actualizar',
  perfil: 'natural',
  cuentaId: null,
  sujeto: 'sujeto',
  identificadorCifrado: 'cifrado',
  pruebas: ['datos', 'respuesta'],
  estado: 'detenida',
  motivo: 'faltan_datos',
  resultadoCifrado: 'cifrado',
  secretoCifrado: 'secreto',
  secretoVenceEn: enMinutos(5),
  origen: 'recuperar',
  volver: { sistema: 'Asistencia', url: 'https://example.cl/a?b=c' },
  creadaEn: AHORA,
  venceEn: enMinutos(30),
}

const ENVIO: Envio = { id: 'envio', huella: 'huella', desenlace: null, venceEn: enMinutos(30) }

enCadaMotor('requests in progress', (almacen) => {
  test('the open requests of an account end together, all but one and those already done', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const { id: otraId } = await conCuenta(almacen())
    const abierta = { ...SOLICITUD, cuentaId, estado: 'abierta' as const }
    await almacen().transaccion(async ({ solicitudes }) => {
      await solicitudes.crear({ ...abierta, id: 'esta' })
      await solicitudes.crear({ ...abierta, id: 'otra' })
      await solicitudes.crear({ ...abierta, id: 'lista', estado: 'lista' })
      await solicitudes.crear({ ...abierta, id: 'ajena', cuentaId: otraId })
      await solicitudes.borrarAbiertasDeCuenta(cuentaId, 'esta')
      const quedan = await Promise.all(['esta', 'otra', 'lista', 'ajena'].map((id) => solicitudes.porId(id)))
      expect(quedan.map((s) => s?.id)).toEqual(['esta', undefined, 'lista', 'ajena'])
      for (const id of ['esta', 'lista', 'ajena']) await solicitudes.borrar(id)
    })
  })

  test('a request is read back as it was kept, expired or not, until it is removed', async () => {
    const cuenta = await conCuenta(almacen())
    const sinNada = {
      ...SOLICITUD,
      cuentaId: cuenta.id,
      pruebas: [],
      motivo: null,
      origen: null,
      volver: null,
    }
    await almacen().transaccion(async ({ solicitudes }) => {
      await solicitudes.crear(SOLICITUD)
      expect(await solicitudes.porId('solicitud')).toEqual(SOLICITUD)
      await solicitudes.guardar(sinNada)
      expect(await solicitudes.porId('solicitud')).toEqual(sinNada)
      await solicitudes.borrar('solicitud')
      expect(await solicitudes.porId('solicitud')).toBeUndefined()
    })
  })

  test('a temporary key is wiped from its request when its time on the page is over', async () => {
    await almacen().transaccion(async ({ solicitudes }) => {
      await solicitudes.crear({ ...SOLICITUD, id: 'con clave' })
      expect(await solicitudes.borrarSecretosVencidos(enMinutos(4))).toBe(0)
      expect(await solicitudes.borrarSecretosVencidos(enMinutos(5))).toBe(1)
      const sinClave = { ...SOLICITUD, id: 'con clave', secretoCifrado: null, secretoVenceEn: null }
      expect(await solicitudes.porId('con clave')).toEqual(sinClave)
      await solicitudes.borrar('con clave')
    })
  })

  test('an expired request is removed with its code', async () => {
    await almacen().transaccion(async ({ codigos, solicitudes }) => {
      await solicitudes.crear({ ...SOLICITUD, id: 'vencida' })
      await solicitudes.crear({ ...SOLICITUD, id: 'viva', venceEn: enMinutos(31) })
      await codigos.poner({ solicitudId: 'vencida', huella: 'huella', venceEn: enMinutos(99) })
      expect(await solicitudes.borrarVencidas(enMinutos(30))).toBe(1)
      expect(await solicitudes.porId('viva')).toBeDefined()
      expect(await codigos.porSolicitud('vencida')).toBeUndefined()
    })
  })

  test('a request has one code at most, the newest', async () => {
    const codigo = { solicitudId: 'con codigo', huella: 'primera', venceEn: enMinutos(15) }
    const nuevo = { ...codigo, huella: 'segunda', venceEn: enMinutos(20) }
    await almacen().transaccion(async ({ codigos, solicitudes }) => {
      await solicitudes.crear({ ...SOLICITUD, id: 'con codigo' })
      await codigos.poner(codigo)
      await codigos.poner(nuevo)
      expect(await codigos.porSolicitud('con codigo')).toEqual(nuevo)
      expect(await codigos.borrarVencidos(enMinutos(19))).toBe(0)
      expect(await codigos.borrarVencidos(enMinutos(20))).toBe(1)
      await codigos.poner(nuevo)
      await codigos.borrar('con codigo')
      expect(await codigos.porSolicitud('con codigo')).toBeUndefined()
    })
  })

  test('the first to claim a submission gets it, and later ones see its outcome', async () => {
    const desenlace: Desenlace = { ok: false, rechazos: [{ codigo: 'captcha_distinta', campo: 'captcha' }] }
    await almacen().transaccion(async ({ envios }) => {
      expect(await envios.reclamar(ENVIO)).toBeUndefined()
      expect(await envios.reclamar({ ...ENVIO, huella: 'otra' })).toEqual(ENVIO)
      await envios.terminar('envio', desenlace)
      expect(await envios.porId('envio')).toEqual({ ...ENVIO, desenlace })
      expect(await envios.borrarVencidos(enMinutos(29))).toBe(0)
      expect(await envios.borrarVencidos(enMinutos(30))).toBe(1)
      expect(await envios.porId('envio')).toBeUndefined()
    })
  })

  test('of twenty that claim one submission at once, one gets it', async () => {
    const vistos = await aLaVez(20, () =>
      almacen().transaccion(({ envios }) => envios.reclamar({ ...ENVIO, id: 'doble' })),
    )
    expect(vistos.filter((visto) => visto === undefined)).toHaveLength(1)
  })

  test('a session is kept, moved and ended, never brought back by moving it', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const sesion = { idHuella: 'sesion', cuentaId: null, datos: '{"a":1}', venceEn: enMinutos(30) }
    await almacen().transaccion(async ({ sesiones }) => {
      await sesiones.prolongar('sesion', enMinutos(60))
      expect(await sesiones.leer('sesion')).toBeUndefined()
      await sesiones.guardar(sesion)
      await sesiones.prolongar('sesion', enMinutos(60))
      expect(await sesiones.leer('sesion')).toEqual({ ...sesion, venceEn: enMinutos(60) })
      await sesiones.guardar({ ...sesion, cuentaId })
      await sesiones.guardar({ ...sesion, idHuella: 'otra', cuentaId })
      expect(await sesiones.leer('sesion')).toEqual({ ...sesion, cuentaId })
      await sesiones.borrar('sesion')
      expect(await sesiones.leer('sesion')).toBeUndefined()
      await sesiones.guardar({ ...sesion, cuentaId })
      expect(await sesiones.borrarDeCuenta(cuentaId)).toBe(2)
      await sesiones.guardar(sesion)
      expect(await sesiones.borrarVencidas(enMinutos(30))).toBe(1)
    })
  })

  test('nodes that start at once agree on a secret made once', async () => {
    const leidos = await aLaVez(10, (indice) =>
      almacen().transaccion(({ secretos }) => secretos.leerOCrear('senuelo', `secreto ${indice}`)),
    )
    expect(new Set(leidos).size).toBe(1)
  })
})
