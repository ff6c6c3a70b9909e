/** The text forms in which a file of accounts may bring hashes (docs/importar-cuentas.md lists them for who makes it). */
import type { Algoritmo, Receta } from './receta.ts'

/** A hash of the old system: bcrypt of the secret itself, or a digest and how it was made. */
export type HashAntiguo =
  | { tipo: 'bcrypt'; costo: number; bcrypt: string }
  | { tipo: 'digestion'; receta: Receta; digestion: Buffer }

/** `forma`: none of the known ones. `costo`: known, and out of the bounds within which it can be compared. */
export type HashIlegible = 'forma' | 'costo'

/** Over this one comparison would hold a core for more than a second. */
const COSTO_MAXIMO = 14
const ITERACIONES_MAXIMAS = 1_000_000
const SAL_MAXIMA = 128
const DIGESTION_MAXIMA = 64

const BYTES: Record<Algoritmo, number> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }
const POR_LARGO: Readonly<Record<number, Algoritmo>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' }

const BCRYPT = /^\$2[aby]\$(\d\d)\$([./A-Za-z0-9]{53})$/
const SUELTA = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/i
const SIN_SAL = /^(md5|sha1|sha256)\$([^$]+)$/i
const CON_SAL = /^(md5|sha1|sha256)(-sufijo)?\$([^$]*)\$([^$]+)$/i
const DE_DIRECTORIO = /^\{(MD5|SHA|SMD5|SSHA|SHA256|SSHA256)\}([A-Za-z\d+/_-]+={0,2})$/i
const PBKDF2 = /^pbkdf2[-_](sha1|sha256|sha512)\$(\d{1,12})\$([^$]*)\$([^$]+)$/i

const ES_SHA1 = { sha: 'sha1', ssha: 'sha1', smd5: 'md5', ssha256: 'sha256' } as const

/**
 * Reads a hash as the old system's file brings it.
 * @returns the hash taken apart, or why it cannot be used.
 */
export function leerHashAntiguo(texto: string): HashAntiguo | HashIlegible {
  const escrito = texto.trim()
  return (
    deBcrypt(escrito) ?? deDigestion(escrito) ?? deDirectorio(escrito) ?? deDerivacion(escrito) ?? 'forma'
  )
}

/** `$2a$`, `$2b$`, `$2y$`: the same for every secret that fits in a field, so they are kept under one name. */
function deBcrypt(texto: string): HashAntiguo | HashIlegible | undefined {
  const [, escrito = '', resto] = BCRYPT.exec(texto) ?? []
  if (!resto) return undefined
  const costo = Number(escrito)
  return costo < 4 || costo > COSTO_MAXIMO
    ? 'costo'
    : { tipo: 'bcrypt', costo, bcrypt: `$2b$${escrito}$${resto}` }
}

function deDigestion(texto: string): HashAntiguo | HashIlegible | undefined {
  if (SUELTA.test(texto)) {
    const algoritmo = POR_LARGO[texto.length]
    return algoritmo && conSal(algoritmo, 'prefijo', '', texto)
  }
  const [, sinSal, solo = ''] = SIN_SAL.exec(texto) ?? []
  if (sinSal) return conSal(algoritmoDe(sinSal), 'prefijo', '', solo)
  const [, conAlgo, sufijo, sal = '', digestion = ''] = CON_SAL.exec(texto) ?? []
  return conAlgo ? conSal(algoritmoDe(conAlgo), sufijo ? 'sufijo' : 'prefijo', sal, digestion) : undefined
}

function algoritmoDe(texto: string): Algoritmo {
  const llano = texto.toLowerCase()
  return llano === 'md5' || llano === 'sha1' || llano === 'sha512' ? llano : 'sha256'
}

function conSal(algoritmo: Algoritmo, modo: 'prefijo' | 'sufijo', escrita: string, digestion: string) {
  const sal = leerSal(escrita)
  const bytes = leerDigestion(digestion)
  if (!sal || bytes?.length !== BYTES[algoritmo]) return 'forma'
  return { tipo: 'digestion', receta: { modo, algoritmo, sal }, digestion: bytes } as const
}

/** As LDAP directories keep them (RFC 2307): base64 of the digest, and after it the salt that followed the secret. */
function deDirectorio(texto: string): HashAntiguo | HashIlegible | undefined {
  const [, nombre, base64 = ''] = DE_DIRECTORIO.exec(texto) ?? []
  if (!nombre) return undefined
  const llano = nombre.toLowerCase()
  const algoritmo = llano in ES_SHA1 ? ES_SHA1[llano as keyof typeof ES_SHA1] : algoritmoDe(llano)
  const bytes = Buffer.from(base64, 'base64')
  const sal = bytes.subarray(BYTES[algoritmo])
  const salada = llano.startsWith('s') && llano !== 'sha' && llano !== 'sha256'
  if (bytes.length < BYTES[algoritmo] || salada !== sal.length > 0 || sal.length > SAL_MAXIMA) return 'forma'
  return {
    tipo: 'digestion',
    receta: { modo: 'sufijo', algoritmo, sal },
    digestion: bytes.subarray(0, BYTES[algoritmo]),
  }
}

function deDerivacion(texto: string): HashAntiguo | HashIlegible | undefined {
  const [, nombre, escritas, escrita = '', derivada = ''] = PBKDF2.exec(texto) ?? []
  if (!nombre) return undefined
  const iteraciones = Number(escritas)
  const sal = leerSal(escrita)
  const digestion = leerDigestion(derivada)
  if (!sal || !digestion || digestion.length < 16 || digestion.length > DIGESTION_MAXIMA) return 'forma'
  if (iteraciones < 1 || iteraciones > ITERACIONES_MAXIMAS) return 'costo'
  const algoritmo = algoritmoDe(nombre)
  return {
    tipo: 'digestion',
    receta: { modo: 'pbkdf2', algoritmo, sal, iteraciones, largo: digestion.length },
    digestion,
  }
}

/** Text as it is, or bytes after `hex:` or `base64:`. */
function leerSal(texto: string): Buffer | undefined {
  const [, codificacion, resto = ''] = /^(hex|base64):(.*)$/i.exec(texto) ?? []
  const sal = codificacion ? bytesDe(resto, codificacion.toLowerCase() === 'hex') : Buffer.from(texto)
  return sal && sal.length <= SAL_MAXIMA ? sal : undefined
}

/** Hexadecimal when every character is of that alphabet and makes a usual length, base64 otherwise. */
const leerDigestion = (texto: string): Buffer | undefined =>
  bytesDe(texto, /^[\da-f]+$/i.test(texto) && [32, 40, 64, 128].includes(texto.length))

function bytesDe(texto: string, enHex: boolean): Buffer | undefined {
  if (enHex) return /^(?:[\da-f]{2})*$/i.test(texto) ? Buffer.from(texto, 'hex') : undefined
  return /^[A-Za-z\d+/_-]*={0,2}$/.test(texto) ? Buffer.from(texto, 'base64') : undefined
}
