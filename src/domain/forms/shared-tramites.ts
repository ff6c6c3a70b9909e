/** Parts shared by the forms of several profiles, in the words of the guides. */
import { NEW_RESPUESTA_HINT } from '../fields/security-fields.ts'
import { PHONE } from '../parts.ts'
import { allowedClave, allowedRespuesta, celularOrSinCelular, comunaInItsRegion, mustMatch } from './rules.ts'
import type { Sentence } from './tramite.ts'

export const CAPTCHA_SECTION = {
  title: 'Validación de seguridad anti-Robots',
  text: 'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
  fields: ['captcha'],
} as const

export const DIRECCION_FIELDS = ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'] as const

export const DOMICILIO_SECTION = { title: 'Domicilio', fields: DIRECCION_FIELDS } as const

export const CONTACT_FIELDS = [
  'email',
  'telefonoParticular',
  'celular',
  'sinCelular',
  'telefonoTrabajo',
] as const

export const CONTACT_SECTION = { title: 'Datos de Contacto', fields: CONTACT_FIELDS } as const

export const CLAVE_SENCE = {
  title: 'Clave Sence',
  fields: ['clave', 'repetirClave', 'preguntaSecreta', 'respuestaSecreta'],
} as const

/** The field's own hint suits any answer given before. */
export const REGISTRAR_HINTS = { respuestaSecreta: NEW_RESPUESTA_HINT } as const

/** Of what somebody says of themselves, whoever types it. */
export const CONTACT_RULES = [comunaInItsRegion, celularOrSinCelular] as const

export const REGISTRAR_RULES = [
  ...CONTACT_RULES,
  allowedClave('clave'),
  mustMatch('clave', 'repetirClave'),
  allowedRespuesta('preguntaSecreta', 'respuestaSecreta'),
] as const

/** The guides' notice above Recuperar and Cambiar. */
const important = (beforeWhat: string, about: string, persona: string): Sentence => [
  `Asegúrese de tener sus datos de contacto actualizados antes de ${beforeWhat}, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice. Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos ${persona} o bien presione `,
  { text: 'aquí', to: 'actualizar' },
  `. Para cualquier consulta sobre ${about}, llame al `,
  PHONE,
  '.',
]

/**
 * Recuperar, the same in every profile that has it.
 * @param title ending of the title.
 * @param persona name of the profile in the menu.
 */
export const recuperarTramite = <const I extends 'rut' | 'nie'>(
  identificador: I,
  title: string,
  persona: string,
) =>
  ({
    title: `RECUPERAR CS (CLAVE\u00a0SENCE) ${title}`,
    opening: [
      [
        `Debe ingresar en primera instancia su ${identificador.toUpperCase()} y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.`,
      ],
    ],
    important: important('recuperar la CS', 'recuperar la CS', persona),
    duration: 'Le tomará unos 2 minutos.',
    pasos: {
      '': {
        sections: [{ title: 'Información para Recuperar CS', fields: [identificador] }],
        button: 'Validar',
        progress: { paso: 1, of: 2 },
      },
      pregunta: {
        sections: [{ title: 'Pregunta Secreta', fields: ['respuestaSecreta'] }, CAPTCHA_SECTION],
        button: 'Generar Nueva Clave',
        progress: { paso: 2, of: 2 },
      },
      codigo: {
        sections: [
          {
            title: 'Código',
            text: 'Escriba el código que enviamos a su correo.',
            fields: ['codigo'],
          },
          CAPTCHA_SECTION,
        ],
        button: 'Generar Nueva Clave',
        progress: { paso: 2, of: 2 },
      },
      correo: {
        sections: [{ title: 'Información para Recuperar CS', fields: [] }, CAPTCHA_SECTION],
        button: 'Enviar enlace',
        progress: { paso: 2, of: 2 },
      },
    },
  }) as const

const NEW_CLAVE_SECTION = { title: 'Cambiar CS', fields: ['claveNueva', 'repetirClaveNueva'] } as const

/** Second paso of Cambiar for facilitadores, who have no pregunta. */
export const NEW_CLAVE_PASO = {
  sections: [NEW_CLAVE_SECTION, CAPTCHA_SECTION],
  rules: [allowedClave('claveNueva'), mustMatch('claveNueva', 'repetirClaveNueva')],
  button: 'Cambiar Clave',
  progress: { paso: 2, of: 2 },
} as const

/** The fields that only who comes back to an account sees, and must fill in (product.md “Proofs”). */
export const PREGUNTA_OF_RETURN = ['preguntaNueva', 'respuestaNueva'] as const

/** Second paso of Cambiar in the other profiles. */
const NEW_CLAVE_AND_PREGUNTA_PASO = {
  ...NEW_CLAVE_PASO,
  sections: [
    NEW_CLAVE_SECTION,
    {
      title: 'Pregunta Secreta',
      text: 'Elija también una pregunta y una respuesta nuevas: las anteriores ya no sirven.',
      fields: PREGUNTA_OF_RETURN,
    },
    CAPTCHA_SECTION,
  ],
  rules: [...NEW_CLAVE_PASO.rules, allowedRespuesta('preguntaNueva', 'respuestaNueva')],
} as const

/** First paso of Cambiar: identificador and clave. */
export const validateWithClave = <const I extends 'rut' | 'nie'>(text: string, identificador: I) =>
  ({
    sections: [{ title: 'Validar Datos', text, fields: [identificador, 'claveActual'] }],
    button: 'Validar',
    progress: { paso: 1, of: 2 },
  }) as const

/**
 * Cambiar, the same in every profile that can use Recuperar.
 * @param title ending of the title.
 * @param persona name of the profile in the menu.
 */
export const cambiarTramite = <const I extends 'rut' | 'nie'>(
  identificador: I,
  title: string,
  persona: string,
) =>
  ({
    title: `CAMBIAR CS (CLAVE\u00a0SENCE) ${title}`,
    opening: [
      [
        `Debe ingresar en primera instancia su ${identificador.toUpperCase()} y CS actual (con mayúscula) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha. En el caso que la CS ingresada no sea válida considere generar una nueva haciendo clic `,
        { text: 'aquí', to: 'recuperar' },
        '.',
      ],
    ],
    important: important('cambiar su CS', 'cambio de CS', persona),
    duration: 'Le tomará unos 2 minutos.',
    pasos: {
      '': validateWithClave('¿Tiene una clave provisoria? Escríbala en CS Actual.', identificador),
      nueva: NEW_CLAVE_AND_PREGUNTA_PASO,
    },
  }) as const
