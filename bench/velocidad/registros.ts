/** Registrations that are kept for good, without their hashes, beside bare inserts of the same rows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { registrar } from '../../src/application/registrar.ts'
import { componer } from '../../src/composition.ts'
import { leerConfig } from '../../src/config.ts'
import { secretosLocales } from '../../src/secretos-locales.ts'
import { encenderPostgres, urlPostgres } from '../../test/support/postgres.ts'
import { carpetaNueva, LETRAS } from './entorno.ts'
import { cifra, conMeta, type Medida } from './medida.ts'
import { CLAVE, rutDe } from './personas.ts'

const CUANTAS = 2000
const A_LA_VEZ = 16

/** What a registration writes, in the order of its tables. */
const TABLAS = ['cuentas', 'solicitudes', 'envios', 'enlaces', 'eventos', 'avisos', 'bitacora'] as const
type Filas = Record<string, unknown>[]

/** Runs a work for each number, so many at a time. @returns how many each second. */
async function porSegundo(trabajo: (numero: number) => Promise<unknown>): Promise<number> {
  let siguiente = 0
  const inicio = performance.now()
  await Promise.all(
    Array.from({ length: A_LA_VEZ }, async () => {
      while (siguiente < CUANTAS) await trabajo(siguiente++)
    }),
  )
  return CUANTAS / ((performance.now() - inicio) / 1000)
}

/** Through the use case: everything but the hashes. */
async function nuestras(url: string): Promise<number> {
  const { entorno, borrar } = await carpetaNueva()
  const config = leerConfig({ ...entorno, NODE_ENV: 'test', DATABASE_URL: url }, secretosLocales)
  const composicion = await componer(config)
  const turno = {
    crear: () => Promise.resolve('$2b$11$'.padEnd(80, 'x')),
    comparar: () => Promise.resolve({ coincide: false, renovar: false }),
  }
  const hasher = {
    ...composicion.deps.hasher,
    turno: <T>(_n: number, hacer: (t: typeof turno) => Promise<T>) => hacer(turno),
  }
  const deps = { ...composicion.deps, hasher }
  const ritmo = await porSegundo(async (i) => {
    const sello = deps.azar.ficha()
    const hecho = await registrar(
      deps,
      { direccion: `red-${i}`, origen: deps.azar.uuid(), sello },
      {
        datos: {
          perfil: 'natural',
          rut: rutDe(10_000_000 + i),
          nombres: 'María Jesús',
          apellidoPaterno: 'Ñancupil',
          apellidoMaterno: null,
          fechaNacimiento: '1994-10-03',
          direccion: 'Pasaje Los Aromos',
          numero: '123',
          block: null,
          departamento: null,
          region: '13',
          comuna: '13101',
          email: `persona${i}@correo.test`,
          telefonoParticular: null,
          celular: null,
          sinCelular: true,
          telefonoTrabajo: null,
          clave: CLAVE,
          repetirClave: CLAVE,
          preguntaSecreta: 'p01',
          respuestaSecreta: 'Lautaro Pehuen',
          captcha: LETRAS,
        },
        formulario: {
          formulario: '/natural/registrar',
          ficha: deps.captcha.emitir('/natural/registrar', sello),
          respuesta: LETRAS,
          cuerpo: `registro ${i}`,
        },
        volver: null,
      },
    )
    if (!hecho.ok) throw new Error(`a registration was refused: ${hecho.rechazos[0]?.codigo}`)
  })
  await composicion.cerrar()
  await borrar()
  return ritmo
}

/** The rows of each registration, to be written again: one part of each table, in the order in which they came. */
function enPartes(filas: Filas): Filas[] {
  const cadaUna = Math.max(1, Math.floor(filas.length / CUANTAS))
  return Array.from({ length: CUANTAS }, (_, i) => filas.slice(i * cadaUna, (i + 1) * cadaUna))
}

const columnasDe = (filas: Filas): string[] => Object.keys(filas[0] ?? {})

async function sqlite(): Promise<{ nuestro: number; desnudo: number }> {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const archivo = join(carpeta, 'registros.db')
  const nuestro = await nuestras(`sqlite:${archivo}`)
  const db = new Database(archivo)
  db.pragma('synchronous = FULL')
  const escrituras = TABLAS.map((tabla) => {
    const filas = db.prepare(`select * from ${tabla}`).all() as Filas
    const columnas = columnasDe(filas)
    db.exec(`create table desnuda_${tabla} as select * from ${tabla} where 1 = 0`)
    if (columnas.includes('id')) db.exec(`create unique index desnuda_${tabla}_id on desnuda_${tabla} (id)`)
    const orden = db.prepare(`insert into desnuda_${tabla} values (${columnas.map(() => '?').join(', ')})`)
    return { orden, columnas, partes: enPartes(filas) }
  })
  const una = db.transaction((i: number) => {
    for (const { orden, columnas, partes } of escrituras) {
      for (const fila of partes[i] ?? []) orden.run(columnas.map((columna) => fila[columna]))
    }
  })
  const desnudo = await porSegundo(async (i) => una.immediate(i))
  db.close()
  await rm(carpeta, { recursive: true })
  return { nuestro, desnudo }
}

async function postgres(): Promise<{ nuestro: number; desnudo: number }> {
  const { carpeta, apagar } = await encenderPostgres([])
  const url = urlPostgres(carpeta, 'postgres')
  const nuestro = await nuestras(url)
  const pool = new pg.Pool({ connectionString: url, max: A_LA_VEZ })
  // The server is stopped while its connections are still being closed.
  pool.on('error', () => {})
  const escrituras = await Promise.all(
    TABLAS.map(async (tabla) => {
      const filas: Filas = (await pool.query(`select * from ${tabla}`)).rows
      const columnas = columnasDe(filas)
      await pool.query(`create table desnuda_${tabla} as select * from ${tabla} where false`)
      if (columnas.includes('id')) await pool.query(`create unique index on desnuda_${tabla} (id)`)
      const lugares = columnas.map((_, i) => `$${i + 1}`).join(', ')
      return {
        tabla,
        columnas,
        texto: `insert into desnuda_${tabla} values (${lugares})`,
        partes: enPartes(filas),
      }
    }),
  )
  const desnudo = await porSegundo(async (i) => {
    const cliente = await pool.connect()
    await cliente.query('begin')
    for (const { tabla, columnas, texto, partes } of escrituras) {
      for (const fila of partes[i] ?? []) {
        await cliente.query({ name: tabla, text: texto, values: columnas.map((columna) => fila[columna]) })
      }
    }
    await cliente.query('commit')
    cliente.release()
  })
  await pool.end()
  await apagar()
  return { nuestro, desnudo }
}

/** Measures and gives the lines of the table. */
export async function medirRegistros(): Promise<{ medidas: Medida[] }> {
  const medidas: Medida[] = []
  for (const [motor, medir] of [
    ['SQLite', sqlite],
    ['PostgreSQL', postgres],
  ] as const) {
    const { nuestro, desnudo } = await medir()
    medidas.push(
      conMeta(
        `Durable registrations each second, without hashes, ÷ bare inserts of the same rows (${motor})`,
        nuestro / desnudo,
        { alMenos: 0.5 },
        { base: `${cifra(nuestro)} ÷ ${cifra(desnudo)}` },
      ),
    )
  }
  return { medidas }
}
