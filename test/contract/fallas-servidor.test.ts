import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AlmacenSql, abrirAlmacen } from '../../src/storage/index.ts'
import { type BaseDePrueba, baseDePrueba } from '../support/almacenes.ts'
import { AHORA, conCuenta, cuentaCompleta } from '../support/contrato.ts'

describe('a database that is a server', () => {
  let base: BaseDePrueba
  let almacen: AlmacenSql
  let otra: pg.Client

  beforeEach(async () => {
    base = await baseDePrueba('postgres')
    almacen = await abrirAlmacen(base.url, { esperaMs: 200 })
    otra = new pg.Client({ connectionString: base.url, application_name: 'otra' })
    await otra.connect()
  })
  afterEach(async () => {
    await almacen.cerrar()
    await otra.end()
    await base.borrar()
  })

  const sumar = (de = almacen) => de.transaccion(({ limites }) => limites.sumar('clave', 60, AHORA))
  const cortar = () =>
    otra.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )

  test('out of reach, it is not opened', async () => {
    await expect(abrirAlmacen(`${base.url}/lejos`)).rejects.toMatchObject({ motivo: 'sin_conexion' })
  })

  test('a base that the server does not have is not opened', async () => {
    const ausente = base.url.replace(/\/prueba_\w+/, '/ausente')
    await expect(abrirAlmacen(ausente)).rejects.toMatchObject({ motivo: 'no_existe' })
  })

  test('a connection that is cut half way leaves no half account, and the next one serves', async () => {
    const cuenta = cuentaCompleta()
    const cortada = almacen.transaccion(async ({ cuentas }) => {
      await cuentas.crear(cuenta)
      await cortar()
      return cuentas.porId(cuenta.id)
    })
    await expect(cortada).rejects.toMatchObject({ name: 'AlmacenNoDisponible', motivo: 'sin_conexion' })
    expect(await almacen.transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toBeUndefined()
  })

  test('connections that were cut while idle are replaced, and nobody notices', async () => {
    await sumar()
    await cortar()
    expect((await sumar()).cuenta).toBe(2)
  })

  test('a table that another node changed is read as it is now', async () => {
    const cuenta = await conCuenta(almacen)
    const leer = () => almacen.transaccion(({ cuentas }) => cuentas.porId(cuenta.id))
    expect(await leer()).toEqual(cuenta)
    await otra.query('alter table cuentas add column nueva text')
    expect(await leer()).toMatchObject(cuenta)
  })

  test('held by another one for too long, it says so, and serves afterwards', async () => {
    await otra.query('begin')
    await otra.query('lock table limites in access exclusive mode')
    await expect(sumar()).rejects.toMatchObject({ motivo: 'ocupado' })
    await otra.query('commit')
    expect((await sumar()).cuenta).toBe(1)
  })

  test('read only, it says so', async () => {
    await otra.query(
      `alter database ${new URL(base.url.replace('@/', '@x/')).pathname.slice(1)} set default_transaction_read_only = on`,
    )
    const nueva = await abrirAlmacen(base.url)
    await expect(sumar(nueva)).rejects.toMatchObject({ motivo: 'solo_lectura' })
    await nueva.cerrar()
  })

  test('with its only connection in use for too long, it says so', async () => {
    const unica = await abrirAlmacen(base.url, { esperaMs: 500, conexiones: 1 })
    await unica.transaccion(async () => {
      // From outside of this transaction, as another request would.
      await expect(unica.comprobar()).rejects.toMatchObject({ motivo: 'sin_conexion' })
    })
    await unica.cerrar()
  })

  test('once closed it serves nobody', async () => {
    const cerrado = await abrirAlmacen(base.url)
    await conCuenta(cerrado)
    await cerrado.cerrar()
    await expect(sumar(cerrado)).rejects.toMatchObject({ motivo: 'sin_conexion' })
  })
})
