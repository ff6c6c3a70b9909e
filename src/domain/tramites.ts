/**
 * The table of profiles × operations (PRODUCT “Pages”): titles, sections, fields and rules of every form,
 * and nothing else. What needs behaviour of its own leaves the table and becomes a route.
 */
import type { NombreCampo, ValorDe } from './campos.ts'
import type { Operacion, Perfil } from './perfil.ts'
import type { Paso, Tramite } from './tramite.ts'
import { natural } from './tramites-natural.ts'

export const tramites = { natural } as const satisfies Partial<Record<Perfil, Record<Operacion, Tramite>>>

/** Profiles whose operations exist. */
export type PerfilConTramites = keyof typeof tramites

type PasosDe<P extends PerfilConTramites, O extends Operacion> = (typeof tramites)[P][O]['pasos']
/** Names of the steps of an operation. */
export type NombrePaso<O extends Operacion> = keyof PasosDe<PerfilConTramites, O> & string

type CamposDelPaso<S> = S extends { secciones: readonly { campos: readonly (infer N)[] }[] }
  ? N & NombreCampo
  : never

/** What a step reads to: its fields with their values, tagged with the profile. */
export type DatosDe<O extends Operacion, S extends NombrePaso<O>> = {
  [P in PerfilConTramites]: { perfil: P } & {
    [N in CamposDelPaso<PasosDe<P, O>[S & keyof PasosDe<P, O>]>]: ValorDe<N>
  }
}[PerfilConTramites]

/** The step of an operation, widened for code that serves them all. */
export function pasoDe<O extends Operacion>(
  perfil: PerfilConTramites,
  operacion: O,
  nombre: NombrePaso<O>,
): Paso {
  const pasos: Readonly<Record<string, Paso>> = tramites[perfil][operacion].pasos
  const paso = pasos[nombre]
  if (!paso) throw new Error(`no step ${nombre} in ${perfil}/${operacion}`)
  return paso
}
