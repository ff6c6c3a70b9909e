/** The forms of a natural person, in the words of the guides. */
import type { Tramite } from './tramite.ts'
import {
  aperturaActualizar,
  CLAVE_SENCE,
  CONTACTO,
  cambiar,
  DEBE_ESTAR_REGISTRADO,
  DOMICILIO,
  PREGUNTA_NUEVA,
  pasosDeSeguridad,
  REGLAS_ACTUALIZAR,
  REGLAS_REGISTRAR,
  recuperar,
  SU_CORREO,
  VALIDACION,
} from './tramites-comunes.ts'

const TITULO = 'PERSONA NATURAL'
const PERSONA = 'Persona Natural'

export const natural = {
  registrar: {
    titulo: `REGISTRAR ${TITULO}`,
    apertura: [],
    duracion:
      'Le tomará unos 5 minutos. Tenga a mano su cédula de identidad y un correo electrónico que use.',
    pasos: {
      '': {
        secciones: [
          {
            titulo: 'Información de Registro',
            campos: ['rut', 'nombres', 'apellidoPaterno', 'apellidoMaterno', 'fechaNacimiento'],
          },
          DOMICILIO,
          CONTACTO,
          CLAVE_SENCE,
          VALIDACION,
        ],
        reglas: REGLAS_REGISTRAR,
        boton: 'Crear Cuenta',
      },
    },
  },
  recuperar: recuperar('rut', TITULO, PERSONA),
  cambiar: cambiar('rut', TITULO, PERSONA),
  actualizar: {
    titulo: `ACTUALIZAR DATOS ${TITULO}`,
    apertura: aperturaActualizar('RUT, Fecha de Nacimiento'),
    importante: DEBE_ESTAR_REGISTRADO,
    duracion: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Validar Datos', campos: ['rut', 'fechaNacimiento', 'emailRegistrado'] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      clave: {
        secciones: [
          {
            titulo: 'Validar Datos',
            texto:
              'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.',
            campos: ['rut', 'claveActual'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      ...pasosDeSeguridad(SU_CORREO),
      datos: {
        secciones: [
          { titulo: 'Información de Registro', campos: ['fechaNacimiento'] },
          DOMICILIO,
          CONTACTO,
          PREGUNTA_NUEVA,
          VALIDACION,
        ],
        reglas: REGLAS_ACTUALIZAR,
        boton: 'Actualizar Datos',
        progreso: 'Paso 3 de 3',
        etiquetas: { email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  },
} as const satisfies Record<string, Tramite>
