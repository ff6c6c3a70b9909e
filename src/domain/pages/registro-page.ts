/** The code to the register's channel: what a page that offers it says, and the form that takes it. */
import type { FormContent } from '../forms/form-content.ts'
import type { CodigoEffect } from '../organisations/registro-codigo.ts'
import type { Parts } from '../parts.ts'
import { OPERACIONES, type TramiteOperacion } from '../perfil.ts'
import { registroCodigoUrl } from '../urls.ts'
import { maskCelular, maskEmail } from '../values/mask.ts'
import { type FinalPage, goTo, HOME_ACTION, OPERACION_NAME } from './page.ts'

/** What a page offers: what the code does, and where it goes; null addresses are not shown. */
export interface RegistroOffer {
  effect: CodigoEffect
  email: string | null
  celular: string | null
}

/** Where the code goes, masked; without addresses to whoever only registered. */
function destination({ email, celular }: RegistroOffer): Parts {
  const places = [
    ...(email ? [{ text: maskEmail(email), strong: true }] : []),
    ...(celular ? [{ text: maskCelular(celular, '\u00a0'), strong: true }] : []),
  ]
  const [first, second] = places
  if (!first) return [{ text: 'al correo o celular que el registro de SENCE tiene de la organización' }]
  const registered: Parts = [{ text: ', como está en el registro de SENCE' }]
  return [{ text: 'a ' }, first, ...(second ? [{ text: ' y al ' }, second] : []), ...registered]
}

const EFFECT_TEXTS: Record<CodigoEffect, string> = {
  verifica: '. Con él la organización queda verificada.',
  reemplaza:
    '. Con él la cuenta toma el representante legal del registro, y usted elige una nueva CS, pregunta y respuesta.',
}

const BUTTON = 'Enviar código a la organización'

/** A page with the offer of the code first, and its button. */
export const withRegistroOffer = (
  page: FinalPage,
  operacion: TramiteOperacion,
  offer: RegistroOffer | undefined,
): FinalPage =>
  offer === undefined
    ? page
    : {
        ...page,
        paragraphs: [
          [
            {
              text:
                offer.effect === 'verifica'
                  ? 'Verifique la organización: '
                  : '¿Usted representa hoy a la organización? ',
              strong: true,
            },
            { text: offer.effect === 'verifica' ? 'enviaremos un código ' : 'Enviaremos un código ' },
            ...destination(offer),
            { text: EFFECT_TEXTS[offer.effect] },
          ],
          ...page.paragraphs,
        ],
        actions: [
          {
            text: BUTTON,
            to: 'codigo',
            url: registroCodigoUrl(operacion),
            primary: page.tone === 'stop',
          },
          ...page.actions,
        ],
      }

/** In place of the page that said why an operacion stopped. */
export function registroVerifiedPage(operacion: TramiteOperacion): FinalPage {
  const own = OPERACIONES.find((one) => one === operacion)
  return {
    title: 'La organización quedó verificada',
    tone: 'success',
    lead: 'El código era el correcto.',
    paragraphs: [[{ text: `Ahora puede volver a ${OPERACION_NAME[operacion]} desde el inicio.` }]],
    actions: [...(own ? [goTo(OPERACION_NAME[own], 'juridica', own)] : []), HOME_ACTION],
  }
}

/** On the last page where the code was asked for. */
export const REGISTRO_VERIFIED: Parts = [
  { text: 'La organización quedó verificada', strong: true },
  { text: ' con el código que enviamos según el registro de SENCE.' },
]

/** The form that takes the code. */
export const REGISTRO_FORM = {
  sections: [{ title: 'Código', fields: ['codigo'] }],
  hints: { codigo: 'Vence en 15 minutos.' },
  button: 'Verificar',
} as const satisfies FormContent

export const REGISTRO_TITLE = 'Código del registro de SENCE'

/** Above the form. */
export const registroOpening = (offer: RegistroOffer): Parts[] => [
  [
    { text: 'Enviamos un código de 6 números ' },
    ...destination(offer),
    { text: '. Puede tardar unos minutos. Si ya pidió varios, use el último.' },
  ],
  [
    {
      text: '¿Ese correo o celular ya no es de la organización? Pida que lo corrijan en el registro de SENCE.',
    },
  ],
]
