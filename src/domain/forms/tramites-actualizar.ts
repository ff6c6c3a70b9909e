/** Actualizar, alike in every profile that has it but for its data. */
import type { FieldName } from '../fields/fields.ts'
import { allowedRespuesta, celularOrSinCelular, comunaInItsRegion, type Rule } from './rules.ts'
import { CAPTCHA_SECTION } from './shared-tramites.ts'
import type { Paso, Section, Sentence } from './tramite.ts'

const ACTUALIZAR_RULES = [
  comunaInItsRegion,
  celularOrSinCelular,
  allowedRespuesta('preguntaNueva', 'respuestaNueva'),
] as const

/**
 * What Actualizar asks between the first step and the data.
 * @param destination where the code goes to, as a sentence ends.
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
      progress: 'Paso 2 de 3',
    },
    codigo: {
      sections: [
        {
          title: 'Datos de Seguridad',
          text: `Escriba el código que enviamos ${destination}.`,
          fields: ['codigo'],
        },
      ],
      button: 'Validar',
      progress: 'Paso 2 de 3',
    },
  }) as const

/** Where the code goes to in every profile but one. */
export const THEIR_MAILBOX = 'a su correo registrado'

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

/** The sentence above Actualizar. @param datos what its first step asks for. */
const actualizarOpening = (datos: string): Sentence[] => [
  [
    `Debe ingresar en primera instancia ${datos} y Correo Electrónico utilizado al momento de registrarse, posteriormente se habilitarán los campos para que pueda actualizar sus datos. Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha.`,
  ],
]

interface ActualizarCell<C, S> {
  /** Last word of the title. */
  title: string
  /** What the first step asks for besides the e-mail, as the opening sentence lists it. */
  asksFor: string
  /** Fields of the first step, the identifier first. */
  fields: C
  rules?: readonly Rule[]
  /** Above the first step for accounts that lack what the usual one asks for. */
  withoutData: string
  /** Where the code goes to, as a sentence ends. */
  codigo: string
  /** The data, before the new question. */
  sections: S
  labels?: Paso['labels']
}

/** The cell of a profile. */
export const actualizarTramite = <
  const C extends readonly ['rut' | 'nie', ...FieldName[]],
  const S extends readonly Section[],
>({
  title,
  asksFor,
  fields,
  rules,
  withoutData,
  codigo,
  sections,
  labels,
}: ActualizarCell<C, S>) =>
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
        progress: 'Paso 1 de 3',
      },
      clave: {
        sections: [{ title: 'Validar Datos', text: withoutData, fields: [fields[0] as C[0], 'claveActual'] }],
        button: 'Validar',
        progress: 'Paso 1 de 3',
      },
      ...securityPasos(codigo),
      datos: {
        sections: [...sections, NEW_PREGUNTA_SECTION, CAPTCHA_SECTION],
        rules: ACTUALIZAR_RULES,
        button: 'Actualizar Datos',
        progress: 'Paso 3 de 3',
        labels: { ...labels, email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  }) as const

/** Of a person, who is validated by the birth date. */
export const NO_FECHA_OR_EMAIL =
  'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.'
