import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encolarAviso } from '../../src/application/avisos.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { transporteMemoria } from '../support/correo.ts'
import { type Banco, HORA_MS, montarBanco, POLITICA } from './banco.ts'

describe('the outbox', () => {
  let banco: Banco
  const memoria = transporteMemoria()
  beforeEach(async () => {
    memoria.enviados = []
    banco = await montarBanco('sqlite', memoria)
  })
  afterEach(() => banco.desmontar())

  const pedir = async (veces: number, para = 'persona@ejemplo.cl') => {
    for (let i = 0; i < veces; i++) await banco.encolar(para, EJEMPLOS.enlace_recuperar)
  }

  it('keeps neither address nor contents in the clear', async () => {
    await banco.encolar('persona@ejemplo.cl', EJEMPLOS.clave_provisoria)
    const guardado = JSON.stringify(await banco.filas())
    for (const secreto of ['persona@ejemplo.cl', EJEMPLOS.clave_provisoria.clave, 'María', 'https://']) {
      expect(guardado).not.toContain(secreto)
    }
  })

  it('keeps a notice only if what it tells of is kept', async () => {
    const { deps } = banco
    const trabajo = deps.almacen.transaccion(async (uow) => {
      await encolarAviso(deps, uow, {
        para: 'persona@ejemplo.cl',
        aviso: EJEMPLOS.cuenta_creada,
        ahora: deps.reloj.ahora(),
      })
      throw new Error('the change failed')
    })
    await expect(trabajo).rejects.toThrow('the change failed')
    expect(await banco.filas()).toEqual([])
  })

  it('drops in silence what a stranger causes over the limit of a mailbox, whatever its case', async () => {
    await pedir(POLITICA.mensajesPorHora)
    await pedir(3, 'PERSONA@ejemplo.CL')
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorHora)
    await pedir(1, 'otra@ejemplo.cl')
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorHora + 1)
  })

  it('writes what it dropped in the audit, without personal data', async () => {
    await pedir(POLITICA.mensajesPorHora + 1)
    const anotaciones = await banco.bitacora()
    expect(anotaciones).toEqual([
      expect.objectContaining({
        evento: 'aviso_descartado',
        actor: 'sistema',
        cuentaId: null,
        detalle: { tipo: 'enlace_recuperar', canal: 'correo', ventana: 'hora' },
      }),
    ])
    expect(JSON.stringify(anotaciones)).not.toContain('ejemplo.cl')
  })

  it('takes messages again the next hour, up to those of a day', async () => {
    for (let hora = 0; hora < 4; hora++) {
      await pedir(POLITICA.mensajesPorHora + 1)
      banco.avanzar(HORA_MS)
    }
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorDia)
    banco.avanzar(24 * HORA_MS)
    await pedir(1)
    expect(await banco.filas()).toHaveLength(POLITICA.mensajesPorDia + 1)
  })

  it('always takes notices of what did happen, however many were asked for before', async () => {
    await pedir(POLITICA.mensajesPorHora + 1)
    await banco.encolar('persona@ejemplo.cl', EJEMPLOS.clave_cambiada)
    await banco.despachar()
    expect(memoria.enviados.map(({ asunto }) => asunto)).toContain('Su Clave Sence fue cambiada')
  })
})
