/** What the last page of a tramite says of a mobile that can be, or was, confirmed. */
import { maskedPart } from '../forms/celular-form.ts'
import type { Parts } from '../parts.ts'
import type { Perfil, TramiteOperacion } from '../perfil.ts'
import { celularCodigoUrl } from '../urls.ts'
import type { FinalPage } from './page.ts'

/** What a last page says of the mobile, which it shows masked. */
export interface CelularOfPage {
  celular: string
  estado: 'por_confirmar' | 'confirmado'
  /** When a new one is used from, formatted; it waits although it is confirmed. */
  from?: string
  /** Asked for in Actualizar, and not the registered one yet. */
  isNew?: boolean
}

function paragraphOf({ celular, estado, from, isNew }: CelularOfPage): Parts {
  if (estado === 'confirmado') {
    return [
      { text: 'Su celular ' },
      maskedPart(celular),
      { text: ' quedó confirmado. ' },
      from
        ? { text: `Lo usaremos desde el ${from}.` }
        : { text: 'Ahí le avisaremos por SMS si alguien recupera su clave.' },
    ]
  }
  return [
    { text: isNew ? 'Confirme su nuevo celular ' : 'Confirme su celular ' },
    maskedPart(celular),
    { text: '. Le enviaremos un código por SMS. Así podremos avisarle si alguien recupera su clave.' },
  ]
}

/** The page with what it says of the mobile first, and the button that asks for the code. */
export const celularLastPage = (
  page: FinalPage,
  perfil: Perfil,
  operacion: TramiteOperacion,
  celular: CelularOfPage | undefined,
): FinalPage => ({
  ...page,
  ...(celular && { paragraphs: [paragraphOf(celular), ...page.paragraphs] }),
  actions: [
    ...(celular?.estado === 'por_confirmar'
      ? [
          {
            text: 'Enviar código por SMS',
            to: 'codigo' as const,
            url: celularCodigoUrl(perfil, operacion),
            primary: false,
          },
        ]
      : []),
    ...page.actions,
  ],
})
