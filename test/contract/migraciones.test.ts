import { readdir } from 'node:fs/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { abrirMotor } from '../../src/storage/engine.ts'
import { type AlmacenSql, abrirAlmacen } from '../../src/storage/index.ts'
import { baseVacia, MOTORES } from '../support/almacenes.ts'
import { aLaVez, conCuenta } from '../support/contrato.ts'

const CARPETA = new URL('../../migrations/', import.meta.url)
const archivos = (await readdir(CARPETA)).sort()
const nombres = archivos.map((archivo) => archivo.replace(/\.ts$/, ''))

type Marcas = Record<string, Record<string, 'sensible' | 'no'>>
const marcas: Marcas[] = await Promise.all(
  archivos.map(
    async (archivo) => ((await import(new URL(archivo, CARPETA).href)) as { columnas: Marcas }).columnas,
  ),
)

test('each migration has its number, in order and without gaps', () => {
  const numeros = archivos.map((archivo) => /^(\d{4})_[a-z_]+\.ts$/.exec(archivo)?.[1])
  expect(numeros).toEqual(archivos.map((_archivo, i) => String(i + 1).padStart(4, '0')))
})

describe.each(MOTORES)('migrations on %s', (motor) => {
  const cerrar: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const cada of cerrar.splice(0).reverse()) await cada()
  })

  async function nueva(): Promise<{ url: string; abrir: () => Promise<AlmacenSql> }> {
    const base = await baseVacia(motor)
    cerrar.push(base.borrar)
    return {
      url: base.url,
      async abrir() {
        const almacen = await abrirAlmacen(base.url)
        cerrar.push(almacen.cerrar)
        return almacen
      },
    }
  }

  test('all run once, and then none is pending', async () => {
    const almacen = await (await nueva()).abrir()
    expect(await almacen.migracionesPendientes()).toEqual(nombres)
    expect(await almacen.migrar()).toEqual(nombres)
    expect(await almacen.migracionesPendientes()).toEqual([])
    expect(await almacen.migrar()).toEqual([])
  })

  test('four nodes that start at once on an empty database all end well, and one migrates', async () => {
    const { abrir } = await nueva()
    const corridas = await aLaVez(4, async () => (await abrir()).migrar())
    expect(corridas.flat()).toEqual(nombres)
    await conCuenta(await abrir())
  })

  test('they can stop at one, to restore a backup of that time', async () => {
    const almacen = await (await nueva()).abrir()
    expect(await almacen.migrar(nombres[1])).toEqual(nombres.slice(0, 2))
    expect(await almacen.migracionesPendientes()).toEqual(nombres.slice(2))
    await expect(almacen.migrar('9999_ninguna')).rejects.toThrow("doesn't exist")
  })

  test('every column is marked as sensitive or not, and no other', async () => {
    const { url, abrir } = await nueva()
    await (await abrir()).migrar()
    const { db } = await abrirMotor(url)
    cerrar.push(() => db.destroy())
    const reales = (await db.withoutPlugins().introspection.getTables()).flatMap(({ name, columns }) =>
      columns.map((columna) => `${name}.${columna.name}`),
    )
    const marcadas = marcas.flatMap((tablas) =>
      Object.entries(tablas).flatMap(([tabla, columnas]) =>
        Object.keys(columnas).map((columna) => `${tabla}.${columna}`),
      ),
    )
    expect(marcadas.sort()).toEqual(reales.sort())
  })

  test.each(['bitacora', 'sellos'])(
    'the database refuses to change or remove what %s holds',
    async (tabla) => {
      const { url, abrir } = await nueva()
      const almacen = await abrir()
      await almacen.migrar()
      await almacen.transaccion(async ({ bitacora }) => {
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
          new Date(0),
        )
        await bitacora.sellar({ numero: 1, desde: 1, hasta: 1, claveId: 'p1', sello: 's', en: new Date(0) })
      })
      const { db } = await abrirMotor(url)
      cerrar.push(() => db.destroy())
      const nombre = tabla as 'bitacora' | 'sellos'
      await expect(db.deleteFrom(nombre).execute()).rejects.toThrow('only grows')
      await expect(db.updateTable(nombre).set({ numero: 7 }).execute()).rejects.toThrow('only grows')
    },
  )
})
