/** The forms of an organisation (EMPRESA, OTEC, OTIC), in the words of the guides. */
import type { Tramite } from './tramite.ts'
import {
  aperturaActualizar,
  CLAVE_SENCE,
  cambiar,
  DEBE_ESTAR_REGISTRADO,
  DIRECCION,
  PREGUNTA_NUEVA,
  pasosDeSeguridad,
  REGLAS_ACTUALIZAR,
  REGLAS_REGISTRAR,
  recuperar,
  VALIDACION,
} from './tramites-comunes.ts'

const TITULO = 'PERSONA JURÍDICA'
const PERSONA = 'Persona Jurídica'

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
  actualizar: {
    titulo: `ACTUALIZAR DATOS ${TITULO}`,
    apertura: aperturaActualizar('RUT, Rut del Representante Legal'),
    importante: DEBE_ESTAR_REGISTRADO,
    duracion: 'Le tomará unos 4 minutos.',
    pasos: {
      '': {
        secciones: [{ titulo: 'Validar Datos', campos: ['rut', 'rutRepresentante', 'emailRegistrado'] }],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      clave: {
        secciones: [
          {
            titulo: 'Validar Datos',
            texto:
              'Use esta página si la cuenta no tiene representante legal o correo: valide con la CS actual y complete los datos que faltan.',
            campos: ['rut', 'claveActual'],
          },
        ],
        boton: 'Validar',
        progreso: 'Paso 1 de 3',
      },
      ...pasosDeSeguridad(CORREO_DEL_CODIGO),
      datos: {
        secciones: [REPRESENTANTE, DOMICILIO, CONTACTO, CONFIRMAR, PREGUNTA_NUEVA, VALIDACION],
        reglas: REGLAS_ACTUALIZAR,
        boton: 'Actualizar Datos',
        progreso: 'Paso 3 de 3',
        etiquetas: { ...ETIQUETAS, email: 'Email Actual', celular: 'Celular Nuevo' },
      },
    },
  },
} as const satisfies Record<string, Tramite>
