import type { Presentation } from '../../domain/fields/field.ts'
import { fields } from '../../domain/fields/fields.ts'
import type { Paso, Tramite } from '../../domain/forms/tramite.ts'
import { operacionesOf, tramites } from '../../domain/forms/tramites.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { urlOfPaso } from '../../domain/urls.ts'
import { pasoFields } from './form-body.ts'

/** Names of a paso's file fields. */
export const pasoFiles = (paso: Paso): string[] =>
  pasoFields(paso).filter((name) => {
    const { control }: Presentation = fields[name]
    return control === 'file'
  })

/** Every form with file fields: its address and the names of those fields. */
export function fileForms(): { url: string; names: string[] }[] {
  return PERFILES.flatMap((perfil) =>
    operacionesOf(perfil).flatMap((operacion) => {
      const cells: Readonly<Record<string, Tramite>> = tramites[perfil]
      return Object.entries(cells[operacion]?.pasos ?? {}).map(([paso, definition]) => ({
        url: urlOfPaso({ perfil, operacion, paso }),
        names: pasoFiles(definition),
      }))
    }),
  ).filter(({ names }) => names.length > 0)
}
