import { stat } from 'node:fs/promises'
import { archivoDeBase, type Config } from '../../config.ts'
import { archivoDeSecretos } from '../../secretos-locales.ts'
import { leerLlaves } from '../../security/llaves.ts'
import { type Linea, mal, ok } from './linea.ts'

const QUE = 'secretos'
const LARGO_MINIMO = 32
/** 32 bytes drawn by chance have about 30 different ones; who typed a key by hand stays far below this. */
const VARIEDAD_MINIMA = 16
const DE_OTROS = 0o077

/** Whether the secrets are strong, different from each other, and readable by this user only. */
export async function revisarSecretos(config: Config): Promise<Linea[]> {
  const malos = [
    ...fuerzaDeSesion(config),
    ...fuerzaDeLlaves('PEPPER', config.PEPPER),
    ...fuerzaDeLlaves('ENCRYPTION_KEYS', config.ENCRYPTION_KEYS),
    ...(compartidas(config) ? [mal(QUE, 'PEPPER y ENCRYPTION_KEYS tienen una llave en común')] : []),
    ...(await permisos(archivoDeSecretos(config.DATA_DIR))),
    ...(await permisos(archivoDeBase(config))),
  ]
  return malos.length > 0 ? malos : [ok(QUE, 'fuertes, distintos y solo de este usuario')]
}

const variedad = (valores: Iterable<unknown>) => new Set(valores).size

const fuerzaDeSesion = ({ SESSION_SECRET }: Config): Linea[] =>
  SESSION_SECRET.split(',').some((uno) => uno.length < LARGO_MINIMO || variedad(uno) < VARIEDAD_MINIMA / 2)
    ? [mal(QUE, `SESSION_SECRET: cada secreto debe tener ${LARGO_MINIMO} caracteres o más, al azar`)]
    : []

const fuerzaDeLlaves = (nombre: string, texto: string): Linea[] =>
  leerLlaves(texto)
    .filter(({ bytes }) => variedad(bytes) < VARIEDAD_MINIMA)
    .map(({ id }) => mal(QUE, `${nombre}: la llave "${id}" no parece hecha al azar`))

function compartidas({ PEPPER, ENCRYPTION_KEYS }: Config): boolean {
  const llaves = (texto: string) => texto.split(',').map((entrada) => entrada.split(':')[1]?.trim())
  const pimientas = new Set(llaves(PEPPER))
  return llaves(ENCRYPTION_KEYS).some((llave) => pimientas.has(llave))
}

async function permisos(archivo: string | undefined): Promise<Linea[]> {
  const datos = archivo && (await stat(archivo).catch(() => undefined))
  return datos && (datos.mode & DE_OTROS) !== 0
    ? [mal(QUE, `${archivo}: otros usuarios pueden leerlo (chmod 600)`)]
    : []
}
