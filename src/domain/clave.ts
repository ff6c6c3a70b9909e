/** The rules of the CS itself (PRODUCT “Fields”: clave) and the shape of a temporary one (“Recuperar”). */
import { esCorrida, esRepetida } from './clave-previsible.ts'
import { CLAVES_COMUNES } from './datos/claves-comunes.ts'
import type { Lectura } from './lectura.ts'
import type { CodigoRechazo } from './rechazos.ts'
import { largoEnPuntos, sinAcentos, tieneCaracteresInvalidos } from './texto.ts'

const LARGO_MINIMO = 8
const LARGO_MAXIMO = 10
/** Shorter names and parts of an address are in too many keys by chance. */
const LARGO_DE_UNA_PARTE = 4

/** Capitals and digits that nobody takes for one another: without 0 O, 1 I L. */
export const ALFABETO_PROVISORIA = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
export const LARGO_PROVISORIA = 10

/** What a key must not contain. Names and e-mail may be unknown. */
interface DatosDeQuienEligeClave {
  /** Canonical RUT or NIE. */
  identificador?: string
  nombres?: readonly (string | null)[]
  email?: string | null
  /** Of an organisation. */
  razonSocial?: string | null
}

/**
 * Reads a new key: 8 to 10 code points in NFC. Never trimmed, its case is kept.
 * @returns the key in NFC; or `caracteres_invalidos`, `clave_corta` or `clave_larga`.
 */
export function leerClave(texto: string): Lectura<string> {
  const clave = texto.normalize('NFC')
  if (tieneCaracteresInvalidos(clave)) return { ok: false, codigo: 'caracteres_invalidos' }
  const largo = largoEnPuntos(clave)
  if (largo < LARGO_MINIMO) return { ok: false, codigo: 'clave_corta' }
  if (largo > LARGO_MAXIMO) return { ok: false, codigo: 'clave_larga' }
  return { ok: true, valor: clave }
}

/**
 * Judges whether a new key of the right length is hard to guess for that person. Case and accents never make a
 * difference here.
 * @returns null when it may be used, or the first refusal: `clave_contiene_identificador`,
 *   `clave_contiene_nombre`, `clave_contiene_email`, `clave_contiene_sence`, `clave_repetida`, `clave_corrida`,
 *   `clave_comun`.
 */
export function juzgarClave(clave: string, datos: DatosDeQuienEligeClave): CodigoRechazo | null {
  const llana = plano(clave)
  const compacta = soloLetrasYNumeros(llana)
  const contiene = (parte: string) => {
    const parteCompacta = soloLetrasYNumeros(parte)
    return (
      llana.includes(parte) ||
      (parteCompacta.length >= LARGO_DE_UNA_PARTE && compacta.includes(parteCompacta))
    )
  }
  if (datos.identificador && contiene(comienzoDelNumero(datos.identificador)))
    return 'clave_contiene_identificador'
  if (palabrasDeNombres(datos.nombres ?? []).some((palabra) => llana.includes(palabra)))
    return 'clave_contiene_nombre'
  if (palabrasDeNombres([datos.razonSocial ?? null]).some((palabra) => llana.includes(palabra)))
    return 'clave_contiene_razon_social'
  const local = parteLocal(datos.email ?? '')
  if (local.length >= LARGO_DE_UNA_PARTE && contiene(local)) return 'clave_contiene_email'
  if (llana.includes('sence')) return 'clave_contiene_sence'
  if (esRepetida(llana)) return 'clave_repetida'
  if (esCorrida(llana)) return 'clave_corrida'
  return CLAVES_COMUNES.has(llana) ? 'clave_comun' : null
}

const plano = (texto: string) => sinAcentos(texto).toLowerCase()
const soloLetrasYNumeros = (texto: string) => texto.replace(/[^\p{L}\p{N}]/gu, '')

/** The first six characters of an RUT's number or an NIE: who knows those knows the rest within a few tries. */
function comienzoDelNumero(identificador: string): string {
  const sinDigito = identificador.replace(/^(\d+)-[\dK]$/, '$1')
  return soloLetrasYNumeros(plano(sinDigito)).slice(0, 6)
}

function palabrasDeNombres(nombres: readonly (string | null)[]): string[] {
  const palabras = nombres.flatMap((nombre) => plano(nombre ?? '').split(/[^\p{L}\p{M}]+/u))
  return palabras.filter((palabra) => largoEnPuntos(palabra) >= LARGO_DE_UNA_PARTE)
}

/** What comes before the @, without the label after a plus sign. */
function parteLocal(email: string): string {
  return plano(email).replace(/[@+].*$/s, '')
}

/**
 * A temporary key as it is compared: PRODUCT “Tries”: “taken in any case, blanks ignored”; so are hyphens, and the full
 * stop or the quotes that stood around it in a message.
 */
export function normalizarProvisoria(texto: string): string {
  return texto
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
}

/** Whether a text, once normalised, could be a temporary key. */
export function tieneFormaDeProvisoria(texto: string): boolean {
  const clave = normalizarProvisoria(texto)
  return clave.length === LARGO_PROVISORIA && [...clave].every((letra) => ALFABETO_PROVISORIA.includes(letra))
}
