/**
 * The catalogue of fields (PRODUCT “Fields”): each is one object that form, validation, summary, mail and
 * console read. The key is the `name` in the form.
 */
import type { Campo } from './campo.ts'
import { camposDeContacto } from './campos-contacto.ts'
import { camposDeIdentidad } from './campos-identidad.ts'
import { camposDeSeguridad } from './campos-seguridad.ts'

export const campos = { ...camposDeIdentidad, ...camposDeContacto, ...camposDeSeguridad }

export type NombreCampo = keyof typeof campos
/** The value that a field reads to. */
export type ValorDe<N extends NombreCampo> = (typeof campos)[N] extends Campo<infer T> ? T : never
