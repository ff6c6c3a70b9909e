import { open, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { escribirArchivo } from '../../src/cli/respaldo/archivo.ts'
import { lineasDeCopia } from '../../src/cli/respaldo/contenido.ts'
import { abrirAlmacen, type Copia } from '../../src/storage/index.ts'
import { baseVacia } from '../support/almacenes.ts'
import { type BancoCli, COSTO_DE_PRUEBA, FRASE, filasDe, montarCli } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})
async function montar(): Promise<BancoCli> {
  const banco = await montarCli('sqlite', { base: baseVacia })
  montados.push(banco)
  return banco
}

/** A backup of a database as it was at a migration, changed before it is written. */
async function respaldoHecho(
  {
    carpeta,
    entorno: { DATABASE_URL = '', SESSION_SECRET = '', PEPPER = '', ENCRYPTION_KEYS = '' },
  }: BancoCli,
  migracion: string | undefined,
  cambiar: (copia: Copia) => Copia = (copia) => copia,
): Promise<string> {
  const archivo = join(carpeta, 'respaldo')
  const almacen = await abrirAlmacen(DATABASE_URL)
  await almacen.migrar(migracion)
  const salida = await open(archivo, 'wx', 0o600)
  const cabecera = {
    hechoEn: '2026-01-01T00:00:00.000Z',
    secretos: { SESSION_SECRET, PEPPER, ENCRYPTION_KEYS },
  }
  await almacen.conInstantanea((copia) =>
    escribirArchivo(
      salida,
      { frase: FRASE, costo: COSTO_DE_PRUEBA },
      lineasDeCopia(cambiar(copia), cabecera, {}),
    ),
  )
  await salida.close()
  await almacen.cerrar()
  return archivo
}

test('a backup older than the program is restored and brought to the tables of today', async () => {
  const archivo = await respaldoHecho(await montar(), '0005_avisos')
  const destino = await montar()
  expect(await destino.orden(`restaurar ${archivo}`)).toBe(0)
  expect((await filasDe(await destino.producto())).bitacora).toHaveLength(1)
})

test('a backup of a version that this one does not know is refused, and nothing is made', async () => {
  const archivo = await respaldoHecho(await montar(), undefined, (copia) => ({
    ...copia,
    migracion: '9999_futura',
  }))
  const destino = await montar()
  expect(await destino.orden(`restaurar ${archivo}`)).toBe(1)
  expect(destino.dicho).toEqual([expect.stringContaining('es de otra versión (9999_futura)')])
  expect(await readdir(destino.carpeta)).toEqual([])
})

test('an older backup never goes into a database that already has newer tables', async () => {
  const archivo = await respaldoHecho(await montar(), '0005_avisos')
  const destino = await montar()
  await destino.producto()
  expect(await destino.orden(`restaurar ${archivo}`)).toBe(1)
  expect(destino.dicho).toEqual([expect.stringContaining('es de otra versión (0005_avisos)')])
})

test('a row that does not fit undoes all of it and leaves no secrets', async () => {
  const archivo = await respaldoHecho(await montar(), undefined, (copia) => ({
    ...copia,
    tandas: async function* (tabla) {
      if (tabla === 'limites') yield [{ clave: 'c', ventana_segundos: 1, cuenta: 1, termina: null }]
    },
  }))
  const destino = await montar()
  const sinSecretos = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
  expect(await destino.orden(`restaurar ${archivo}`, { entorno: sinSecretos })).toBe(1)
  expect(destino.dicho).toEqual([expect.stringMatching(/^No se pudo: /)])
  expect(await readdir(destino.carpeta)).toEqual([])
})

test('a value that a line of text would change makes no backup', async () => {
  const conFecha = (copia: Copia): Copia => ({
    ...copia,
    tandas: async function* () {
      yield [{ en: new Date(0) }]
    },
  })
  await expect(respaldoHecho(await montar(), undefined, conFecha)).rejects.toThrow(
    'backups do not know how to keep a column of',
  )
})

test('secrets that are already in their place are kept, and others are never written over', async () => {
  const origen = await montar()
  const archivo = await respaldoHecho(origen, undefined)
  const destino = await montar()
  const secretos = join(destino.carpeta, 'secretos.json')
  await writeFile(secretos, 'otros')
  const sinSecretos = { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '' }
  expect(await destino.orden(`restaurar ${archivo}`, { entorno: sinSecretos })).toBe(1)
  expect(destino.dicho.at(-1)).toContain('ya tiene otros secretos')
  expect(await readFile(secretos, 'utf8')).toBe('otros')

  const aparte = join(destino.carpeta, 'aparte.json')
  expect(await destino.orden(`restaurar ${archivo} --secretos ${aparte}`, { entorno: sinSecretos })).toBe(0)
  expect(JSON.parse(await readFile(aparte, 'utf8'))).toMatchObject({ PEPPER: origen.entorno.PEPPER })
})

test('production is told which variables to set, and nothing is written when it has them', async () => {
  const origen = await montar()
  const archivo = await respaldoHecho(origen, undefined)
  const { SESSION_SECRET = '', ENCRYPTION_KEYS = '', PEPPER = '' } = origen.entorno
  const produccion = { NODE_ENV: 'production', BASE_URL: 'https://clave.test', BCRYPT_COST: '11' }

  const sinTodas = await montar()
  const entorno = { ...produccion, SESSION_SECRET, ENCRYPTION_KEYS }
  expect(await sinTodas.orden(`restaurar ${archivo}`, { entorno })).toBe(0)
  expect(sinTodas.dicho.at(-1)).toMatch(
    /^Ponga en el entorno PEPPER con los valores de .*secretos\.json y borre/,
  )

  const conTodas = await montar()
  expect(await conTodas.orden(`restaurar ${archivo}`, { entorno: { ...entorno, PEPPER } })).toBe(0)
  expect(conTodas.dicho.at(-1)).toBe('El entorno ya tiene sus secretos.')
  expect(await readdir(conTodas.carpeta)).toEqual([])
})
