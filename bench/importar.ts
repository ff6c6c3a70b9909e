/**
 * How fast accounts of the old system come in, against a bare prepared insert of the same rows, and how much
 * memory it takes.
 *
 *     node src/launch.mjs bench/importar.ts [lines …]
 *
 * Each file has invented accounts with a salted SHA-1 key, an answer in MD5 and all contact data: two encryptions
 * for each line. The bare insert writes the rows that came of it, indices and all, in transactions as large as
 * the import's, into a new database beside the first.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { componer } from '../src/composition.ts'
import { leerConfig } from '../src/config.ts'
import { digitoVerificador } from '../src/domain/rut.ts'
import { secretosLocales } from '../src/secretos-locales.ts'

const raiz = fileURLToPath(new URL('../', import.meta.url))
const FILAS_POR_TRANSACCION = 500
/** A fourth of the bare insert (issue 3). */
const META = 0.25

const TITULOS =
  'perfil;rut;clave_hash;nombres;apellido_paterno;apellido_materno;fecha_nacimiento;direccion;numero;region;comuna;email;celular;pregunta_secreta;respuesta_hash'

const hash = (algoritmo: string, texto: string) => createHash(algoritmo).update(texto).digest('hex')

function lineaDe(i: number): string {
  const numero = 1_000_000 + i * 7
  return [
    'natural',
    `${numero}-${digitoVerificador(numero)}`,
    `sha1$sal${i}$${hash('sha1', `sal${i}clave`)}`,
    'María José',
    'Ñancupil',
    'Soto',
    '03-10-1990',
    'Pasaje Los Aromos',
    i % 999,
    '13',
    '13101',
    `persona${i}@correo.test`,
    `9${10_000_000 + i}`,
    'p01',
    hash('md5', `respuesta${i}`),
  ].join(';')
}

async function escribirArchivo(ruta: string, lineas: number): Promise<void> {
  const salida = createWriteStream(ruta)
  salida.write(`${TITULOS}\n`)
  for (let i = 0; i < lineas; i++) {
    if (!salida.write(`${lineaDe(i)}\n`)) await once(salida, 'drain')
  }
  salida.end()
  await once(salida, 'finish')
}

/** Runs the order as an operator does. @returns seconds of the order, and the most memory that it held, in MiB. */
async function importar(carpeta: string, archivo: string): Promise<{ segundos: number; rss: number }> {
  const inicio = performance.now()
  const medir = `process.on('exit', () => console.error('rss', process.resourceUsage().maxRSS))`
  const proceso = spawn(
    process.execPath,
    [
      '--import',
      `data:text/javascript,${encodeURIComponent(medir)}`,
      'src/cli/main.ts',
      ...['cuentas', 'importar', archivo],
    ],
    { cwd: raiz, env: { DATA_DIR: carpeta, PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let error = ''
  proceso.stderr.on('data', (trozo) => (error += trozo))
  const [fin] = await once(proceso, 'close')
  const rss = Number(/rss (\d+)/.exec(error)?.[1]) / 1024
  if (fin !== 0) throw new Error(error)
  return { segundos: (performance.now() - inicio) / 1000, rss }
}

/** Seconds of a prepared insert for each row of a database, into another one with the same tables. */
function insertarSinMas(de: string, a: string): number {
  const origen = new Database(de, { readonly: true })
  const destino = new Database(a)
  destino.pragma('journal_mode = wal')
  destino.pragma('synchronous = full')
  const columnas = origen.pragma('table_info(cuentas)') as { name: string }[]
  const orden = destino.prepare(
    `insert into cuentas (${columnas.map(({ name }) => name).join()}) values (${columnas.map(() => '?').join()})`,
  )
  const poner = destino.transaction((filas: unknown[][]) => {
    for (const fila of filas) orden.run(fila)
  })
  let segundos = 0
  let tanda: unknown[][] = []
  const volcar = () => {
    const inicio = performance.now()
    poner(tanda)
    segundos += (performance.now() - inicio) / 1000
    tanda = []
  }
  for (const fila of origen.prepare('select * from cuentas order by rowid').raw().iterate()) {
    if (tanda.push(fila as unknown[]) === FILAS_POR_TRANSACCION) volcar()
  }
  volcar()
  origen.close()
  destino.close()
  return segundos
}

async function crearBase(carpeta: string): Promise<string> {
  const composicion = await componer(leerConfig({ NODE_ENV: 'test', DATA_DIR: carpeta }, secretosLocales))
  await composicion.cerrar()
  return join(carpeta, 'clave-sence.db')
}

const pedidas = process.argv.slice(2).map(Number)
for (const lineas of pedidas.length > 0 ? pedidas : [100_000]) {
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  const otra = await mkdtemp(join(tmpdir(), 'clave-sence-bench-'))
  try {
    const archivo = join(carpeta, 'cuentas.csv')
    await escribirArchivo(archivo, lineas)
    const base = await crearBase(carpeta)
    const { segundos, rss } = await importar(carpeta, archivo)
    const desnudo = insertarSinMas(base, await crearBase(otra))
    const parte = desnudo / segundos
    console.log(
      `${lineas} lines: ${Math.round(lineas / segundos)}/s, bare insert ${Math.round(lineas / desnudo)}/s, ` +
        `ratio ${parte.toFixed(2)} (goal ${META}), RSS ${Math.round(rss)} MiB`,
    )
    if (parte < META) process.exitCode = 1
  } finally {
    await rm(carpeta, { recursive: true })
    await rm(otra, { recursive: true })
  }
}
