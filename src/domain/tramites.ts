/**
 * The table of profiles × operations (PRODUCT “Pages”): titles, sections, fields and rules of every form,
 * and nothing else. What needs behaviour of its own leaves the table and becomes a route.
 */
import type { NombreCampo, ValorDe } from './campos.ts'
import type { Operacion, OperacionDeTramite, Perfil } from './perfil.ts'
import type { Paso, Tramite } from './tramite.ts'
import { facilitador } from './tramites-facilitador.ts'
import { juridica } from './tramites-juridica.ts'
import { migrante } from './tramites-migrante.ts'
import { natural } from './tramites-natural.ts'
import { deOtec } from './tramites-otec.ts'

export const tramites = {
  natural,
  juridica: { ...juridica, ...deOtec },
  migrante,
  facilitador,
} as const satisfies { [P in Perfil]: Record<OperacionesDe<P>, Tramite> }
type OperacionesDe<P extends Perfil> = P extends 'facilitador'
  ? 'cambiar'
  : P extends 'juridica'
    ? OperacionDeTramite
    : Operacion
type Tabla = typeof tramites

/** Profiles that have an operation: all of them, all but the facilitador, or organisations only. */
export type PerfilCon<O extends OperacionDeTramite> = {
  [P in Perfil]: O extends keyof Tabla[P] ? P : never
}[Perfil]

type PasosDe<P extends Perfil, O extends OperacionDeTramite> = O extends keyof Tabla[P]
  ? Tabla[P][O] extends { pasos: infer S }
    ? S
    : never
  : never
/** Names of the steps of an operation. */
export type NombrePaso<O extends OperacionDeTramite> = keyof PasosDe<PerfilCon<O>, O> & string

type CamposDelPaso<S> = S extends { secciones: readonly { campos: readonly (infer N)[] }[] }
  ? N & NombreCampo
  : never

/** What a step reads to: its fields with their values, tagged with the profile. */
export type DatosDe<O extends OperacionDeTramite, S extends NombrePaso<O>> = {
  [P in PerfilCon<O>]: { perfil: P } & {
    [N in CamposDelPaso<PasosDe<P, O>[S & keyof PasosDe<P, O>]>]: ValorDe<N>
  }
}[PerfilCon<O>]

/** The profiles that have an operation. */
export const perfilesCon = <O extends OperacionDeTramite>(operacion: O): PerfilCon<O>[] =>
  (Object.keys(tramites) as PerfilCon<O>[]).filter((perfil) => operacion in tramites[perfil])

/** The operations that a profile has in the table. */
export const operacionesDe = (perfil: Perfil): OperacionDeTramite[] =>
  Object.keys(tramites[perfil]) as OperacionDeTramite[]

/** A cell of the table, widened for code that serves them all. */
export function tramiteDe<O extends OperacionDeTramite>(perfil: PerfilCon<O>, operacion: O): Tramite {
  const celdas: Partial<Record<OperacionDeTramite, Tramite>> = tramites[perfil]
  const tramite = celdas[operacion]
  if (!tramite) throw new Error(`no ${operacion} in ${perfil}`)
  return tramite
}

/** The step of an operation, widened for code that serves them all. */
export function pasoDe<O extends OperacionDeTramite>(
  perfil: PerfilCon<O>,
  operacion: O,
  nombre: NombrePaso<O>,
): Paso {
  const paso = tramiteDe(perfil, operacion).pasos[nombre]
  if (!paso) throw new Error(`no step ${nombre} in ${perfil}/${operacion}`)
  return paso
}
