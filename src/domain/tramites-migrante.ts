/** The forms of a migrant, in the words of the guide for migrants (2019). */
import { rutAlternativoDePersona } from './reglas.ts'
import type { Frase, Tramite } from './tramite.ts'
import { actualizar, SIN_FECHA_O_CORREO, SU_CORREO } from './tramites-actualizar.ts'
import {
  CLAVE_SENCE,
  CONTACTO,
  cambiar,
  DE_CONTACTO,
  DIRECCION,
  DOMICILIO,
  REGLAS_REGISTRAR,
  recuperar,
  VALIDACION,
} from './tramites-comunes.ts'

const TITULO = 'MIGRANTE'
const PERSONA = 'Persona Extranjera'

/** Above the security step of who wants to go on under an RUT. */
export const EL_RUT_PIDE_CODIGO: Frase = [
  'Para usar su RUT en lugar de su NIE, presione «Recibir un código en mi correo».',
]

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
  actualizar: actualizar({
    titulo: TITULO,
    pide: 'NIE, Fecha de Nacimiento',
    campos: ['nie', 'fechaNacimiento', 'emailRegistrado', 'rutAlternativo'],
    reglas: [rutAlternativoDePersona],
    sinDatos: SIN_FECHA_O_CORREO,
    codigo: SU_CORREO,
    secciones: [{ titulo: 'Información de Registro', campos: ['fechaNacimiento'] }, DOMICILIO, CONTACTO],
  }),
} as const satisfies Record<string, Tramite>
