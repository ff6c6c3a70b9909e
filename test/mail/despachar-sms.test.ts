import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encolarSms } from '../../src/application/avisos.ts'
import { EnvioFallido } from '../../src/application/ports.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { transporteWebhook } from '../../src/mail/webhook.ts'
import { transporteMemoria } from '../support/correo.ts'
import { servidorWebhook } from '../support/webhook.ts'
import { type Banco, HORA_MS, MINUTO_MS, montarBanco, POLITICA, SMS } from './banco.ts'

const CELULAR = '987654321'
const OTRO = '912345678'

describe('SMS and mail in one outbox', () => {
  let banco: Banco
  const memoria = transporteMemoria()
  beforeEach(async () => {
    memoria.enviados = []
    memoria.alEnviar = async () => {}
    banco = await montarBanco('sqlite', memoria)
  })
  afterEach(() => banco.desmontar())

  const numeros = () => banco.sms.enviados.map(({ para }) => para).sort()
  const estados = async () => (await banco.filas()).map(({ canal, estado }) => `${canal} ${estado}`).sort()

  it('each leaves by its own channel, once, and is wiped', async () => {
    await banco.encolar('a@ejemplo.cl', EJEMPLOS.clave_provisoria)
    await banco.encolarSms(CELULAR)
    const filas = await banco.filas()
    expect(JSON.stringify(filas)).not.toMatch(/987654321|K7WQ4HNXRT/)
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
    expect(await banco.despacharSms()).toEqual({ enviados: 1, fallidos: 0 })
    expect(await banco.despacharSms()).toEqual({ enviados: 0, fallidos: 0 })
    expect(memoria.enviados).toMatchObject([{ para: 'a@ejemplo.cl' }])
    const { id } = filas.find(({ canal }) => canal === 'sms') ?? {}
    expect(banco.sms.enviados).toMatchObject([{ id, para: CELULAR }])
    expect(banco.sms.enviados[0]?.texto).toContain(SMS.clave)
    for (const fila of await banco.filas()) {
      expect(fila).toMatchObject({ estado: 'enviado', destinoCifrado: '', contenidoCifrado: null })
    }
  })

  it('a gateway that hangs holds no mail back, and a mail server that is down no SMS', async () => {
    await banco.encolar('a@ejemplo.cl')
    await banco.encolarSms(CELULAR)
    let contestar = () => {}
    banco.sms.alEnviar = () => new Promise((resolver) => (contestar = resolver))
    const ronda = banco.despacharSms()
    expect(await banco.despachar()).toEqual({ enviados: 1, fallidos: 0 })
    expect(await estados()).toEqual(['correo enviado', 'sms pendiente'])
    contestar()
    expect(await ronda).toEqual({ enviados: 1, fallidos: 0 })

    banco.sms.alEnviar = async () => {}
    memoria.alEnviar = async () => {
      throw new EnvioFallido('ECONNECTION', false)
    }
    await banco.encolar('b@ejemplo.cl')
    await banco.encolarSms(OTRO)
    expect(await banco.despachar()).toEqual({ enviados: 0, fallidos: 1 })
    expect(await banco.despacharSms()).toEqual({ enviados: 1, fallidos: 0 })
    expect(numeros()).toEqual([OTRO, CELULAR])
  })

  it('abandons a bad number at once, says so in the audit, and the others leave', async () => {
    await banco.encolarSms(CELULAR)
    await banco.encolarSms(OTRO)
    banco.sms.alEnviar = async ({ para }) => {
      if (para === CELULAR) throw new EnvioFallido('http_400', true)
    }
    expect(await banco.despacharSms()).toEqual({ enviados: 1, fallidos: 1 })
    expect(numeros()).toEqual([OTRO])
    expect(await estados()).toEqual(['sms abandonado', 'sms enviado'])
    const bitacora = await banco.bitacora()
    expect(bitacora).toMatchObject([
      {
        evento: 'aviso_abandonado',
        actor: 'sistema',
        detalle: { tipo: 'clave_provisoria', canal: 'sms', codigo: 'http_400' },
      },
    ])
    expect(JSON.stringify(bitacora)).not.toContain(CELULAR)
  })

  it('a gateway that answers 500 gets it again a minute later, under the same id', async () => {
    const servidor = await servidorWebhook()
    const sms = transporteWebhook(servidor.url, 's'.repeat(32), banco.deps.reloj)
    await banco.encolarSms(CELULAR)
    const [fila] = await banco.filas()
    servidor.alRecibir = () => (servidor.recibidos.length === 1 ? 500 : 200)
    expect(await banco.despacharSms({ sms })).toEqual({ enviados: 0, fallidos: 1 })
    expect(await banco.filas()).toMatchObject([{ estado: 'pendiente', ultimoError: 'http_500' }])
    expect(await banco.despacharSms({ sms })).toEqual({ enviados: 0, fallidos: 0 })
    banco.avanzar(MINUTO_MS)
    expect(await banco.despacharSms({ sms })).toEqual({ enviados: 1, fallidos: 0 })
    expect(servidor.recibidos.map(({ cabeceras }) => cabeceras['idempotency-key'])).toEqual([
      fila?.id,
      fila?.id,
    ])
    await servidor.cerrar()
  })

  it('drops in silence what goes over the limit of a mobile, and notes it; mailboxes have a limit of their own', async () => {
    for (let i = 0; i < POLITICA.mensajesPorHora; i++) expect(await banco.encolarSms(CELULAR)).toBe(true)
    expect(await banco.encolarSms(CELULAR)).toBe(false)
    expect(await banco.encolarSms(OTRO)).toBe(true)
    expect(await banco.encolar('a@ejemplo.cl', EJEMPLOS.clave_provisoria)).toBe(true)
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorHora + 2)
    expect(await banco.bitacora()).toMatchObject([
      { evento: 'aviso_descartado', detalle: { tipo: 'clave_provisoria', canal: 'sms', ventana: 'hora' } },
    ])
    banco.avanzar(HORA_MS)
    for (let i = 0; i < POLITICA.mensajesPorHora + 1; i++) await banco.encolarSms(CELULAR)
    banco.avanzar(HORA_MS)
    expect(await banco.encolarSms(CELULAR)).toBe(false)
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorDia + 2)
  })

  it('keeps an SMS only if what it tells of is kept', async () => {
    const { deps } = banco
    const trabajo = deps.almacen.transaccion(async (uow) => {
      await encolarSms(deps, uow, { para: CELULAR, aviso: SMS, ahora: deps.reloj.ahora() })
      throw new Error('the change failed')
    })
    await expect(trabajo).rejects.toThrow('the change failed')
    expect(await banco.filas()).toEqual([])
  })
})
