import type { CodigoRechazo } from './rechazos.ts'

/**
 * An expected refusal: its code, the field it belongs to (none when it concerns the whole form) and the
 * figures that its text needs. Exceptions are for bugs and faults, never for these.
 */
export interface Rechazo {
  readonly codigo: CodigoRechazo
  readonly campo?: string
  readonly datos?: Readonly<Record<string, string | number>>
}

export interface Rechazado {
  readonly ok: false
  readonly rechazos: readonly Rechazo[]
}

export type Resultado<T> = { readonly ok: true; readonly valor: T } | Rechazado

export const bien = <T>(valor: T): Resultado<T> => ({ ok: true, valor })

export const rechazar = (codigo: CodigoRechazo, campo?: string, datos?: Rechazo['datos']): Rechazado => ({
  ok: false,
  rechazos: [{ codigo, ...(campo && { campo }), ...(datos && { datos }) }],
})
