/** What the forms of several profiles share, in the words of the guides. */
import {
  celularOSinCelular,
  clavePermitida,
  comunaEnSuRegion,
  iguales,
  respuestaPermitida,
} from './reglas.ts'
import type { Frase } from './tramite.ts'

export const VALIDACION = {
  titulo: 'Validación de seguridad anti-Robots',
  texto:
    'Queremos asegurarnos de que es una persona real quien está utilizando este sistema. Por favor, ingrese en el cuadro de texto las letras que muestra la siguiente imagen:',
  campos: ['captcha'],
} as const

export const DIRECCION = ['direccion', 'numero', 'block', 'departamento', 'region', 'comuna'] as const

export const DOMICILIO = { titulo: 'Domicilio', campos: DIRECCION } as const

export const DE_CONTACTO = [
  'email',
  'telefonoParticular',
  'celular',
  'sinCelular',
  'telefonoTrabajo',
] as const

export const CONTACTO = { titulo: 'Datos de Contacto', campos: DE_CONTACTO } as const

export const CLAVE_SENCE = {
  titulo: 'Clave Sence',
  campos: ['clave', 'repetirClave', 'preguntaSecreta', 'respuestaSecreta'],
} as const

export const REGLAS_REGISTRAR = [
  comunaEnSuRegion,
  celularOSinCelular,
  clavePermitida,
  iguales('clave', 'repetirClave'),
  respuestaPermitida('preguntaSecreta', 'respuestaSecreta'),
] as const

/** The guides' notice above Recuperar and Cambiar. */
const importante = (antesDe: string, sobre: string, persona: string): Frase => [
  `Asegúrese de tener sus datos de contacto actualizados antes de ${antesDe}, pues podría enviarse la clave a un e-mail que ya no tenga o no utilice. Para actualizar sus datos de contacto vaya a Actualizar Datos y seleccione la opción Actualizar Datos ${persona} o bien presione `,
  { texto: 'aquí', a: 'actualizar' },
  `. Para cualquier consulta sobre ${sobre}, llame al 800 80 10 30.`,
]

/**
 * Recuperar, alike in every profile that has it.
 * @param titulo last word of the title. @param persona as the menu calls it.
 */
export const recuperar = <const I extends 'rut' | 'nie'>(identificador: I, titulo: string, persona: string) =>
  ({
    titulo: `RECUPERAR CS (CLAVE\u00a0SENCE) ${titulo}`,
    apertura: [
      [
        `Debe ingresar en primera instancia su ${identificador.toUpperCase()} y responder la pregunta secreta para validar la cuenta y luego realizar una comprobación de seguridad Captcha.`,
      ],
    ],
    importante: importante('recuperar la CS', 'recuperar la CS', persona),
    duracion: 'Le tomará unos 2 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Información para Recuperar CS', campos: [identificador] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 2',
      },
      pregunta: {
        secciones: [{ titulo: 'Pregunta Secreta', campos: ['respuestaSecreta'] }, VALIDACION],
        boton: 'Generar Nueva Clave',
        progreso: 'Paso 2 de 2',
      },
      correo: {
        secciones: [{ titulo: 'Información para Recuperar CS', campos: [] }, VALIDACION],
        boton: 'Enviar enlace',
        progreso: 'Paso 2 de 2',
      },
    },
  }) as const

/** Step 2 of Cambiar, alike in every profile. */
export const NUEVA = {
  secciones: [{ titulo: 'Cambiar CS', campos: ['claveNueva', 'repetirClaveNueva'] }, VALIDACION],
  reglas: [iguales('claveNueva', 'repetirClaveNueva')],
  boton: 'Cambiar Clave',
  progreso: 'Paso 2 de 2',
} as const

/** Step 1 of Cambiar: identifier and CS. */
export const validarConClave = <const I extends 'rut' | 'nie'>(texto: string, identificador: I) =>
  ({
    secciones: [{ titulo: 'Validar Datos', texto, campos: [identificador, 'claveActual'] }],
    boton: 'Validar',
    progreso: 'Paso 1 de 2',
  }) as const

/**
 * Cambiar, alike in every profile that recovers its CS alone.
 * @param titulo last word of the title. @param persona as the menu calls it.
 */
export const cambiar = <const I extends 'rut' | 'nie'>(identificador: I, titulo: string, persona: string) =>
  ({
    titulo: `CAMBIAR CS (CLAVE\u00a0SENCE) ${titulo}`,
    apertura: [
      [
        `Debe ingresar en primera instancia su ${identificador.toUpperCase()} y CS actual (con mayúscula) para validar la cuenta, si sus datos son correctos podrá cambiar su CS por otra, finalmente deberá realizar una comprobación de seguridad Captcha. En el caso que la CS ingresada no sea válida considere generar una nueva haciendo clic `,
        { texto: 'aquí', a: 'recuperar' },
        '.',
      ],
    ],
    importante: importante('cambiar su CS', 'cambio de CS', persona),
    duracion: 'Le tomará unos 2 minutos.',
    pasos: {
      '': validarConClave('¿Tiene una clave provisoria? Escríbala en CS Actual.', identificador),
      nueva: NUEVA,
    },
  }) as const
