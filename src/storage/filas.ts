/**
 * The one place where values of the domain become columns and back: times are ISO-8601 text in UTC with
 * milliseconds (which sorts as time does), booleans are 0 and 1, lists and objects are JSON.
 */
type Columna<V> = V extends Date ? string : V extends boolean ? number : V extends object ? string : V

/** A row that keeps a T, one column for each property. */
export type Fila<T> = { -readonly [K in keyof T]: Columna<T[K]> }

type Clase<V> = V extends Date ? 'fecha' : V extends boolean ? 'logico' : 'json'

/** The properties of T that columns do not keep as they are; forgetting one does not compile. */
type Convertidas<T> = {
  [K in keyof T as NonNullable<T[K]> extends Date | boolean | object ? K : never]: Clase<NonNullable<T[K]>>
}

const LEER = {
  fecha: (valor: unknown) => new Date(String(valor)),
  logico: (valor: unknown) => valor === 1,
  json: (valor: unknown) => JSON.parse(String(valor)) as unknown,
}

function columna(valor: unknown): unknown {
  if (valor instanceof Date) return valor.toISOString()
  if (typeof valor === 'boolean') return Number(valor)
  return typeof valor === 'object' && valor !== null ? JSON.stringify(valor) : valor
}

/** Makes the two conversions between a T and its row. */
export function conversion<T extends object>(
  clases: Convertidas<T>,
): { aFila(valor: T): Fila<T>; deFila(fila: Fila<T>): T } {
  const convertidas = Object.entries(clases) as [keyof T, keyof typeof LEER][]
  return {
    aFila: (valor) => Object.fromEntries(Object.entries(valor).map(([k, v]) => [k, columna(v)])) as Fila<T>,
    deFila(fila) {
      const valor: Record<keyof T, unknown> = { ...fila }
      for (const [clave, clase] of convertidas) {
        if (valor[clave] !== null) valor[clave] = LEER[clase](valor[clave])
      }
      return valor as T
    },
  }
}
