/** The forms of a natural person, in the words of the guides. */

import {
  CAPTCHA_SECTION,
  CLAVE_SENCE,
  CONTACT_SECTION,
  cambiarTramite,
  DOMICILIO_SECTION,
  REGISTRAR_HINTS,
  REGISTRAR_RULES,
  recuperarTramite,
} from './shared-tramites.ts'
import type { Tramite } from './tramite.ts'
import { actualizarTramite, NO_FECHA_OR_EMAIL, REGISTERED_MAILBOX } from './tramites-actualizar.ts'

const TITLE = 'PERSONA NATURAL'
const PERSONA = 'Persona Natural'

/** Who registers. */
export const NATURAL_PERSONA = ['nombres', 'apellidoPaterno', 'apellidoMaterno', 'fechaNacimiento'] as const

export const natural = {
  registrar: {
    title: `REGISTRAR ${TITLE}`,
    opening: [],
    duration:
      'Le tomará unos 5 minutos. Tenga a mano su cédula de identidad y un correo electrónico que use.',
    pasos: {
      '': {
        sections: [
          {
            title: 'Información de Registro',
            fields: ['rut', ...NATURAL_PERSONA],
          },
          DOMICILIO_SECTION,
          CONTACT_SECTION,
          CLAVE_SENCE,
          CAPTCHA_SECTION,
        ],
        rules: REGISTRAR_RULES,
        hints: REGISTRAR_HINTS,
        button: 'Crear Cuenta',
      },
    },
  },
  recuperar: recuperarTramite('rut', TITLE, PERSONA),
  cambiar: cambiarTramite('rut', TITLE, PERSONA),
  actualizar: actualizarTramite({
    title: TITLE,
    asksFor: 'RUT, Fecha de Nacimiento',
    fields: ['rut', 'fechaNacimiento', 'emailRegistrado'],
    withoutData: NO_FECHA_OR_EMAIL,
    codigoDestination: REGISTERED_MAILBOX,
    sections: [
      { title: 'Información de Registro', fields: ['fechaNacimiento'] },
      DOMICILIO_SECTION,
      CONTACT_SECTION,
    ],
  }),
} as const satisfies Record<string, Tramite>
