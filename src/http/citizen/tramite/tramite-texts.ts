import type { Sentence, Tramite } from '../../../domain/forms/tramite.ts'
import { tramites } from '../../../domain/forms/tramites.ts'
import type { Perfil, TramiteOperacion } from '../../../domain/perfil.ts'
import { urlOfPaso } from '../../../domain/urls.ts'
import type { Heading } from '../../forms/form.ts'
import type { LinkView, TextWithLinks } from '../../views/view-models.ts'

/** A sentence of the table, with its links to operaciones of the same perfil. */
export const linked = (sentence: Sentence, perfil: Perfil): TextWithLinks =>
  sentence.map((part) =>
    typeof part === 'string'
      ? { text: part }
      : 'to' in part
        ? { text: part.text, url: urlOfPaso({ perfil, operacion: part.to }) }
        : part,
  )

/** What a page of a tramite says above its form: on its first paso, also how long it takes. */
export function headingOf(
  { title, opening, important, duration, pasos }: Tramite,
  perfil: Perfil,
  paso: string,
  back: string,
): Heading {
  const progress = pasos[paso]?.progress
  return {
    title,
    ...(progress && { progress }),
    ...(paso === '' && {
      opening: opening.map((sentence) => linked(sentence, perfil)),
      ...(important && { important: linked(important, perfil) }),
      duration,
    }),
    back,
  }
}

const OTHER_PERSONAS: readonly { perfil: Perfil; text: string }[] = [
  { perfil: 'natural', text: 'Tengo cédula de identidad chilena: ir a Persona Natural' },
  { perfil: 'juridica', text: 'Soy una empresa, OTEC u OTIC: ir a Persona Jurídica' },
  { perfil: 'migrante', text: 'No tengo cédula de identidad chilena: ir a Migrante' },
]

/** Links to the other perfiles' forms of an operacion (product.md “Pages”). */
export const otherPerfilLinks = (perfil: Perfil, operacion: TramiteOperacion): LinkView[] =>
  OTHER_PERSONAS.filter((other) => other.perfil !== perfil && operacion in tramites[other.perfil]).map(
    (other) => ({ text: other.text, url: urlOfPaso({ perfil: other.perfil, operacion }) }),
  )
