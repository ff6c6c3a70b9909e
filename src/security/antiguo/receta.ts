/** How the old system made a digest of a secret, so that it can be made again from what a person types. */
import { createHash, pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'

const derivar = promisify(pbkdf2)

const ALGORITMOS = ['md5', 'sha1', 'sha256', 'sha512'] as const
export type Algoritmo = (typeof ALGORITMOS)[number]

/** `texto`: no digest at all, the secret itself. Salt before or after the secret; PBKDF2 has its own place for it. */
export type Receta =
  | { modo: 'texto' }
  | { modo: 'prefijo' | 'sufijo'; algoritmo: Algoritmo; sal: Buffer }
  | { modo: 'pbkdf2'; algoritmo: Algoritmo; sal: Buffer; iteraciones: number; largo: number }

const FORMA =
  /^(?:texto|(prefijo|sufijo)\.(md5|sha1|sha256|sha512)\.([\w-]*)|pbkdf2\.(sha1|sha256|sha512)\.([\w-]*)\.(\d{1,7})\.(\d{1,2}))$/

const esAlgoritmo = (texto: string | undefined): texto is Algoritmo => ALGORITMOS.some((uno) => uno === texto)

/** Writes what {@link leerReceta} reads: letters, digits, dots, hyphens and underscores. */
export function escribirReceta(receta: Receta): string {
  if (receta.modo === 'texto') return receta.modo
  const partes = [receta.modo, receta.algoritmo, receta.sal.toString('base64url')]
  if (receta.modo === 'pbkdf2') partes.push(String(receta.iteraciones), String(receta.largo))
  return partes.join('.')
}

/** Reads a kept recipe; undefined when it is none. */
export function leerReceta(texto: string): Receta | undefined {
  const [todo, modo, algoritmo, sal = '', deDerivar, salDeDerivar = '', iteraciones, largo] =
    FORMA.exec(texto) ?? []
  if (todo === 'texto') return { modo: 'texto' }
  if ((modo === 'prefijo' || modo === 'sufijo') && esAlgoritmo(algoritmo)) {
    return { modo, algoritmo, sal: Buffer.from(sal, 'base64url') }
  }
  if (!esAlgoritmo(deDerivar)) return undefined
  return {
    modo: 'pbkdf2',
    algoritmo: deDerivar,
    sal: Buffer.from(salDeDerivar, 'base64url'),
    iteraciones: Number(iteraciones),
    largo: Number(largo),
  }
}

/** The digest of a secret by a recipe. The slow ones run on libuv's pool. */
export async function digerir(receta: Receta, secreto: string): Promise<Buffer> {
  switch (receta.modo) {
    case 'texto':
      return Buffer.from(secreto)
    case 'prefijo':
      return createHash(receta.algoritmo).update(receta.sal).update(secreto).digest()
    case 'sufijo':
      return createHash(receta.algoritmo).update(secreto).update(receta.sal).digest()
    case 'pbkdf2':
      return derivar(secreto, receta.sal, receta.iteraciones, receta.largo, receta.algoritmo)
  }
}
