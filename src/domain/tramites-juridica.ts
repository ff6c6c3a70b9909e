/** The forms of an organisation (EMPRESA, OTEC, OTIC), in the words of the guides. */
import type { Tramite } from './tramite.ts'
import { actualizar } from './tramites-actualizar.ts'
import {
  CLAVE_SENCE,
  cambiar,
  DIRECCION,
  REGLAS_REGISTRAR,
  recuperar,
  VALIDACION,
} from './tramites-comunes.ts'

const TITULO = 'PERSONA JURÍDICA'
const PERSONA = 'Persona Jurídica'

/** Holds what an organisation sees of itself and does not write. */
const QUIEN_ES = { titulo: 'Información de Registro', campos: [] } as const
const DOMICILIO = { titulo: 'Domicilio', campos: DIRECCION } as const
const CONTACTO = { titulo: 'Datos de Contacto', campos: ['email', 'celular', 'sinCelular'] } as const
const REPRESENTANTE = {
  titulo: 'Representante Legal',
  campos: ['rutRepresentante', 'emailRepresentante', 'celularRepresentante'],
} as const
const CORREO_DEL_CODIGO = 'al correo del representante legal (si la cuenta no lo tiene, al registrado)'
const CONFIRMAR = {
  titulo: 'CS Actual',
  texto:
    'Complétela solo si cambia el Email o los datos del representante legal. En lugar de ella puede pedir un código, con el botón del final.',
  campos: ['claveParaConfirmar'],
} as const
const ETIQUETAS = { direccion: 'Dirección', numero: 'N° de Dirección' } as const

export const juridica = {
  registrar: {
    titulo: `REGISTRAR ${TITULO}`,
    apertura: [],
    duracion:
      'Le tomará unos 5 minutos. Tenga a mano el RUT de la organización y los datos de su representante legal.',
    pasos: {
      '': {
        secciones: [
          { titulo: 'Información de Registro', campos: ['rut', 'razonSocial', 'tipoOrganismo'] },
          REPRESENTANTE,
          DOMICILIO,
          CONTACTO,
          CLAVE_SENCE,
          VALIDACION,
        ],
        reglas: REGLAS_REGISTRAR,
        boton: 'Crear Cuenta',
        etiquetas: ETIQUETAS,
      },
    },
  },
  recuperar: recuperar('rut', TITULO, PERSONA),
  cambiar: cambiar('rut', TITULO, PERSONA),
  actualizar: actualizar({
    titulo: TITULO,
    pide: 'RUT, Rut del Representante Legal',
    campos: ['rut', 'rutRepresentante', 'emailRegistrado'],
    sinDatos:
      'Use esta página si la cuenta no tiene representante legal o correo: valide con la CS actual y complete los datos que faltan.',
    codigo: CORREO_DEL_CODIGO,
    secciones: [QUIEN_ES, REPRESENTANTE, DOMICILIO, CONTACTO, CONFIRMAR],
    etiquetas: ETIQUETAS,
  }),
} as const satisfies Record<string, Tramite>
