import type { Campo, Entorno, Presentacion } from '../domain/campo.ts'
import { campos, type NombreCampo } from '../domain/campos.ts'
import type { Valores } from '../domain/reglas.ts'
import type { Rechazo, Resultado } from '../domain/resultado.ts'
import type { Paso } from '../domain/tramite.ts'

/** What was typed, by field; an array stands for a text that came more than once. */
export type Tecleado = Readonly<Record<string, string | readonly string[]>>

export const camposDelPaso = (paso: Paso): NombreCampo[] =>
  paso.secciones.flatMap(({ campos }) => [...campos])

/**
 * Takes from a body only what is listed and only texts. Everything else that was sent is as if it were not there.
 */
export function tomar(cuerpo: unknown, nombres: readonly string[]): Tecleado {
  const enviado: Record<string, unknown> = typeof cuerpo === 'object' && cuerpo !== null ? { ...cuerpo } : {}
  const pares = nombres.flatMap((nombre): [string, string | string[]][] => {
    const valor = Object.hasOwn(enviado, nombre) ? enviado[nombre] : undefined
    if (typeof valor === 'string') return [[nombre, valor]]
    return Array.isArray(valor) ? [[nombre, valor.map(String)]] : []
  })
  return Object.fromEntries(pares)
}

/** The text of one field that must be a single one; '' when it is not. */
export const textoDe = (tecleado: Tecleado, nombre: string): string => {
  const valor = tecleado[nombre]
  return typeof valor === 'string' ? valor : ''
}

/**
 * Reads the fields of a step, then its rules across fields.
 * @param segun fields of the step that this page does not ask for, and optional ones that it needs.
 * @returns the canonical values, or every refusal in the order of the fields.
 */
export function leerPaso(
  paso: Paso,
  tecleado: Tecleado,
  entorno: Entorno,
  segun: { omitidos?: readonly NombreCampo[]; exigidos?: readonly NombreCampo[] } = {},
): Resultado<Valores> {
  const rechazos: Rechazo[] = []
  const valores: Record<string, Valores[string]> = {}
  for (const nombre of camposDelPaso(paso)) {
    if (segun.omitidos?.includes(nombre)) continue
    const campo: Campo<Exclude<Valores[string], undefined>> = campos[nombre]
    if (Array.isArray(tecleado[nombre]) && campo.control !== 'archivo') {
      rechazos.push({ codigo: 'un_solo_valor', campo: nombre })
      continue
    }
    const leido = campo.leer(textoDe(tecleado, nombre), entorno)
    if (leido.ok && leido.valor === null && segun.exigidos?.includes(nombre)) {
      rechazos.push({ codigo: 'requerido', campo: nombre })
    } else if (leido.ok) valores[nombre] = leido.valor
    else {
      const { codigo, datos } = leido
      rechazos.push({ codigo, campo: nombre, ...(datos && { datos }) })
    }
  }
  const conError = new Set(rechazos.map(({ campo }) => campo))
  const deReglas = (paso.reglas ?? [])
    .flatMap((regla) => regla(valores))
    .filter(({ campo }) => !conError.has(campo))
  const todos = [...rechazos, ...deReglas]
  return todos.length > 0 ? { ok: false, rechazos: enOrden(paso, todos) } : { ok: true, valor: valores }
}

/** In the order in which the page shows the fields. */
export function enOrden(paso: Paso, rechazos: readonly Rechazo[]): Rechazo[] {
  const orden: string[] = camposDelPaso(paso)
  const lugar = ({ campo }: Rechazo) => (campo ? orden.indexOf(campo) : -1)
  return rechazos.toSorted((a, b) => lugar(a) - lugar(b))
}

/** What reads well but is to be looked at once before an account is made (PRODUCT “Fields”, rut without hyphen). */
export const porMirar = (paso: Paso, tecleado: Tecleado): Rechazo[] =>
  camposDelPaso(paso).flatMap((campo): Rechazo[] => {
    const { paraMirar }: Presentacion = campos[campo]
    const rut = paraMirar?.(textoDe(tecleado, campo))
    return rut ? [{ codigo: 'rut_sin_guion', campo, datos: { rut } }] : []
  })
