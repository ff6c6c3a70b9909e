import type { NombreCampo } from './campos.ts'
import type { Operacion } from './perfil.ts'
import type { Regla } from './reglas.ts'

/** Text cut into pieces; those with `a` are links to an operation of the same profile. */
export type Frase = readonly (string | { texto: string; a: Operacion })[]

export interface Seccion {
  titulo: string
  texto?: string
  campos: readonly NombreCampo[]
}

/** One form: its sections, the rules across its fields and its button. */
export interface Paso {
  secciones: readonly Seccion[]
  /** Rules across fields, judged when every field reads well. */
  reglas?: readonly Regla[]
  boton: string
  /** Where in the operation this step is, where it has more than one. */
  progreso?: string
  /** Other labels for this step only (actualizar: “Email Actual”). */
  etiquetas?: Partial<Record<NombreCampo, string>>
  /** Other hints for this step only. */
  ayudas?: Partial<Record<NombreCampo, string>>
  /** It asks about somebody else: the browser's data of whoever fills it in are not offered. */
  deOtraPersona?: true
}

/** One cell of the table: an operation of a profile. */
export interface Tramite {
  titulo: string
  apertura: readonly Frase[]
  importante?: Frase
  /** What comes and how long it takes. */
  duracion: string
  /** By the last part of the address, '' for the first. */
  pasos: Readonly<Record<string, Paso>>
}
