/** A product listening for browsers, with who runs it at hand: the orders of `npm run cli` over the same database. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ejecutar } from '../../src/cli/ejecutar.ts'
import type { Organismo } from '../../src/domain/organismo.ts'
import { abrirSitio, type Sitio } from './sitio.ts'

export interface SitioConOperador extends Sitio {
  /** Folder for the files that orders read and write. */
  carpeta: string
  /** Gives an order. @returns what it said. @throws when it fails. */
  orden(...palabras: string[]): Promise<string[]>
}

export async function abrirSitioConOperador(): Promise<SitioConOperador> {
  const secretos = {
    SESSION_SECRET: randomBytes(32).toString('hex'),
    PEPPER: `k1:${randomBytes(32).toString('base64')}`,
    ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  }
  const sitio = await abrirSitio(secretos)
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-operador-'))
  const { DATABASE_URL } = sitio.config
  const entorno = { NODE_ENV: 'test', DATA_DIR: carpeta, DATABASE_URL, BCRYPT_COST: '4', ...secretos }
  return {
    ...sitio,
    carpeta,
    async orden(...palabras) {
      const dicho: string[] = []
      const decir = (linea: string) => void dicho.push(linea)
      const mundo = {
        entorno,
        quien: 'prueba',
        reloj: sitio.reloj,
        decir,
        avisar: decir,
        preguntar: async () => '',
        costoDeFrase: 4,
        discoLibre: async () => 2 ** 40,
      }
      if ((await ejecutar(mundo, palabras)) !== 0)
        throw new Error(`${palabras.join(' ')}: ${dicho.join(' ')}`)
      return dicho
    },
    async cerrar() {
      await sitio.cerrar()
      await rm(carpeta, { recursive: true })
    },
  }
}

/** Writes a file for an order to read. @returns where it is. */
export async function archivo(
  { carpeta }: SitioConOperador,
  nombre: string,
  lineas: string[],
): Promise<string> {
  const ruta = join(carpeta, nombre)
  await writeFile(ruta, `${lineas.join('\n')}\n`)
  return ruta
}

/** Makes these the register in force, whatever it held before: each story brings its own. */
export async function importarRegistro(sitio: SitioConOperador, organismos: Organismo[]): Promise<void> {
  const ruta = await archivo(sitio, 'organismos.csv', [
    'rut;razon_social;tipo;vigente;rut_representante',
    ...organismos.map(({ rut, razonSocial, tipo, vigente, rutRepresentante }) =>
      [rut, razonSocial, tipo, vigente ? 'si' : 'no', rutRepresentante].join(';'),
    ),
  ])
  await sitio.orden('organismos', 'importar', ruta, '--forzar')
}
