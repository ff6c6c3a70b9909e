import { expect, test } from 'vitest'
import type { UnidadDeTrabajo } from '../../src/application/ports.ts'
import { AHORA, cuentaCompleta, enCadaMotor, enMinutos } from '../support/contrato.ts'

enCadaMotor('the unit of work', (almacen) => {
  test('all of the work is undone when it throws, and its error comes out as it is', async () => {
    const cuenta = cuentaCompleta()
    const error = new Error('the work failed')
    const trabajo = almacen().transaccion(async ({ bitacora, cuentas, limites }) => {
      await cuentas.crear(cuenta)
      await limites.sumar('deshecho', 60, AHORA)
      await bitacora.anotar(
        {
          evento: 'cuenta_creada',
          actor: 'persona',
          cuentaId: cuenta.id,
          sujeto: null,
          origen: null,
          resultado: 'ok',
          detalle: null,
        },
        AHORA,
      )
      throw error
    })
    await expect(trabajo).rejects.toBe(error)
    await almacen().transaccion(async ({ bitacora, cuentas, limites }) => {
      expect(await cuentas.porId(cuenta.id)).toBeUndefined()
      expect((await limites.sumar('deshecho', 60, AHORA)).cuenta).toBe(1)
      expect(await bitacora.desde(0, 10)).toEqual([])
    })
  })

  test('a transaction inside another one is refused instead of waiting for itself', async () => {
    const dentro = almacen().transaccion(() => almacen().transaccion(async () => 'nunca'))
    await expect(dentro).rejects.toThrow('inside another one')
    expect(await almacen().transaccion(async () => 'sigue')).toBe('sigue')
  })

  test('what a transaction handed out serves nothing once it ended', async () => {
    const guardada = await almacen().transaccion(async (uow: UnidadDeTrabajo) => uow)
    await expect(guardada.cuentas.porId('cualquiera')).rejects.toThrow('already committed')
  })

  test('work that loses to another one runs again whole and sees what the other wrote', async () => {
    let vueltas = 0
    const cuenta = cuentaCompleta()
    // Without looking first: the second one collides, or waits for the first and then collides.
    const ciega = (segundo: string) => async (uow: UnidadDeTrabajo) => {
      vueltas++
      const existente = await uow.cuentas.porId(cuenta.id)
      if (existente) return existente.nombres
      await uow.cuentas.crear({
        ...cuenta,
        nombres: segundo,
        identificador: segundo,
        email: segundo,
        celular: segundo,
      })
      return segundo
    }
    const nombres = await Promise.all([
      almacen().transaccion(ciega('una')),
      almacen().transaccion(ciega('otra')),
    ])
    expect(new Set(nombres).size).toBe(1)
    expect(vueltas).toBeLessThanOrEqual(3)
  })

  test('two that lock the same rows in opposite order both finish', async () => {
    const enOrden = (primero: string, segundo: string) => async (uow: UnidadDeTrabajo) => {
      for (const sujeto of [primero, segundo]) {
        const contador = await uow.contadores.bloquear('clave', sujeto)
        await uow.contadores.guardar('clave', sujeto, { ...contador, usados: contador.usados + 1 })
      }
    }
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        almacen().transaccion(i % 2 ? enOrden('a', 'b') : enOrden('b', 'a')),
      ),
    )
    await almacen().transaccion(async ({ contadores }) => {
      expect((await contadores.leer('clave', 'a')).usados).toBe(6)
      expect((await contadores.leer('clave', 'b')).usados).toBe(6)
    })
  })

  test('an error that repeats itself comes out after six runs, and nothing is kept', async () => {
    let vueltas = 0
    const cuenta = cuentaCompleta()
    const repetida = almacen().transaccion(async ({ cuentas, enlaces }) => {
      vueltas++
      await cuentas.crear(cuenta)
      const enlace = {
        id: 'uno',
        tipo: 'recuperar' as const,
        huella: 'la misma',
        cuentaId: cuenta.id,
        asuntoId: null,
        venceEn: enMinutos(60),
        usadoEn: null,
      }
      await enlaces.crear(enlace)
      await enlaces.crear({ ...enlace, id: 'dos' })
    })
    await expect(repetida).rejects.toThrow(/unique/i)
    expect(vueltas).toBe(6)
    expect(await almacen().transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toBeUndefined()
  })

  test('a database that answers says so', async () => {
    await expect(almacen().comprobar()).resolves.toBeUndefined()
  })
})
