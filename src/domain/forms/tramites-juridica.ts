/** The forms of an organisation (EMPRESA, OTEC, OTIC), in the words of the guides. */

import {
  CAPTCHA_SECTION,
  CLAVE_SENCE,
  cambiarTramite,
  DIRECCION_FIELDS,
  REGISTRAR_HINTS,
  REGISTRAR_RULES,
  recuperarTramite,
} from './shared-tramites.ts'
import type { Tramite } from './tramite.ts'
import { actualizarTramite } from './tramites-actualizar.ts'

const TITLE = 'PERSONA JURÍDICA'
const PERSONA = 'Persona Jurídica'

/** Shows the organisation's read-only data. */
const REGISTRO_SECTION = { title: 'Información de Registro', fields: [] } as const
const DOMICILIO_SECTION = { title: 'Domicilio', fields: DIRECCION_FIELDS } as const
const CONTACT_SECTION = { title: 'Datos de Contacto', fields: ['email', 'celular', 'sinCelular'] } as const
const REPRESENTANTE_SECTION = {
  title: 'Representante Legal',
  fields: ['rutRepresentante', 'emailRepresentante', 'celularRepresentante'],
} as const
const CODIGO_DESTINATION =
  'al correo del representante legal, o al de la organización si él no ha confirmado el suyo'
const CONFIRMATION_SECTION = {
  title: 'CS Actual',
  text: 'Complétela solo si cambia el Email o los datos del representante legal. En lugar de ella puede pedir un código, con el botón del final.',
  fields: ['claveParaConfirmar'],
} as const
const LABELS = { direccion: 'Dirección', numero: 'N° de Dirección' } as const

export const juridica = {
  registrar: {
    title: `REGISTRAR ${TITLE}`,
    opening: [],
    duration:
      'Le tomará unos 5 minutos. Tenga a mano el RUT de la organización y los datos de su representante legal.',
    pasos: {
      '': {
        sections: [
          { title: 'Información de Registro', fields: ['rut', 'razonSocial', 'tipoOrganismo'] },
          REPRESENTANTE_SECTION,
          DOMICILIO_SECTION,
          CONTACT_SECTION,
          CLAVE_SENCE,
          CAPTCHA_SECTION,
        ],
        rules: REGISTRAR_RULES,
        hints: REGISTRAR_HINTS,
        button: 'Crear Cuenta',
        labels: LABELS,
      },
    },
  },
  recuperar: recuperarTramite('rut', TITLE, PERSONA),
  cambiar: cambiarTramite('rut', TITLE, PERSONA),
  actualizar: actualizarTramite({
    title: TITLE,
    asksFor: 'RUT, Rut del Representante Legal',
    fields: ['rut', 'rutRepresentante', 'emailRegistrado'],
    withoutData:
      'Use esta página si la cuenta no tiene representante legal o correo: valide con la CS actual y complete los datos que faltan.',
    codigoDestination: CODIGO_DESTINATION,
    sections: [
      REGISTRO_SECTION,
      REPRESENTANTE_SECTION,
      DOMICILIO_SECTION,
      CONTACT_SECTION,
      CONFIRMATION_SECTION,
    ],
    labels: LABELS,
  }),
} as const satisfies Record<string, Tramite>
