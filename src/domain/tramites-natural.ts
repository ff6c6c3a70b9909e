/** The forms of a natural person, in the words of the guides. */
import type { Tramite } from './tramite.ts'
import { actualizar, SIN_FECHA_O_CORREO, SU_CORREO } from './tramites-actualizar.ts'
import {
  CLAVE_SENCE,
  CONTACTO,
  cambiar,
  DOMICILIO,
  REGLAS_REGISTRAR,
  recuperar,
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
  actualizar: actualizar({
    titulo: TITULO,
    pide: 'RUT, Fecha de Nacimiento',
    campos: ['rut', 'fechaNacimiento', 'emailRegistrado'],
    sinDatos: SIN_FECHA_O_CORREO,
    codigo: SU_CORREO,
    secciones: [{ titulo: 'Información de Registro', campos: ['fechaNacimiento'] }, DOMICILIO, CONTACTO],
  }),
} as const satisfies Record<string, Tramite>
