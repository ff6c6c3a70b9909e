/**
 * The table of profiles × operations (product.md “Pages”): titles, sections, fields and rules of every form.
 * A form that needs behaviour of its own leaves the table and becomes a route.
 */
import type { Operacion, Perfil, TramiteOperacion } from '../perfil.ts'
import type { ValuesOf } from './form-content.ts'
import type { Paso, Tramite } from './tramite.ts'
import { facilitador } from './tramites-facilitador.ts'
import { juridica } from './tramites-juridica.ts'
import { migrante } from './tramites-migrante.ts'
import { natural } from './tramites-natural.ts'
import { otecTramites } from './tramites-otec.ts'

export const tramites = {
  natural,
  juridica: { ...juridica, ...otecTramites },
  migrante,
  facilitador,
} as const satisfies { [P in Perfil]: Record<OperacionesOf<P>, Tramite> }
type OperacionesOf<P extends Perfil> = P extends 'facilitador'
  ? 'cambiar'
  : P extends 'juridica'
    ? TramiteOperacion
    : Operacion
type Table = typeof tramites

/** Profiles that have an operation. */
export type PerfilWith<O extends TramiteOperacion> = {
  [P in Perfil]: O extends keyof Table[P] ? P : never
}[Perfil]

type PasosOf<P extends Perfil, O extends TramiteOperacion> = O extends keyof Table[P]
  ? Table[P][O] extends { pasos: infer S }
    ? S
    : never
  : never
/** Names of the pasos of an operation. */
export type PasoName<O extends TramiteOperacion> = keyof PasosOf<PerfilWith<O>, O> & string

/** Parsed data of a paso: field values, tagged with the profile. */
export type DataOf<O extends TramiteOperacion, S extends PasoName<O>> = {
  [P in PerfilWith<O>]: { perfil: P } & ValuesOf<PasosOf<P, O>[S & keyof PasosOf<P, O>]>
}[PerfilWith<O>]

export const perfilesWith = <O extends TramiteOperacion>(operacion: O): PerfilWith<O>[] =>
  (Object.keys(tramites) as PerfilWith<O>[]).filter((perfil) => operacion in tramites[perfil])

export const operacionesOf = (perfil: Perfil): TramiteOperacion[] =>
  Object.keys(tramites[perfil]) as TramiteOperacion[]

/** A cell of the table, with its general type. @throws {Error} if the profile lacks the operation. */
export function findTramite<O extends TramiteOperacion>(perfil: PerfilWith<O>, operacion: O): Tramite {
  const cells: Partial<Record<TramiteOperacion, Tramite>> = tramites[perfil]
  const tramite = cells[operacion]
  if (!tramite) throw new Error(`no ${operacion} in ${perfil}`)
  return tramite
}

/** A paso of the table, with its general type. @throws {Error} if there is none. */
export function findPaso<O extends TramiteOperacion>(
  perfil: PerfilWith<O>,
  operacion: O,
  name: PasoName<O>,
): Paso {
  const paso = findTramite(perfil, operacion).pasos[name]
  if (!paso) throw new Error(`no step ${name} in ${perfil}/${operacion}`)
  return paso
}
