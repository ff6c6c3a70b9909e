import type { Lectura } from './lectura.ts'
import { conGuiones, limpiar, sinAcentos } from './texto.ts'

/** From here on the Servicio de Impuestos Internos gives numbers to organisations. */
const PRIMER_RUT_DE_EMPRESA = 50_000_000

/** Six to eight digits: below 100.000 nobody alive holds a number, and such a text is a slip of the hand. */
const RUT = /^0*([1-9]\d{5,7})-?([\dK])$/
/** A number that stops where its check digit should come. */
const SIN_DIGITO = /^0*[1-9]\d{5,7}-?$/
/** A last group of three, as in 12.345.678, is part of the number whatever the figures say. */
const GRUPO_FINAL = /\d[ .,·]\d{3}[ .,]*$/

/** With words before it and blanks everywhere. */
const LARGO_DE_UN_RUT = 100

/** What people and documents write before the number, without blanks, accents and signs. */
const PALABRAS =
  /^(?:SU|MI|EL|CEDULA|CARNET|NACIONAL|DE|IDENTIDAD|RUT|RUN|CNI|CI|CHILE|CHL|CL|ES|NUMERO|NRO|NUM|NO|N)*-?(?=\d)/

/** The text without the words before its number and without what only parts or surrounds its figures. */
export const compactarRut = (texto: string): string =>
  conGuiones(sinAcentos(limpiar(texto.normalize('NFKC'))))
    .replace(/[ .,·:;#°()]/g, '')
    .toUpperCase()
    .replace(PALABRAS, '')

/**
 * Reads an RUT in any usual way of writing it: dots, commas or blanks between thousands, typographic dashes or
 * none, k or K, leading zeros, full-width digits, zero-width characters pasted with it, “RUT”, “RUN”, “C.I.”, “CL”
 * and the like before it.
 * @returns the canonical `12345678-5`, or `rut_formato`, `rut_sin_digito` or `rut_digito`.
 */
export function leerRut(texto: string): Lectura<string> {
  const compacto = compactarRut(texto)
  const [, numero, digito] = RUT.exec(compacto) ?? []
  const sinDigito = SIN_DIGITO.test(compacto)
  if (sinDigito && GRUPO_FINAL.test(limpiar(texto.normalize('NFKC'))))
    return { ok: false, codigo: 'rut_sin_digito' }
  if (numero && digito && digitoVerificador(Number(numero)) === digito)
    return { ok: true, valor: `${numero}-${digito}` }
  if (sinDigito) return { ok: false, codigo: 'rut_sin_digito' }
  return { ok: false, codigo: numero ? 'rut_digito' : 'rut_formato' }
}

/**
 * An RUT that was typed without hyphen, as it is shown back to be looked at: its last figure might be of the number.
 * @returns null when it has its hyphen or is none.
 */
export function mostrarSinGuion(texto: string): string | null {
  if (texto.length > LARGO_DE_UN_RUT) return null
  const leido = leerRut(texto)
  return leido.ok && !compactarRut(texto).includes('-') ? mostrarRut(leido.valor) : null
}

/** The check digit of a number, `0` to `9` or `K`: module 11 with weights 2 to 7 from the right. */
export function digitoVerificador(numero: number): string {
  let suma = 0
  let peso = 2
  for (let resto = numero; resto > 0; resto = Math.floor(resto / 10)) {
    suma += (resto % 10) * peso
    peso = peso === 7 ? 2 : peso + 1
  }
  const digito = 11 - (suma % 11)
  if (digito === 11) return '0'
  return digito === 10 ? 'K' : String(digito)
}

/** From the canonical `12345678-5` to `12.345.678-5`, as people read it. */
export function mostrarRut(rut: string): string {
  return rut.replace(/\d(?=(?:\d{3})+-)/g, '$&.')
}

/** Whether a canonical RUT is in the range of organisations (50.000.000 and above; PRODUCT “Fields”). */
export function esRutDeEmpresa(rut: string): boolean {
  return Number.parseInt(rut, 10) >= PRIMER_RUT_DE_EMPRESA
}
