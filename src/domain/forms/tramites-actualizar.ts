/** Actualizar, the same in every profile that has it except for its data. */
import type { FieldName } from '../fields/fields.ts'
import type { Section } from './form-content.ts'
import { allowedRespuesta, celularOrSinCelular, comunaInItsRegion, type Rule } from './rules.ts'
import { CAPTCHA_SECTION } from './shared-tramites.ts'
import type { Paso, Sentence } from './tramite.ts'

const ACTUALIZAR_RULES = [
  comunaInItsRegion,
  celularOrSinCelular,
  allowedRespuesta('preguntaNueva', 'respuestaNueva'),
] as const

/**
 * The second paso of Actualizar.
 * @param destination where the code is sent, as the end of a sentence.
 */
const securityPasos = (destination: string) =>
  ({
    seguridad: {
      sections: [
        {
          title: 'Datos de Seguridad',
          text: `Elija su pregunta secreta y respóndala, o pida un código ${destination}.`,
          fields: ['preguntaSecreta', 'respuestaSecreta'],
        },
      ],
      button: 'Validar',
      progress: { paso: 2, of: 3 },
    },
    codigo: {
      sections: [
        {
          title: 'Datos de Seguridad',
          text: `Escriba el código que enviamos ${destination}. Si ese correo no está confirmado, primero responda su pregunta secreta: el código sirve después.`,
          fields: ['codigo'],
        },
      ],
      button: 'Validar',
      progress: { paso: 2, of: 3 },
    },
  }) as const

/** Where the code is sent in every profile except juridica. */
export const REGISTERED_MAILBOX = 'a su correo registrado'

const NEW_PREGUNTA_SECTION = {
  title: 'Pregunta Secreta',
  text: 'Si quiere conservar la que tiene, deje en blanco estos dos datos.',
  fields: ['preguntaNueva', 'respuestaNueva'],
} as const

/** The guides' notice above Actualizar. */
const MUST_BE_REGISTERED: Sentence = [
  'Para actualizar sus datos primero debe estar registrado en Sence, para registrarse presione ',
  { text: 'aquí', to: 'registrar' },
  '.',
]

/** The opening of Actualizar. @param asksFor what its first paso asks for besides the e-mail. */
const actualizarOpening = (asksFor: string): Sentence[] => [
  [
    `Debe ingresar en primera instancia ${asksFor} y Correo Electrónico utilizado al momento de registrarse, posteriormente se habilitarán los campos para que pueda actualizar sus datos. Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha.`,
  ],
]

interface ActualizarCell<F, S> {
  /** Ending of the title. */
  title: string
  /** What the first paso asks for besides the e-mail, as listed in the opening sentence. */
  asksFor: string
  /** Fields of the first paso, the identificador first. */
  fields: F
  rules?: readonly Rule[]
  /** Text above the alternative first paso, for accounts that lack the data of the usual one. */
  withoutData: string
  /** Where the code is sent, as the end of a sentence. */
  codigoDestination: string
  /** Sections of the data paso, before the new question. */
  sections: S
  labels?: Paso['labels']
}

export const actualizarTramite = <
  const F extends readonly ['rut' | 'nie', ...FieldName[]],
  const S extends readonly Section[],
>({
  title,
  asksFor,
  fields,
  rules,
  withoutData,
  codigoDestination,
  sections,
  labels,
}: ActualizarCell<F, S>) =>
  ({
    title: `ACTUALIZAR DATOS ${title}`,
    opening: actualizarOpening(asksFor),
    important: MUST_BE_REGISTERED,
    duration: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        sections: [{ title: 'Validar Datos', fields }],
        ...(rules && { rules }),
        button: 'Validar',
        progress: { paso: 1, of: 3 },
      },
      clave: {
        sections: [{ title: 'Validar Datos', text: withoutData, fields: [fields[0] as F[0], 'claveActual'] }],
        button: 'Validar',
        progress: { paso: 1, of: 3 },
      },
      ...securityPasos(codigoDestination),
      datos: {
        sections: [...sections, NEW_PREGUNTA_SECTION, CAPTCHA_SECTION],
        rules: ACTUALIZAR_RULES,
        button: 'Actualizar Datos',
        progress: { paso: 3, of: 3 },
        labels: { ...labels, email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  }) as const

/** For the profiles of people, who are identified by their birth date. */
export const NO_FECHA_OR_EMAIL =
  'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.'
