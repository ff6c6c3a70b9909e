import type { Lectura } from './lectura.ts'
import { compactarRut, leerRut } from './rut.ts'
import { conGuiones, limpiar } from './texto.ts'

/** So many letters and numbers has the number of an identity document (PRODUCT “Fields”, nie). */
const NIE = /^[A-Z0-9]{4,20}$/

/**
 * Reads the number of a foreign identity document: letters and numbers in any case, with blanks, dots or any kind
 * of hyphen between them. It has no check digit. An RUT with words before it that make no such number is read too, so
 * that the person is told of the right form (PRODUCT “Fields”, nie: “a hint …, never a refusal”).
 * @returns the canonical form, upper-case and without separators, under which two are the same; or `nie_formato`.
 */
export function leerNie(texto: string): Lectura<string> {
  const nie = conGuiones(limpiar(texto.normalize('NFKC')))
    .replace(/[ .,:;-]/g, '')
    .toUpperCase()
  if (NIE.test(nie)) return { ok: true, valor: nie }
  const rut = leerRut(texto)
  return rut.ok ? { ok: true, valor: rut.valor.replace('-', '') } : { ok: false, codigo: 'nie_formato' }
}

/**
 * Whether what was typed for an RUT, and is none, is rather the number of a foreign document: it reads as one, has
 * figures, and is no unfinished RUT, which has neither letters besides its K nor ten figures.
 */
export function pareceNie(texto: string): boolean {
  const leido = leerNie(compactarRut(texto))
  return (
    leido.ok &&
    /\d/.test(leido.valor) &&
    (/[A-Z]/.test(leido.valor.replace(/K$/, '')) || leido.valor.length > 9)
  )
}
