/**
 * Final pages of Registrar and Recuperar (the others: changed-pages.ts): what happened, what it means and what
 * to do next, in the words of the guides. Pure functions from data to {@link FinalPage}; views render them.
 */
import { type Parts, PHONE } from '../parts.ts'
import type { Perfil } from '../perfil.ts'
import { pasoUrl, urlOfPaso } from '../urls.ts'
import {
  organizacionParagraphs,
  REPRESENTANTE_CONFIRMS,
  type RegisteredOrganizacion,
} from './juridica-pages.ts'
import { CALL_US, type FinalPage, goTo, HOME_ACTION, TOLL_FREE } from './page.ts'
import { wording } from './wording.ts'

const DOCUMENTO_WILL_BE_REVIEWED: Parts = [
  { text: 'Revisaremos su documento ', strong: true },
  { text: 'y le avisaremos el resultado por correo. Mientras tanto puede usar su CS.' },
]

/** After Registrar. */
export const registradoPage = (
  perfil: Perfil,
  maskedEmail: string,
  organizacion?: RegisteredOrganizacion,
): FinalPage => ({
  title: 'Su cuenta fue creada',
  tone: 'success',
  lead: 'Ya puede usar su Clave Sence (CS) en los sistemas de SENCE.',
  paragraphs: [
    [
      { text: 'Enviamos un correo a ' },
      { text: maskedEmail, strong: true },
      { text: '. Ábralo y confirme su correo: así podremos ayudarle si olvida su clave.' },
    ],
    ...(perfil === 'migrante' ? [DOCUMENTO_WILL_BE_REVIEWED] : []),
    ...(organizacion ? [...organizacionParagraphs(organizacion), REPRESENTANTE_CONFIRMS] : []),
    ...wording[perfil].warnings,
  ],
  actions: [HOME_ACTION],
})

export interface RecuperadaData {
  perfil: Perfil
  clave: string | null
  /** When the clave provisoria expires, formatted. */
  expires: string
  maskedEmail: string | null
  /** Set if the clave provisoria was sent by SMS. */
  maskedCelular: string | null
  delivery: 'page' | 'mail'
  /** The solicitud whose identificador Cambiar fills in. */
  solicitudId: string
}

/** After Recuperar with the secret answer. */
export function recuperadaPage(data: RecuperadaData): FinalPage {
  const { solicitudId } = data
  if (data.delivery === 'mail') return claveSentPage(data)
  if (!data.clave) return claveShownPage(data.perfil, solicitudId)
  return {
    title: 'Su clave provisoria está lista',
    tone: 'success',
    lead: [
      { text: 'Úsela antes del ' },
      { text: data.expires, unbroken: true },
      { text: ' para crear su nueva CS.' },
    ],
    provisoria: {
      value: data.clave,
      note: '10 caracteres, sin la letra O ni el número 0. Sirve una sola vez.',
      useAt: pasoUrl(data.perfil, 'cambiar'),
    },
    paragraphs: [
      [
        {
          text: 'Anótela ahora: esta página solo la muestra 5 minutos. Su CS anterior sirve hasta que la cambie.',
        },
      ],
      data.maskedEmail
        ? [
            { text: 'Enviamos un aviso a ' },
            { text: data.maskedEmail, strong: true },
            { text: '. No contiene la clave.' },
          ]
        : [{ text: 'Su cuenta no tiene correo. Agréguelo en Actualizar Datos después de cambiar su CS.' }],
      [
        { text: 'Si usted no la pidió, ', strong: true },
        { text: 'siga el enlace «No fui yo» de ese aviso, o llame al ' },
        PHONE,
        { text: '.' },
      ],
    ],
    actions: [goTo('Cambiar CS', data.perfil, 'cambiar', { solicitudId })],
  }
}

/** Sent by mail, SMS or both: where, masked, and what to do if that address or number is no longer theirs. */
function claveSentPage({
  perfil,
  expires,
  maskedEmail,
  maskedCelular,
  solicitudId,
}: RecuperadaData): FinalPage {
  const mail = maskedEmail && `por correo a ${maskedEmail}`
  const sms = maskedCelular && `por mensaje de texto (SMS) al ${maskedCelular}`
  return {
    title: 'Enviamos su clave provisoria',
    tone: 'success',
    lead: `La enviamos ${[mail, sms].filter(Boolean).join(' y ')}. Puede tardar hasta 10 minutos en llegar.`,
    paragraphs: [
      [{ text: `Úsela antes del ${expires} para crear su nueva CS. Sirve una sola vez.` }],
      ...ifNoLongerTheirs(perfil, mail, sms),
    ],
    actions: [goTo('Cambiar CS', perfil, 'cambiar', { solicitudId }), HOME_ACTION],
  }
}

/**
 * A code to the mailbox lets people correct the number at once; the e-mail, after 72 hours (product.md
 * “Actualizar”).
 */
function ifNoLongerTheirs(perfil: Perfil, mail: string | null, sms: string | null): Parts[] {
  const actualizarPart = { text: 'Actualizar Datos', url: urlOfPaso({ perfil, operacion: 'actualizar' }) }
  if (!sms) return [[{ text: '¿Ya no usa ese correo? ' }, ...CALL_US]]
  if (!mail) {
    return [
      [{ text: '¿Ese número ya no es suyo? ' }, ...CALL_US],
      [
        { text: 'Su cuenta no tiene correo. Agréguelo en ' },
        actualizarPart,
        { text: ' después de cambiar su CS.' },
      ],
    ]
  }
  return [
    [
      { text: '¿Ese número ya no es suyo? ', strong: true },
      { text: 'Use cuanto antes la clave que le llegue por correo. Después corrija el número en ' },
      actualizarPart,
      { text: '.' },
    ],
    [
      { text: '¿Ese correo ya no es suyo? ', strong: true },
      { text: 'Use cuanto antes la clave que le llegue por SMS. Después llame ' },
      ...TOLL_FREE,
    ],
  ]
}

/**
 * The clave provisoria is no longer shown: its five minutes are over, it was used, or the person pressed
 * “Terminar”.
 * @param solicitudId the solicitud whose identificador Cambiar fills in, unless it is over.
 */
export const claveShownPage = (perfil: Perfil, solicitudId?: string): FinalPage => ({
  title: 'Su clave provisoria ya se mostró',
  tone: 'info',
  lead: 'Por seguridad, la clave provisoria se muestra solo durante 5 minutos.',
  paragraphs: [
    [
      { text: 'Si la anotó y no la ha usado, cambie su CS ahora. Si no la anotó, pida otra en ' },
      { text: 'Recuperar CS', url: urlOfPaso({ perfil, operacion: 'recuperar' }) },
      { text: ': la anterior dejará de servir.' },
    ],
  ],
  actions: [
    goTo('Cambiar CS', perfil, 'cambiar', { solicitudId }),
    goTo('Recuperar CS', perfil, 'recuperar', { primary: false }),
  ],
})

/** After Recuperar by mail: the same page whether or not there is an account. */
export const enlaceRequestedPage = (perfil: Perfil): FinalPage => ({
  title: 'Revise su correo',
  tone: 'info',
  lead: 'Si existe una cuenta, enviamos un enlace a su correo registrado.',
  paragraphs: [
    [
      {
        text: 'Puede tardar hasta 10 minutos. El enlace sirve una sola vez, durante 60 minutos. Revise también los correos no deseados.',
      },
    ],
    [{ text: '¿No le llega o ya no usa ese correo? ' }, ...CALL_US],
  ],
  actions: [HOME_ACTION, goTo('Recuperar CS', perfil, 'recuperar', { primary: false })],
})
