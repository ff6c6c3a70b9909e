import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Anotacion, Caso, Sello } from '../../src/application/ports.ts'
import { AHORA, aLaVez, enCadaMotor, enMinutos } from '../support/contrato.ts'

const ANOTACION: Anotacion = {
  evento: 'cuenta_creada',
  actor: 'persona',
  cuentaId: 'cuenta',
  sujeto: 'sujeto',
  origen: 'peticion',
  resultado: 'ok',
  detalle: { intento: 1, ultimo: false, canal: 'correo' },
}

enCadaMotor('audit and cases', (almacen) => {
  const desde = (numero: number, tope = 1_000) =>
    almacen().transaccion(({ bitacora }) => bitacora.desde(numero, tope))

  test('what is noted is read back in order, also by the transaction that notes it', async () => {
    const escueta = { ...ANOTACION, cuentaId: null, sujeto: null, origen: null, detalle: null }
    const leidas = await almacen().transaccion(async ({ bitacora }) => {
      await bitacora.anotar(ANOTACION, AHORA)
      await bitacora.anotar(escueta, enMinutos(1))
      return bitacora.desde(0, 10)
    })
    expect(leidas).toEqual([
      { ...ANOTACION, numero: 1, en: AHORA },
      { ...escueta, numero: 2, en: enMinutos(1) },
    ])
    expect(await desde(0)).toEqual(leidas)
    expect(await desde(1, 1)).toEqual(leidas.slice(1))
    expect(await desde(0, 1)).toEqual(leidas.slice(0, 1))
  })

  test('an account shows its own notes, newest first', async () => {
    await almacen().transaccion(async ({ bitacora }) => {
      await bitacora.anotar({ ...ANOTACION, cuentaId: 'propia', resultado: 'primera' }, AHORA)
      await bitacora.anotar(ANOTACION, AHORA)
      await bitacora.anotar({ ...ANOTACION, cuentaId: 'propia', resultado: 'segunda' }, AHORA)
      const propias = await bitacora.deCuenta('propia', 10)
      expect(propias.map(({ resultado }) => resultado)).toEqual(['segunda', 'primera'])
      expect(await bitacora.deCuenta('propia', 1)).toEqual(propias.slice(0, 1))
    })
  })

  test('numbers have no gaps and never appear late, with fifty that note at once', async () => {
    const antes = (await desde(0)).length
    let visto = antes
    const terminaron = aLaVez(50, (indice) =>
      almacen()
        .transaccion(async ({ bitacora }) => {
          await bitacora.anotar({ ...ANOTACION, resultado: `${indice}` }, AHORA)
          if (indice % 10 === 0) throw new Error('undone')
        })
        .catch(() => undefined),
    )
    // A reader that goes on from the last number that it saw, as sealing does, misses none.
    while (visto < antes + 45) {
      for (const { numero } of await desde(visto)) expect(numero).toBe(++visto)
    }
    await terminaron
    expect((await desde(0)).map(({ numero }) => numero)).toEqual(
      Array.from({ length: visto }, (_, indice) => indice + 1),
    )
  })

  test('seals are kept in order, and the last one is found', async () => {
    const sello = (numero: number): Sello => ({
      numero,
      desde: numero,
      hasta: numero,
      claveId: 'p1',
      sello: 's',
      en: AHORA,
    })
    await almacen().transaccion(async ({ bitacora }) => {
      expect(await bitacora.ultimoSello()).toBeUndefined()
      await bitacora.sellar(sello(1))
      await bitacora.sellar(sello(2))
      await bitacora.sellar(sello(3))
      expect(await bitacora.ultimoSello()).toEqual(sello(3))
      expect(await bitacora.sellos(1, 10)).toEqual([sello(2), sello(3)])
      expect(await bitacora.sellos(0, 1)).toEqual([sello(1)])
    })
  })

  test('a reason and subject have one open case, also when twenty open it at once', async () => {
    const caso = (): Caso => ({
      numero: randomUUID().slice(0, 8),
      motivo: 'yo_no_cree_esta_cuenta',
      perfil: 'natural',
      cuentaId: null,
      sujeto: 'sujeto',
      creadoEn: AHORA,
    })
    const casos = await aLaVez(20, () => almacen().transaccion((uow) => uow.casos.abrir(caso())))
    expect(new Set(casos.map(({ numero }) => numero)).size).toBe(1)
    await almacen().transaccion(async (uow) => {
      const otro = await uow.casos.abrir({ ...caso(), motivo: 'otro', creadoEn: enMinutos(1) })
      expect(await uow.casos.porNumero(otro.numero)).toEqual(otro)
      expect(await uow.casos.deSujeto('sujeto')).toEqual([casos[0], otro])
      expect(await uow.casos.deSujeto('nadie')).toEqual([])
      expect(await uow.casos.porNumero('ninguno')).toBeUndefined()
    })
  })

  test('a number that another case already has makes the work run again with a new one', async () => {
    const numeros = ['REPETIDO', 'REPETIDO', 'LIBRE']
    const abrir = (sujeto: string) =>
      almacen().transaccion((uow) =>
        uow.casos.abrir({
          numero: numeros.shift() ?? '',
          motivo: 'motivo',
          perfil: 'natural',
          cuentaId: null,
          sujeto,
          creadoEn: AHORA,
        }),
      )
    expect((await abrir('una persona')).numero).toBe('REPETIDO')
    expect((await abrir('otra persona')).numero).toBe('LIBRE')
  })
})
