import type { CodigoRechazo } from './rechazos.ts'
import type { Rechazo } from './resultado.ts'

/** What comes of reading one text that a person wrote: its canonical value, or the refusal with what its text needs. */
export type Lectura<T> =
  | { ok: true; valor: T }
  | { ok: false; codigo: CodigoRechazo; datos?: NonNullable<Rechazo['datos']> }
