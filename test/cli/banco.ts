/** What the tests of the operator's program share: a database with people in it, and a world that keeps what is said. */
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ejecutar } from '../../src/cli/ejecutar.ts'
import type { Mundo } from '../../src/cli/orden.ts'
import { type Composicion, componer } from '../../src/composition.ts'
import { leerConfig } from '../../src/config.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { FilaCruda } from '../../src/storage/motor.ts'
import { baseDePrueba, type NombreMotor } from '../support/almacenes.ts'
import { cuentaCompleta } from '../support/contrato.ts'
import { type RelojDePrueba, relojDePrueba } from '../support/producto.ts'

export const FRASE = 'una frase bien larga'
export const RUT = '12345678-5'
export const CLAVE = 'Tr3bol#99'
/** Makes a key of a passphrase in a millisecond. */
export const COSTO_DE_PRUEBA = 4
const llave = () => `k1:${randomBytes(32).toString('base64')}`

export interface BancoCli {
  carpeta: string
  entorno: Record<string, string>
  reloj: RelojDePrueba
  /** Everything that was said, on both channels. */
  dicho: string[]
  /** What is answered to each question, in turn. */
  respuestas: string[]
  /** Runs an order; `entorno` and `mundo` replace parts of the usual ones. */
  orden(
    texto: string,
    cambios?: { entorno?: Record<string, string>; mundo?: Partial<Mundo> },
  ): Promise<number>
  /** The product over this database; closed by `desmontar`. */
  producto(): Promise<Composicion>
  desmontar(): Promise<void>
}

/** A folder, a database of an engine without people, secrets in the environment, and a clock. */
export async function montarCli(
  motor: NombreMotor,
  { base: nuevaBase = baseDePrueba }: { base?: typeof baseDePrueba } = {},
): Promise<BancoCli> {
  const base = await nuevaBase(motor)
  const carpeta = await mkdtemp(join(tmpdir(), 'clave-sence-cli-'))
  const reloj = relojDePrueba(new Date())
  const entorno = {
    NODE_ENV: 'test',
    DATA_DIR: carpeta,
    DATABASE_URL: base.url,
    BCRYPT_COST: '4',
    BACKUP_PASSPHRASE: FRASE,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    PEPPER: llave(),
    ENCRYPTION_KEYS: llave(),
  }
  const abiertos: Composicion[] = []
  const dicho: string[] = []
  const respuestas: string[] = []
  return {
    carpeta,
    entorno,
    reloj,
    dicho,
    respuestas,
    orden: (texto, cambios = {}) =>
      ejecutar(
        {
          entorno: { ...entorno, ...cambios.entorno },
          quien: 'prueba',
          reloj,
          decir: (linea) => void dicho.push(linea),
          avisar: (linea) => void dicho.push(linea),
          preguntar: async () => respuestas.shift() ?? '',
          costoDeFrase: COSTO_DE_PRUEBA,
          discoLibre: async () => 2 ** 40,
          ...cambios.mundo,
        },
        texto.split(' '),
      ),
    async producto() {
      const composicion = await componer(
        leerConfig(entorno, () => {
          throw new Error('the secrets are in the environment')
        }),
        reloj,
      )
      abiertos.push(composicion)
      return composicion
    },
    async desmontar() {
      for (const composicion of abiertos) await composicion.cerrar()
      await base.borrar()
      await rm(carpeta, { recursive: true, force: true })
    },
  }
}

/** An account whose CS is {@link CLAVE}. */
export async function conPersona({ deps }: Composicion, cambios: Partial<Cuenta> = {}): Promise<Cuenta> {
  const claveHash = await deps.hasher.turno(1, (turno) => turno.crear(CLAVE))
  const cuenta = cuentaCompleta({
    identificador: RUT,
    email: `${randomUUID()}@correo.test`,
    celular: '987654321',
    claveHash,
    ...cambios,
  })
  await deps.almacen.transaccion((uow) => uow.cuentas.crear(cuenta))
  return cuenta
}

/** Every row of a database, by table. */
export function filasDe({ almacen }: Pick<Composicion, 'almacen'>): Promise<Record<string, FilaCruda[]>> {
  return almacen.conInstantanea(async ({ tablas, tandas }) => {
    const filas: Record<string, FilaCruda[]> = {}
    for (const tabla of tablas) {
      filas[tabla] = []
      for await (const tanda of tandas(tabla)) filas[tabla].push(...tanda)
    }
    return filas
  })
}

export const CONTEXTO = { direccion: 'direccion', origen: 'peticion', sello: 'sello' }
