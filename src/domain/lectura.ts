import type { CodigoRechazo } from './rechazos.ts'

/** What comes of reading one text that a person wrote: its canonical value, or the code of the refusal. */
export type Lectura<T> = { ok: true; valor: T } | { ok: false; codigo: CodigoRechazo }
