import type { Presentacion } from '../domain/campo.ts'
import { campos } from '../domain/campos.ts'
import { PERFILES } from '../domain/perfil.ts'
import type { Paso, Tramite } from '../domain/tramite.ts'
import { operacionesDe, tramites } from '../domain/tramites.ts'
import { urlDePaso } from './avance.ts'
import { camposDelPaso } from './cuerpo.ts'

/** Names of the fields of a step that take a file. */
export const archivosDelPaso = (paso: Paso): string[] =>
  camposDelPaso(paso).filter((nombre) => {
    const { control }: Presentacion = campos[nombre]
    return control === 'archivo'
  })

/** The forms of the table that send files: their address and the names of those fields. */
export function formulariosConArchivo(): { url: string; nombres: string[] }[] {
  return PERFILES.flatMap((perfil) =>
    operacionesDe(perfil).flatMap((operacion) => {
      const celdas: Readonly<Record<string, Tramite>> = tramites[perfil]
      return Object.entries(celdas[operacion]?.pasos ?? {}).map(([paso, definicion]) => ({
        url: urlDePaso(perfil, operacion, paso),
        nombres: archivosDelPaso(definicion),
      }))
    }),
  ).filter(({ nombres }) => nombres.length > 0)
}
