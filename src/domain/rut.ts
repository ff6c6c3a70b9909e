import type { Lectura } from './lectura.ts'
import { limpiar } from './texto.ts'

/** From here on the Servicio de Impuestos Internos gives numbers to organisations. */
const PRIMER_RUT_DE_EMPRESA = 50_000_000

/** Six to eight digits: below 100.000 nobody alive holds a number, and such a text is a slip of the hand. */
const RUT = /^0*([1-9]\d{5,7})-?([\dK])$/

/**
 * Reads an RUT in any usual way of writing it: dots, commas or blanks between thousands, typographic dashes or
 * none, k or K, leading zeros, full-width digits, zero-width characters pasted with it.
 * @returns the canonical `12345678-5`, or `rut_formato` or `rut_digito`.
 */
export function leerRut(texto: string): Lectura<string> {
  const compacto = limpiar(texto.normalize('NFKC'))
    .replace(/[ .,·]/g, '')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .toUpperCase()
  const [, numero, digito] = RUT.exec(compacto) ?? []
  if (numero === undefined || digito === undefined) return { ok: false, codigo: 'rut_formato' }
  if (digitoVerificador(Number(numero)) !== digito) return { ok: false, codigo: 'rut_digito' }
  return { ok: true, valor: `${numero}-${digito}` }
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
