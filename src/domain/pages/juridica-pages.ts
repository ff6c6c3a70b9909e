/** Parts of pages for organisations only. */
import type { Cuenta, Identidad } from '../account/cuenta.ts'
import { type Parts, PHONE } from '../parts.ts'
import type { TramiteOperacion } from '../perfil.ts'
import { tipoOrganismoText } from '../values/options.ts'
import { formatRut } from '../values/rut.ts'
import { CALL_US, type FinalPage, HOME_ACTION, type PageAction, TOLL_FREE } from './page.ts'

/** The organisation as shown on the final page of Registrar. */
export interface RegisteredOrganizacion {
  razonSocial: string
  tipo: string
  identidad: Identidad
}

/** Where razón social and tipo come from, and what the organisation cannot do until it is verified. */
export function organizacionParagraphs({ razonSocial, tipo, identidad }: RegisteredOrganizacion): Parts[] {
  const who: Parts = [
    { text: 'Razón social: ' },
    { text: razonSocial, strong: true },
    { text: '. Tipo: ' },
    { text: tipoOrganismoText(tipo), strong: true },
    { text: '. ' },
  ]
  if (identidad === 'verificada') return [[...who, { text: 'La organización está verificada.' }]]
  return [
    [...who, { text: UNVERIFIED_TEXTS[identidad] }],
    ...(tipo === 'otec'
      ? [[{ text: 'Hasta que la verifiquemos, no puede solicitar CS para facilitadores extranjeros.' }]]
      : []),
    [{ text: 'Para verificarla, llame ' }, ...TOLL_FREE],
  ]
}

const UNVERIFIED_TEXTS: Record<Exclude<Identidad, 'verificada'>, string> = {
  coincide:
    'Sus datos coinciden con el registro de SENCE. Su cuenta aún no está verificada: que coincidan no muestra quién los escribió.',
  declarada:
    'La organización no está en el registro de SENCE: usamos los datos que escribió. Su cuenta aún no está verificada.',
}

/** Also where it is the organisation's mailbox: that link confirms both. */
export const REPRESENTANTE_CONFIRMS: Parts = [
  {
    text: 'El representante legal también debe confirmar su correo, con el enlace que recibe. Mientras no lo haga, los códigos para actualizar los datos llegan al correo de la organización y no sirven para cambiar al representante.',
  },
]

export const NO_LONGER_VERIFIED: Parts = [
  { text: 'La organización ya no está verificada, ', strong: true },
  { text: 'porque cambió su representante legal. Para verificarla de nuevo, llame ' },
  ...TOLL_FREE,
]

/** Read-only data of an organisation: razón social, tipo and, if from the registro, its representative. */
export function organizacionFacts(
  { perfil, razonSocial, tipoOrganismo, rutRepresentante }: Cuenta,
  fromRegistro: boolean,
): { name: string; label: string; value: string }[] {
  if (perfil !== 'juridica') return []
  const shownFacts = [
    { name: 'razonSocial', label: 'Razón Social', value: razonSocial ?? '' },
    { name: 'tipoOrganismo', label: 'Tipo', value: tipoOrganismoText(tipoOrganismo) },
  ]
  if (!fromRegistro) return shownFacts
  return [
    ...shownFacts,
    {
      name: 'rutRepresentante',
      label: 'Rut del Representante Legal',
      value: formatRut(rutRepresentante ?? ''),
    },
    {
      name: 'delRegistro',
      label: 'Estos datos vienen del registro de SENCE',
      value: `Para corregirlos, llame gratis al ${PHONE.text}.`,
    },
  ]
}

type RequestCaso = (text: string) => PageAction

/** Any operation stops: the OTEC is not vigente in the registro. */
export const otecNotVigentePage = (operacion: TramiteOperacion, requestCaso: RequestCaso): FinalPage => ({
  title: 'Esta OTEC no está vigente',
  tone: 'stop',
  lead: `El registro de SENCE dice que esta OTEC no está vigente. ${
    operacion === 'registrar'
      ? 'Por eso no creamos la cuenta.'
      : 'Por seguridad, su cuenta está detenida hasta que eso se aclare.'
  }`,
  paragraphs: [
    [{ text: 'Ponga al día la OTEC en el registro de SENCE y vuelva a intentarlo.' }],
    [{ text: '¿Cree que es un error? ' }, ...CALL_US],
  ],
  actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
})

/** Any operation stops: the registro has a different representative than the account. */
export const otherRepresentantePage = (requestCaso: RequestCaso): FinalPage => ({
  title: 'Cambió el representante legal',
  tone: 'stop',
  lead: 'El registro de SENCE tiene otro representante legal que esta cuenta. Por seguridad, la cuenta está detenida hasta que eso se aclare.',
  paragraphs: [
    [
      {
        text: 'Cuando llame, le pediremos los documentos que muestran quién es el representante legal hoy.',
      },
    ],
    CALL_US,
  ],
  actions: [requestCaso('Pedir un número de caso'), HOME_ACTION],
})
