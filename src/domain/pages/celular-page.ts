/** How a person confirms a mobile: what the last page of a tramite says of it, and the form that takes the code. */
import type { FormContent } from '../forms/form-content.ts'
import type { Parts } from '../parts.ts'
import type { Perfil, TramiteOperacion } from '../perfil.ts'
import { celularCodigoUrl, urlOfPaso } from '../urls.ts'
import { maskCelular } from '../values/mask.ts'
import type { FinalPage } from './page.ts'

/** What a last page says of the mobile, which it shows masked. */
export interface CelularOfPage {
  celular: string
  estado: 'por_confirmar' | 'confirmado'
}

const masked = (celular: string) => ({ text: maskCelular(celular, '\u00a0'), strong: true })

function paragraphOf({ celular, estado }: CelularOfPage): Parts {
  if (estado === 'confirmado') {
    return [
      { text: 'Su celular ' },
      masked(celular),
      { text: ' quedó confirmado. Ahí le avisaremos por SMS si alguien recupera su clave.' },
    ]
  }
  return [
    { text: 'Confirme su celular ' },
    masked(celular),
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

/** The form that takes the code. */
export const CELULAR_FORM = {
  sections: [{ title: 'Código', fields: ['codigo'] }],
  hints: { codigo: 'Lo enviamos por SMS. Vence en 15 minutos.' },
  button: 'Confirmar Celular',
} as const satisfies FormContent

export const CELULAR_TITLE = 'Confirme su celular'

/** Above the form. */
export const celularOpening = (celular: string): Parts => [
  { text: 'Enviamos un código de 6 números al ' },
  masked(celular),
  { text: '. Puede tardar unos minutos. Si ya pidió varios, use el último que le llegó.' },
]

/** For whoever no longer has that number, or cannot confirm it. */
export const otherCelular = (perfil: Perfil) => ({
  text: 'Registrar otro celular en Actualizar Datos',
  url: urlOfPaso({ perfil, operacion: 'actualizar' }),
})
