import { ENLACE_FORMS } from '../../../domain/forms/enlace-contents.ts'
import type { Tramite } from '../../../domain/forms/tramite.ts'
import { operacionesOf, tramites } from '../../../domain/forms/tramites.ts'
import { PERFILES } from '../../../domain/perfil.ts'
import { paths, urlOfPaso } from '../../../domain/urls.ts'
import { fileFieldsOf } from '../../forms/parse-fields.ts'

/** Every form with file fields: its address and the names of those fields. */
export function fileForms(): { url: string; names: string[] }[] {
  const ofEnlace = { url: paths.enlacePages.documento, names: fileFieldsOf(ENLACE_FORMS.documento.content) }
  const ofTramites = PERFILES.flatMap((perfil) =>
    operacionesOf(perfil).flatMap((operacion) => {
      const cells: Readonly<Record<string, Tramite>> = tramites[perfil]
      return Object.entries(cells[operacion]?.pasos ?? {}).map(([paso, definition]) => ({
        url: urlOfPaso({ perfil, operacion, paso }),
        names: fileFieldsOf(definition),
      }))
    }),
  ).filter(({ names }) => names.length > 0)
  return [...ofTramites, ofEnlace]
}
