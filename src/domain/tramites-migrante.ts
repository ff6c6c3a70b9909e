/** The forms of a migrant, in the words of the guide for migrants (2019). */
import { rutAlternativoDePersona } from './reglas.ts'
import type { Tramite } from './tramite.ts'
import {
  aperturaActualizar,
  CLAVE_SENCE,
  CONTACTO,
  cambiar,
  DE_CONTACTO,
  DEBE_ESTAR_REGISTRADO,
  DIRECCION,
  DOMICILIO,
  PREGUNTA_NUEVA,
  pasosDeSeguridad,
  REGLAS_ACTUALIZAR,
  REGLAS_REGISTRAR,
  recuperar,
  SU_CORREO,
  VALIDACION,
} from './tramites-comunes.ts'

const TITULO = 'MIGRANTE'
const PERSONA = 'Persona Extranjera'

export const migrante = {
  registrar: {
    titulo: `REGISTRAR ${TITULO}`,
    apertura: [],
    duracion:
      'Le tomará unos 6 minutos. Tenga a mano su documento de identidad, una foto o copia de él, y un correo electrónico que use.',
    pasos: {
      '': {
        secciones: [
          {
            titulo: 'Información de Registro',
            campos: [
              'nie',
              'tipoDocumento',
              'documento',
              'nombres',
              'apellidoPaterno',
              'apellidoMaterno',
              'sexo',
              'fechaNacimiento',
              'estadoCivil',
              'cantidadHijos',
              'paisOrigen',
            ],
          },
          { titulo: 'Datos de Contacto', campos: [...DIRECCION, ...DE_CONTACTO] },
          CLAVE_SENCE,
          VALIDACION,
        ],
        reglas: REGLAS_REGISTRAR,
        boton: 'Crear Cuenta',
        etiquetas: { nie: 'Número de documento de Identificación' },
      },
    },
  },
  recuperar: recuperar('nie', TITULO, PERSONA),
  cambiar: cambiar('nie', TITULO, PERSONA),
  actualizar: {
    titulo: `ACTUALIZAR DATOS ${TITULO}`,
    apertura: aperturaActualizar('NIE, Fecha de Nacimiento'),
    importante: DEBE_ESTAR_REGISTRADO,
    duracion: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        secciones: [
          {
            titulo: 'Validar Datos',
            campos: ['nie', 'fechaNacimiento', 'emailRegistrado', 'rutAlternativo'],
          },
        ],
        reglas: [rutAlternativoDePersona],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      clave: {
        secciones: [
          {
            titulo: 'Validar Datos',
            texto:
              'Use esta página si su cuenta no tiene fecha de nacimiento o correo: valide con su CS actual y complete los datos que faltan.',
            campos: ['nie', 'claveActual'],
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
