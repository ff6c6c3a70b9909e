/** The forms of a migrant, in the words of the guide for migrants (2019). */
import { rutAlternativoOfPersona } from './rules.ts'
import {
  CAPTCHA_SECTION,
  CLAVE_SENCE,
  CONTACT_FIELDS,
  CONTACT_SECTION,
  cambiarTramite,
  DIRECCION_FIELDS,
  DOMICILIO_SECTION,
  REGISTRAR_HINTS,
  REGISTRAR_RULES,
  recuperarTramite,
} from './shared-tramites.ts'
import type { Sentence, Tramite } from './tramite.ts'
import { actualizarTramite, NO_FECHA_OR_EMAIL, REGISTERED_MAILBOX } from './tramites-actualizar.ts'

const TITLE = 'MIGRANTE'
const PERSONA = 'Persona Extranjera'

/** Who registers. */
export const MIGRANTE_PERSONA = [
  'nombres',
  'apellidoPaterno',
  'apellidoMaterno',
  'sexo',
  'fechaNacimiento',
  'estadoCivil',
  'cantidadHijos',
  'paisOrigen',
] as const
export const NIE_LABEL = 'Número de documento de Identificación'

/** Above the security paso of a migrante who gave a RUT. */
export const RUT_NEEDS_CODIGO: Sentence = [
  'Para usar su RUT en lugar de su NIE, presione «Recibir un código en mi correo».',
]

export const migrante = {
  registrar: {
    title: `REGISTRAR ${TITLE}`,
    opening: [],
    duration:
      'Le tomará unos 6 minutos. Tenga a mano su documento de identidad, una foto o copia de él, y un correo electrónico que use.',
    pasos: {
      '': {
        sections: [
          {
            title: 'Información de Registro',
            fields: ['nie', 'tipoDocumento', 'documento', ...MIGRANTE_PERSONA],
          },
          { title: 'Datos de Contacto', fields: [...DIRECCION_FIELDS, ...CONTACT_FIELDS] },
          CLAVE_SENCE,
          CAPTCHA_SECTION,
        ],
        rules: REGISTRAR_RULES,
        hints: REGISTRAR_HINTS,
        button: 'Crear Cuenta',
        labels: { nie: NIE_LABEL },
      },
    },
  },
  recuperar: recuperarTramite('nie', TITLE, PERSONA),
  cambiar: cambiarTramite('nie', TITLE, PERSONA),
  actualizar: actualizarTramite({
    title: TITLE,
    asksFor: 'NIE, Fecha de Nacimiento',
    fields: ['nie', 'fechaNacimiento', 'emailRegistrado', 'rutAlternativo'],
    rules: [rutAlternativoOfPersona],
    withoutData: NO_FECHA_OR_EMAIL,
    codigoDestination: REGISTERED_MAILBOX,
    sections: [
      { title: 'Información de Registro', fields: ['fechaNacimiento'] },
      DOMICILIO_SECTION,
      CONTACT_SECTION,
    ],
  }),
} as const satisfies Record<string, Tramite>
