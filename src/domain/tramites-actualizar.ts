/** Actualizar, alike in every profile that has it but for its data. */
import type { NombreCampo } from './campos.ts'
import { celularOSinCelular, comunaEnSuRegion, type Regla, respuestaPermitida } from './reglas.ts'
import type { Frase, Paso, Seccion } from './tramite.ts'
import { VALIDACION } from './tramites-comunes.ts'

const REGLAS_ACTUALIZAR = [
  comunaEnSuRegion,
  celularOSinCelular,
  respuestaPermitida('preguntaNueva', 'respuestaNueva'),
] as const

/**
 * What Actualizar asks between the first step and the data.
 * @param adonde where the code goes to, as a sentence ends.
 */
const pasosDeSeguridad = (adonde: string) =>
  ({
    seguridad: {
      secciones: [
        {
          titulo: 'Datos de Seguridad',
          texto: `Elija su pregunta secreta y respóndala, o pida un código ${adonde}.`,
          campos: ['preguntaSecreta', 'respuestaSecreta'],
        },
      ],
      boton: 'Validar',
      progreso: 'Paso 2 de 3',
    },
    codigo: {
      secciones: [
        {
          titulo: 'Datos de Seguridad',
          texto: `Escriba el código que enviamos ${adonde}.`,
          campos: ['codigo'],
        },
      ],
      boton: 'Validar',
      progreso: 'Paso 2 de 3',
    },
  }) as const

/** Where the code goes to in every profile but one. */
export const SU_CORREO = 'a su correo registrado'

const PREGUNTA_NUEVA = {
  titulo: 'Pregunta Secreta',
  texto: 'Si quiere conservar la que tiene, deje en blanco estos dos datos.',
  campos: ['preguntaNueva', 'respuestaNueva'],
} as const

/** The guides' notice above Actualizar. */
const DEBE_ESTAR_REGISTRADO: Frase = [
  'Para actualizar sus datos primero debe estar registrado en Sence, para registrarse presione ',
  { texto: 'aquí', a: 'registrar' },
  '.',
]

/** The sentence above Actualizar. @param datos what its first step asks for. */
const aperturaActualizar = (datos: string): Frase[] => [
  [
    `Debe ingresar en primera instancia ${datos} y Correo Electrónico utilizado al momento de registrarse, posteriormente se habilitarán los campos para que pueda actualizar sus datos. Finalmente, se le pedirá ingresar un código de comprobación de seguridad Captcha.`,
  ],
]

interface Celda<C, S> {
  /** Last word of the title. */
  titulo: string
  /** What the first step asks for besides the e-mail, as the opening sentence lists it. */
  pide: string
  /** Fields of the first step, the identifier first. */
  campos: C
  reglas?: readonly Regla[]
  /** Above the first step for accounts that lack what the usual one asks for. */
  sinDatos: string
  /** Where the code goes to, as a sentence ends. */
  codigo: string
  /** The data, before the new question. */
  secciones: S
  etiquetas?: Paso['etiquetas']
}

/** The cell of a profile. */
export const actualizar = <
  const C extends readonly ['rut' | 'nie', ...NombreCampo[]],
  const S extends readonly Seccion[],
>({
  titulo,
  pide,
  campos,
  reglas,
  sinDatos,
  codigo,
  secciones,
  etiquetas,
}: Celda<C, S>) =>
  ({
    titulo: `ACTUALIZAR DATOS ${titulo}`,
    apertura: aperturaActualizar(pide),
    importante: DEBE_ESTAR_REGISTRADO,
    duracion: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Validar Datos', campos }],
        ...(reglas && { reglas }),
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      clave: {
        secciones: [{ titulo: 'Validar Datos', texto: sinDatos, campos: [campos[0] as C[0], 'claveActual'] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      ...pasosDeSeguridad(codigo),
      datos: {
        secciones: [...secciones, PREGUNTA_NUEVA, VALIDACION],
        reglas: REGLAS_ACTUALIZAR,
        boton: 'Actualizar Datos',
        progreso: 'Paso 3 de 3',
        etiquetas: { ...etiquetas, email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  }) as const

/** Of a person, who is validated by the birth date. */
export const SIN_FECHA_O_CORREO =
  'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.'
