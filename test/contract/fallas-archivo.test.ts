import { rm, stat, writeFile } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { abrirMotor } from '../../src/storage/engine.ts'
import { type AlmacenSql, abrirAlmacen, almacenDe } from '../../src/storage/index.ts'
import type { Motor } from '../../src/storage/motor.ts'
import { type BaseDePrueba, baseVacia } from '../support/almacenes.ts'
import { AHORA, aLaVez, conCuenta, cuentaCompleta } from '../support/contrato.ts'

describe('a database that is a file', () => {
  let base: BaseDePrueba
  let ruta: string
  let motor: Motor
  let almacen: AlmacenSql

  beforeEach(async () => {
    base = await baseVacia('sqlite')
    ruta = base.url.slice('sqlite:'.length)
    motor = await abrirMotor(base.url, { esperaMs: 100 })
    almacen = almacenDe(motor)
    await almacen.migrar()
  })
  afterEach(async () => {
    await almacen.cerrar()
    await base.borrar()
  })

  const sumar = (de = almacen) => de.transaccion(({ limites }) => limites.sumar('clave', 60, AHORA))

  /** Runs `mientras` while another process holds the database. */
  async function bloqueada(mientras: (soltar: () => void) => Promise<void>): Promise<void> {
    const otra = new Database(ruta)
    otra.exec('begin immediate')
    await mientras(() => otra.exec('commit'))
    otra.close()
  }

  test('nobody else on the machine can read it', async () => {
    expect((await stat(ruta)).mode & 0o777).toBe(0o600)
  })

  test('a full disk leaves no half account, and the next one is kept once there is room', async () => {
    const crear = (cuenta = cuentaCompleta()) =>
      almacen.transaccion(async ({ bitacora, cuentas }) => {
        await cuentas.crear(cuenta)
        await bitacora.anotar(
          {
            evento: 'cuenta_creada',
            actor: 'persona',
            cuentaId: cuenta.id,
            sujeto: null,
            origen: null,
            resultado: 'ok',
            detalle: { relleno: 'x'.repeat(4_000) },
          },
          AHORA,
        )
      })
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(motor.db)
    await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 4)}`.execute(motor.db)
    const hechas: string[] = []
    const llenar = async () => {
      for (;;) {
        const cuenta = cuentaCompleta()
        await crear(cuenta)
        hechas.push(cuenta.id)
      }
    }
    await expect(llenar()).rejects.toMatchObject({ name: 'AlmacenNoDisponible', motivo: 'lleno' })
    const kept = await almacen.transaccion(({ bitacora }) => bitacora.desde(0, 1_000))
    expect(kept.map(({ cuentaId }) => cuentaId)).toEqual(hechas)
    await sql`pragma max_page_count = 1000000`.execute(motor.db)
    const cuenta = cuentaCompleta()
    await crear(cuenta)
    expect(await almacen.transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toEqual(cuenta)
  })

  test('held by another process for too long, it says so to all who wait, and serves afterwards', async () => {
    await bloqueada(async (soltar) => {
      const respuestas = await Promise.allSettled(Array.from({ length: 5 }, () => sumar()))
      for (const respuesta of respuestas) {
        expect(respuesta).toMatchObject({ status: 'rejected', reason: { motivo: 'ocupado' } })
      }
      await expect(almacen.comprobar()).rejects.toMatchObject({ motivo: 'ocupado' })
      soltar()
    })
    expect((await sumar()).cuenta).toBe(1)
  })

  test('held by another process for a moment, it is waited for', async () => {
    const paciente = await abrirAlmacen(base.url, { esperaMs: 60_000 })
    await bloqueada(async (soltar) => {
      const suma = sumar(paciente)
      await new Promise(setImmediate)
      soltar()
      expect((await suma).cuenta).toBe(1)
    })
    await paciente.cerrar()
  })

  test('two processes that write at once lose nothing', async () => {
    const nodos = [await abrirAlmacen(base.url), await abrirAlmacen(base.url)]
    await Promise.all(nodos.map((nodo) => aLaVez(25, () => sumar(nodo))))
    expect((await sumar()).cuenta).toBe(51)
    await Promise.all(nodos.map((nodo) => nodo.cerrar()))
  })

  test('read only, it says so', async () => {
    await sql`pragma query_only = on`.execute(motor.db)
    await expect(sumar()).rejects.toMatchObject({ motivo: 'solo_lectura' })
  })

  test('nothing is told as kept before it is on the disk', async () => {
    const sinDiario = await abrirAlmacen(base.url)
    await rm(`${ruta}-wal`)
    await expect(sumar(sinDiario)).rejects.toMatchObject({ motivo: 'no_existe' })
    await sinDiario.cerrar()
  })

  test('removed while in use, it says so instead of writing where nobody will look', async () => {
    await conCuenta(almacen)
    await rm(ruta)
    await expect(sumar()).rejects.toMatchObject({
      motivo: 'no_existe',
      message: expect.stringContaining(ruta),
    })
    await expect(almacen.comprobar()).rejects.toMatchObject({ motivo: 'no_existe' })
  })

  test('in a folder that does not exist, it is not opened, with the path in the message', async () => {
    const lejos = `${ruta}.d/otra.db`
    await expect(abrirAlmacen(`sqlite:${lejos}`)).rejects.toMatchObject({
      motivo: 'no_existe',
      message: expect.stringContaining(lejos),
    })
  })

  test('a file of something else is not opened', async () => {
    await writeFile(`${ruta}.txt`, 'no soy una base de datos, sino un texto bastante largo'.repeat(50))
    await expect(abrirAlmacen(`sqlite:${ruta}.txt`)).rejects.toMatchObject({ motivo: 'danado' })
  })

  test('once closed it serves nobody', async () => {
    const cerrado = await abrirAlmacen(base.url)
    await cerrado.cerrar()
    await expect(sumar(cerrado)).rejects.toMatchObject({ motivo: 'sin_conexion' })
  })

  test('an address of another kind is refused by its name', async () => {
    await expect(abrirAlmacen('mysql://localhost/clave')).rejects.toThrow('DATABASE_URL')
  })
})
