import { expect, test } from 'vitest'
import { CONTADOR_NUEVO, HASTA_RECUPERAR, tomarIntento } from '../../src/domain/intentos.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'

const REGLA = { intentos: 5, cierreMinutos: 15, cierreMaximoHoras: 24, fallosHastaCierreDefinitivo: 100 }

enCadaMotor('tries and limits', (almacen) => {
  test('a counter that nobody used is a new one, and reading it keeps nothing', async () => {
    await almacen().transaccion(async ({ contadores }) => {
      expect(await contadores.leer('clave', 'nadie')).toEqual(CONTADOR_NUEVO)
      expect(await contadores.bloquear('clave', 'nadie')).toEqual(CONTADOR_NUEVO)
    })
  })

  test('each secret of each subject has a counter of its own', async () => {
    const cerrado = { usados: 3, cierres: 2, cerradoHasta: HASTA_RECUPERAR, fallos: 41 }
    await almacen().transaccion(({ contadores }) => contadores.guardar('clave', 'uno', cerrado))
    await almacen().transaccion(async ({ contadores }) => {
      expect(await contadores.bloquear('clave', 'uno')).toEqual(cerrado)
      expect(await contadores.leer('clave', 'uno')).toEqual(cerrado)
      expect(await contadores.leer('respuesta', 'uno')).toEqual(CONTADOR_NUEVO)
      expect(await contadores.leer('clave', 'dos')).toEqual(CONTADOR_NUEVO)
    })
  })

  test('open counters that nobody touched for long are removed; touched and closed ones stay', async () => {
    const usado = { usados: 3, cierres: 1, cerradoHasta: enMinutos(5), fallos: 8 }
    const purgar = (minuto: number) =>
      almacen().transaccion(({ contadores }) =>
        contadores.borrarAbiertos(enMinutos(minuto), enMinutos(minuto - 90)),
      )
    const leer = (sujeto: string) =>
      almacen().transaccion(({ contadores }) => contadores.leer('datos', sujeto))
    await almacen().transaccion(async ({ contadores }) => {
      await contadores.borrarAbiertos(enMinutos(0), enMinutos(1))
      await contadores.bloquear('datos', 'mirado')
      await contadores.guardar('datos', 'intacto', usado)
      await contadores.guardar('datos', 'tocado', usado)
      await contadores.guardar('datos', 'cerrado', { ...usado, cerradoHasta: HASTA_RECUPERAR })
    })
    expect(await purgar(10)).toBe(0)
    await almacen().transaccion(({ contadores }) => contadores.bloquear('datos', 'tocado'))
    expect(await purgar(99)).toBe(0)
    expect(await purgar(100)).toBe(2)
    expect(await leer('intacto')).toEqual(CONTADOR_NUEVO)
    expect(await leer('tocado')).toEqual(usado)
    expect((await leer('cerrado')).cerradoHasta).toEqual(HASTA_RECUPERAR)
    expect(await purgar(188)).toBe(0)
    expect(await purgar(189)).toBe(1)
  })

  test('fifty increments at once lose none', async () => {
    await aLaVez(50, () =>
      almacen().transaccion(async ({ contadores }) => {
        const contador = await contadores.bloquear('codigo', 'cincuenta')
        await contadores.guardar('codigo', 'cincuenta', { ...contador, usados: contador.usados + 1 })
      }),
    )
    expect(
      (await almacen().transaccion(({ contadores }) => contadores.leer('codigo', 'cincuenta'))).usados,
    ).toBe(50)
  })

  test('of five hundred tries at once exactly five are allowed', async () => {
    const permitidos = await aLaVez(500, () =>
      almacen().transaccion(async ({ contadores }) => {
        const toma = tomarIntento(await contadores.bloquear('clave', 'quinientos'), REGLA, AHORA)
        await contadores.guardar('clave', 'quinientos', toma.contador)
        return toma.permitido
      }),
    )
    expect(permitidos.filter(Boolean)).toHaveLength(5)
  })

  test('a limit counts fifty at once without losing any', async () => {
    const cuentas = await aLaVez(50, () =>
      almacen().transaccion(async ({ limites }) => (await limites.sumar('cincuenta', 60, AHORA)).cuenta),
    )
    expect(cuentas.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, indice) => indice + 1))
  })

  test('a window ends when it said, and the next one starts from one', async () => {
    await almacen().transaccion(async ({ limites }) => {
      const termina = enMinutos(1)
      expect(await limites.sumar('ventana', 60, AHORA)).toEqual({ cuenta: 1, termina })
      expect(await limites.sumar('ventana', 60, new Date(termina.getTime() - 1))).toEqual({
        cuenta: 2,
        termina,
      })
      expect(await limites.sumar('ventana', 60, termina)).toEqual({ cuenta: 1, termina: enMinutos(2) })
    })
  })

  test('windows of another length and other keys count apart', async () => {
    await almacen().transaccion(async ({ limites }) => {
      await limites.sumar('buzon', 3_600, AHORA)
      expect((await limites.sumar('buzon', 86_400, AHORA)).cuenta).toBe(1)
      expect((await limites.sumar('otro', 3_600, AHORA)).cuenta).toBe(1)
      expect((await limites.sumar('buzon', 3_600, AHORA)).cuenta).toBe(2)
    })
  })

  test('only windows that ended are removed', async () => {
    await almacen().transaccion(async ({ limites }) => {
      await limites.borrarVencidos(enMinutos(10_000))
      await limites.sumar('corta', 60, AHORA)
      await limites.sumar('larga', 600, AHORA)
      expect(await limites.borrarVencidos(enMinutos(5))).toBe(1)
      expect((await limites.sumar('larga', 600, enMinutos(5))).cuenta).toBe(2)
    })
  })

  test('an account has one temporary key at most, the newest', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const provisoria = { cuentaId, huella: 'primera', venceEn: enMinutos(60), intentos: 4 }
    const nueva = { cuentaId, huella: 'segunda', venceEn: enMinutos(61), intentos: 0 }
    await almacen().transaccion(async ({ provisorias }) => {
      expect(await provisorias.bloquear(cuentaId)).toBeUndefined()
      await provisorias.poner(provisoria)
      expect(await provisorias.bloquear(cuentaId)).toEqual(provisoria)
      await provisorias.poner(nueva)
      expect(await provisorias.bloquear(cuentaId)).toEqual(nueva)
      expect(await provisorias.borrarVencidas(enMinutos(60))).toBe(0)
      expect(await provisorias.borrarVencidas(enMinutos(61))).toBe(1)
      await provisorias.poner(nueva)
      await provisorias.borrar(cuentaId)
      expect(await provisorias.bloquear(cuentaId)).toBeUndefined()
    })
  })

  test('of fifty uses of a temporary key at once none goes uncounted', async () => {
    const { id: cuentaId } = await conCuenta(almacen())
    const nueva = { cuentaId, huella: 'huella', venceEn: enMinutos(60), intentos: 0 }
    await almacen().transaccion(({ provisorias }) => provisorias.poner(nueva))
    await aLaVez(50, () =>
      almacen().transaccion(async ({ provisorias }) => {
        const viva = await provisorias.bloquear(cuentaId)
        if (viva) await provisorias.poner({ ...viva, intentos: viva.intentos + 1 })
      }),
    )
    expect((await almacen().transaccion(({ provisorias }) => provisorias.bloquear(cuentaId)))?.intentos).toBe(
      50,
    )
  })
})
