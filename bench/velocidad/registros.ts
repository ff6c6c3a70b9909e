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
import { abrirAlmacen } from '../../src/storage/index.ts'
import { encenderPostgres, urlPostgres } from '../../test/support/postgres.ts'
import { carpetaNueva, LETRAS } from './entorno.ts'
import { cifra, conMeta, type Medida } from './medida.ts'
import { CLAVE, rutDe } from './personas.ts'

const CUANTAS = 2000
const A_LA_VEZ = 16

/** What a registration writes, in the order of its tables, each with what puts its rows in the order of the accounts. */
const TABLAS = {
  cuentas: 'id',
  solicitudes: 'cuenta_id',
  envios: 'id',
  enlaces: 'cuenta_id',
  eventos: 'cuenta_id',
  avisos: 'id',
  bitacora: 'cuenta_id',
} as const
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

/** The rows of one registration in a table, to be written again. */
interface Escritura {
  tabla: string
  columnas: string[]
  partes: unknown[][][]
}

/** The rows of each registration: one part of each table. */
function enPartes(tabla: string, filas: Filas): Escritura {
  const cadaUna = Math.max(1, Math.floor(filas.length / CUANTAS))
  const columnas = Object.keys(filas[0] ?? {})
  const valores = filas.map((fila) => columnas.map((columna) => fila[columna]))
  const partes = Array.from({ length: CUANTAS }, (_, i) => valores.slice(i * cadaUna, (i + 1) * cadaUna))
  return { tabla, columnas, partes }
}

const crearDesnuda = ({ tabla, columnas }: Escritura): string[] => [
  `create table desnuda_${tabla} as select * from ${tabla} where 1 = 0`,
  ...(columnas.includes('id') ? [`create unique index desnuda_${tabla}_id on desnuda_${tabla} (id)`] : []),
]

/** A registration each second by our use case, by inserts into tables with a key only, and into our own tables. */
interface Ritmos {
  nuestro: number
  desnudo: number
  enNuestrasTablas: number
}

/** An empty database with our tables. */
async function migrada(url: string): Promise<void> {
  const almacen = await abrirAlmacen(url)
  await almacen.migrar()
  await almacen.cerrar()
}

async function sqlite(): Promise<Ritmos> {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const [archivo, otro] = [join(carpeta, 'registros.db'), join(carpeta, 'otro.db')]
  const nuestro = await nuestras(`sqlite:${archivo}`)
  await migrada(`sqlite:${otro}`)

  const insertar = async (ruta: string, prefijo: string, escrituras: Escritura[]) => {
    const db = new Database(ruta)
    db.pragma('synchronous = full')
    const ordenes = escrituras.map(({ tabla, columnas, partes }) => ({
      orden: db.prepare(
        `insert into ${prefijo}${tabla} (${columnas}) values (${columnas.map(() => '?').join(', ')})`,
      ),
      partes,
    }))
    const una = db.transaction((i: number) => {
      for (const { orden, partes } of ordenes) for (const valores of partes[i] ?? []) orden.run(valores)
    })
    const ritmo = await porSegundo(async (i) => una.immediate(i))
    db.close()
    return ritmo
  }
  const db = new Database(archivo)
  const escrituras = Object.entries(TABLAS).map(([tabla, orden]) =>
    enPartes(tabla, db.prepare(`select * from ${tabla} order by ${orden}`).all() as Filas),
  )
  for (const orden of escrituras.flatMap(crearDesnuda)) db.exec(orden)
  db.close()
  const desnudo = await insertar(archivo, 'desnuda_', escrituras)
  const enNuestrasTablas = await insertar(otro, '', escrituras)
  await rm(carpeta, { recursive: true })
  return { nuestro, desnudo, enNuestrasTablas }
}

async function postgres(): Promise<Ritmos> {
  const { carpeta, apagar } = await encenderPostgres([])
  const url = urlPostgres(carpeta, 'postgres')
  const nuestro = await nuestras(url)

  const conPool = async <T>(base: string, usar: (pool: pg.Pool) => Promise<T>): Promise<T> => {
    const pool = new pg.Pool({ connectionString: urlPostgres(carpeta, base), max: A_LA_VEZ })
    // The server is stopped while its connections are still being closed.
    pool.on('error', () => {})
    return usar(pool).finally(() => pool.end())
  }
  const insertar = (base: string, prefijo: string, escrituras: Escritura[]) =>
    conPool(base, (pool) =>
      porSegundo(async (i) => {
        const cliente = await pool.connect()
        try {
          await cliente.query('begin')
          for (const { tabla, columnas, partes } of escrituras) {
            const text = `insert into ${prefijo}${tabla} (${columnas}) values (${columnas.map((_, n) => `$${n + 1}`)})`
            for (const values of partes[i] ?? []) await cliente.query({ name: tabla, text, values })
          }
          await cliente.query('commit')
        } finally {
          cliente.release()
        }
      }),
    )
  const escrituras = await conPool('postgres', async (pool) => {
    const todas = await Promise.all(
      Object.entries(TABLAS).map(async ([tabla, orden]) =>
        enPartes(tabla, (await pool.query(`select * from ${tabla} order by ${orden}`)).rows),
      ),
    )
    for (const orden of todas.flatMap(crearDesnuda)) await pool.query(orden)
    await pool.query('create database otra')
    return todas
  })
  await migrada(urlPostgres(carpeta, 'otra'))
  const desnudo = await insertar('postgres', 'desnuda_', escrituras)
  const enNuestrasTablas = await insertar('otra', '', escrituras)
  await apagar()
  return { nuestro, desnudo, enNuestrasTablas }
}

/** Measures and gives the lines of the table. */
export async function medirRegistros(): Promise<{ medidas: Medida[] }> {
  const medidas: Medida[] = []
  for (const [motor, medir] of [
    ['SQLite', sqlite],
    ['PostgreSQL', postgres],
  ] as const) {
    const { nuestro, desnudo, enNuestrasTablas } = await medir()
    medidas.push(
      conMeta(
        `Durable registrations each second, without hashes, ÷ bare inserts of the same rows (${motor})`,
        nuestro / desnudo,
        { alMenos: 0.5 },
        { base: `${cifra(nuestro)} ÷ ${cifra(desnudo)}` },
      ),
      {
        que: `The same, ÷ bare inserts into tables with our indexes (${motor})`,
        valor: cifra(nuestro / enNuestrasTablas),
        base: `${cifra(nuestro)} ÷ ${cifra(enNuestrasTablas)}`,
      },
    )
  }
  return { medidas }
}
