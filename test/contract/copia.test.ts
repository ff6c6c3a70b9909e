import { expect, test } from 'vitest'
import type { AlmacenSql, Copia } from '../../src/storage/index.ts'
import { abrirAlmacen } from '../../src/storage/index.ts'
import type { FilaCruda } from '../../src/storage/motor.ts'
import { almacenDePrueba, baseVacia, MOTORES } from '../support/almacenes.ts'
import { AHORA, conCuenta, cuentaCompleta, enCadaMotor, enMinutos } from '../support/contrato.ts'

async function leerTodo({ tablas, tandas }: Copia): Promise<[string, FilaCruda[]][]> {
  const todo: [string, FilaCruda[]][] = []
  for (const tabla of tablas) for await (const tanda of tandas(tabla)) todo.push([tabla, tanda])
  return todo
}

async function llenar(almacen: AlmacenSql, cuantas: number): Promise<void> {
  await almacen.transaccion(async ({ bitacora, cuentas, enlaces }) => {
    for (let i = 0; i < cuantas; i++) {
      const cuenta = cuentaCompleta()
      await cuentas.crear(cuenta)
      await enlaces.crear({
        id: cuenta.id,
        tipo: 'recuperar',
        huella: cuenta.id,
        cuentaId: cuenta.id,
        asuntoId: null,
        venceEn: enMinutos(60),
        usadoEn: null,
      })
    }
    await bitacora.anotar(
      {
        evento: 'cuenta_creada',
        actor: 'persona',
        cuentaId: null,
        sujeto: null,
        origen: null,
        resultado: 'ok',
        detalle: null,
      },
      AHORA,
    )
  })
}

enCadaMotor('copies of the whole database', (almacen) => {
  test('a copy sees one moment while accounts go on being written', async () => {
    const cuenta = await conCuenta(almacen())
    const filas = await almacen().conInstantanea(async (copia) => {
      await conCuenta(almacen())
      return (await leerTodo(copia)).filter(([tabla]) => tabla === 'cuentas').flatMap(([, tanda]) => tanda)
    })
    expect(filas.map(({ id }) => id)).toEqual([cuenta.id])
  })

  test.each(MOTORES)('it fills an empty database on %s, which then goes on', async (destino) => {
    await llenar(almacen(), 1_200)
    const { migracion, todo } = await almacen().conInstantanea(async (copia) => ({
      migracion: copia.migracion,
      todo: await leerTodo(copia),
    }))
    const base = await baseVacia(destino)
    const nuevo = await abrirAlmacen(base.url)
    await nuevo.migrar(migracion)
    await nuevo.cargar(async (poner) => {
      for (const [tabla, filas] of todo) await poner(tabla, filas)
    })
    const porTabla = (filas: [string, FilaCruda[]][]) =>
      Object.fromEntries(
        filas.map(([tabla]) => [tabla, filas.filter(([otra]) => otra === tabla).flatMap(([, t]) => t)]),
      )
    expect(porTabla(await nuevo.conInstantanea(leerTodo))).toEqual(porTabla(todo))
    await llenar(nuevo, 1)
    await nuevo.cerrar()
    await base.borrar()
  })

  test('it never goes into a database that is in use, and leaves it as it was', async () => {
    const enUso = await almacenDePrueba('sqlite')
    const cuenta = await conCuenta(enUso)
    await expect(enUso.cargar(async () => {})).rejects.toThrow('only into an empty database')
    expect(await enUso.transaccion(({ cuentas }) => cuentas.porId(cuenta.id))).toEqual(cuenta)
    await enUso.cerrar()
  })

  test('a copy that fails half way fills nothing', async () => {
    const nuevo = await almacenDePrueba('sqlite')
    const cargar = nuevo.cargar(async (poner) => {
      await poner('secretos', [{ nombre: 'senuelo', valor: 'v' }])
      throw new Error('cut short')
    })
    await expect(cargar).rejects.toThrow('cut short')
    expect(await nuevo.transaccion(({ secretos }) => secretos.leerOCrear('senuelo', 'otro'))).toBe('otro')
    await nuevo.cerrar()
  })
})
