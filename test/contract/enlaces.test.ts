import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CambioEmail, Enlace, Evento } from '../../src/application/ports.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'

const enlace = (cuentaId: string, cambios: Partial<Enlace> = {}): Enlace => {
  const id = randomUUID()
  return {
    id,
    tipo: 'recuperar',
    huella: `huella ${id}`,
    cuentaId,
    asuntoId: null,
    venceEn: enMinutos(60),
    usadoEn: null,
    ...cambios,
  }
}

const evento = (cuentaId: string, cambios: Partial<Evento> = {}): Evento => ({
  id: randomUUID(),
  cuentaId,
  tipo: 'actualizar',
  antesCifrado: 'antes',
  buzonCifrado: 'buzon',
  conRespuesta: true,
  creadoEn: AHORA,
  venceEn: enMinutos(60),
  congeladoEn: null,
  ...cambios,
})

const cambio = (cuentaId: string, cambios: Partial<CambioEmail> = {}): CambioEmail => ({
  id: randomUUID(),
  cuentaId,
  nuevo: 'nuevo@example.cl',
  conCodigo: false,
  creadoEn: AHORA,
  venceEn: enMinutos(60),
  confirmadoEn: null,
  efectivoEn: null,
  ...cambios,
})

enCadaMotor('links, events and changes of e-mail', (almacen) => {
  test('a link is found by its token or its id, until it is removed', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const guardado = enlace(cuentaId, { asuntoId: 'asunto' })
    await almacen().transaccion(async ({ enlaces }) => {
      await enlaces.crear(guardado)
      expect(await enlaces.porHuella(guardado.huella)).toEqual(guardado)
      expect(await enlaces.porId(guardado.id)).toEqual(guardado)
      expect(await enlaces.porHuella('ninguna')).toBeUndefined()
      expect(await enlaces.borrarVencidos(enMinutos(59))).toBe(0)
      expect(await enlaces.borrarVencidos(enMinutos(60))).toBe(1)
      expect(await enlaces.porId(guardado.id)).toBeUndefined()
    })
  })

  test('of twenty that use a link at once, one does', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const guardado = enlace(cuentaId)
    await almacen().transaccion(({ enlaces }) => enlaces.crear(guardado))
    const usos = await aLaVez(20, () =>
      almacen().transaccion(({ enlaces }) => enlaces.usar(guardado.id, AHORA)),
    )
    expect(usos.filter(Boolean)).toHaveLength(1)
    expect((await almacen().transaccion(({ enlaces }) => enlaces.porId(guardado.id)))?.usadoEn).toEqual(AHORA)
  })

  test('a newer link ends the open ones of its kind and account only', async () => {
    const [{ id: una }, { id: otra }] = [await conCuenta(almacen()), await conCuenta(almacen())]
    const abierto = enlace(una)
    const quedan = [enlace(una, { usadoEn: AHORA }), enlace(una, { tipo: 'no-fui-yo' }), enlace(otra)]
    await almacen().transaccion(async ({ enlaces }) => {
      for (const cada of [abierto, ...quedan]) await enlaces.crear(cada)
      await enlaces.borrarDeCuenta(una, 'recuperar')
      expect(await enlaces.porId(abierto.id)).toBeUndefined()
      for (const cada of quedan) expect(await enlaces.porId(cada.id)).toEqual(cada)
    })
  })

  test('an event is read back as it was kept, until it is removed', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const guardado = evento(cuentaId)
    const registro = evento(cuentaId, { antesCifrado: null, conRespuesta: false, venceEn: enMinutos(90) })
    await almacen().transaccion(async ({ eventos }) => {
      await eventos.crear(guardado)
      await eventos.crear(registro)
      expect(await eventos.porId(guardado.id)).toEqual(guardado)
      expect(await eventos.borrarVencidos(enMinutos(60))).toBe(1)
      expect(await eventos.porId(guardado.id)).toBeUndefined()
      expect(await eventos.porId(registro.id)).toEqual(registro)
    })
  })

  test('an event freezes once, however many press the button at once', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const [primero, segundo] = [evento(cuentaId), evento(cuentaId)]
    await almacen().transaccion(async ({ eventos }) => {
      await eventos.crear(primero)
      await eventos.crear(segundo)
    })
    const hechos = await aLaVez(20, () =>
      almacen().transaccion(({ eventos }) => eventos.congelar(primero.id, AHORA)),
    )
    expect(hechos.filter(Boolean)).toHaveLength(1)
  })

  test('a freeze takes with it what came after its event, and tells whether the answer is known', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const base = { congeladoEn: null, conRespuesta: false }
    const antes = evento(cuentaId, { ...base, creadoEn: enMinutos(-2) })
    const primero = evento(cuentaId, { ...base, creadoEn: enMinutos(-1) })
    const despues = evento(cuentaId, { ...base, creadoEn: AHORA, conRespuesta: true })
    await almacen().transaccion(async ({ eventos }) => {
      expect(await eventos.seCongeloConRespuesta(cuentaId)).toBe(true)
      for (const uno of [antes, primero, despues]) await eventos.crear(uno)
      await eventos.congelar(primero.id, enMinutos(1))
      expect(await eventos.seCongeloConRespuesta(cuentaId)).toBe(false)
      await eventos.congelarPosteriores(primero, enMinutos(1))
      expect(await eventos.seCongeloConRespuesta(cuentaId)).toBe(true)
      expect(await eventos.congelar(despues.id, enMinutos(2))).toBe(false)
      expect(await eventos.congelar(antes.id, enMinutos(2))).toBe(true)
    })
  })

  test('an account has one change of e-mail at most, the newest', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const [viejo, nuevo] = [cambio(cuentaId), cambio(cuentaId, { nuevo: 'otro@example.cl', conCodigo: true })]
    await almacen().transaccion(async ({ cambiosEmail }) => {
      await cambiosEmail.poner(viejo)
      await cambiosEmail.poner(nuevo)
      expect(await cambiosEmail.porId(viejo.id)).toBeUndefined()
      expect(await cambiosEmail.deCuenta(cuentaId)).toEqual(nuevo)
      const confirmado = { ...nuevo, confirmadoEn: AHORA, efectivoEn: enMinutos(1_440) }
      await cambiosEmail.guardar(confirmado)
      expect(await cambiosEmail.porId(nuevo.id)).toEqual(confirmado)
      await cambiosEmail.borrarDeCuenta(cuentaId)
      expect(await cambiosEmail.deCuenta(cuentaId)).toBeUndefined()
    })
  })

  test('a confirmed change outlives its link and comes up at its hour', async () => {
    const cuentas = [await conCuenta(almacen()), await conCuenta(almacen()), await conCuenta(almacen())]
    const [tarde, pronto, sinConfirmar] = cuentas.map(({ id }, indice) =>
      cambio(id, indice < 2 ? { confirmadoEn: AHORA, efectivoEn: enMinutos(200 - 100 * indice) } : {}),
    )
    await almacen().transaccion(async ({ cambiosEmail }) => {
      for (const cada of [tarde, pronto, sinConfirmar]) if (cada) await cambiosEmail.poner(cada)
      expect(await cambiosEmail.borrarVencidos(enMinutos(60))).toBe(1)
      expect(await cambiosEmail.porAplicar(enMinutos(99), 10)).toEqual([])
      expect(await cambiosEmail.porAplicar(enMinutos(200), 10)).toEqual([pronto, tarde])
      expect(await cambiosEmail.porAplicar(enMinutos(200), 1)).toEqual([pronto])
    })
  })
})
