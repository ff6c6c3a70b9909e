/** Forms of the console for who has no account: what they dictate to be registered, and whose caso is opened. */
import type { PhonePerfil } from '../perfil.ts'
import type { FormContent } from './form-content.ts'
import { nieIsNotRut, rutIsOfPersona } from './rules.ts'
import {
  CONTACT_FIELDS,
  CONTACT_RULES,
  CONTACT_SECTION,
  DIRECCION_FIELDS,
  DOMICILIO_SECTION,
} from './shared-tramites.ts'
import { MIGRANTE_PERSONA, NIE_LABEL } from './tramites-migrante.ts'
import { NATURAL_PERSONA } from './tramites-natural.ts'
import { CONTINUE_LABEL } from './wrong-profile.ts'

const CALL_SECTION = { title: 'Llamada', fields: ['numeroLlamada'] } as const
const BUTTON = 'Registrar y enviar el enlace'

/** Registrar as a caller dictates it: without what only the person chooses or sends (product.md “Calls”). */
export const REGISTER_BY_PHONE = {
  natural: {
    sections: [
      { title: 'Información de Registro', fields: ['rut', 'continuarDeTodosModos', ...NATURAL_PERSONA] },
      DOMICILIO_SECTION,
      CONTACT_SECTION,
      CALL_SECTION,
    ],
    rules: [rutIsOfPersona, ...CONTACT_RULES],
    button: BUTTON,
    aboutSomeoneElse: true,
  },
  migrante: {
    sections: [
      {
        title: 'Información de Registro',
        fields: ['nie', 'continuarDeTodosModos', 'tipoDocumento', ...MIGRANTE_PERSONA],
      },
      { title: 'Datos de Contacto', fields: [...DIRECCION_FIELDS, ...CONTACT_FIELDS] },
      CALL_SECTION,
    ],
    rules: [nieIsNotRut, ...CONTACT_RULES],
    button: BUTTON,
    labels: { nie: NIE_LABEL, continuarDeTodosModos: CONTINUE_LABEL },
    aboutSomeoneElse: true,
  },
} as const satisfies Record<PhonePerfil, FormContent>

/** For whom it is opened, and why there is no call to open it in. */
export const CASO_WITHOUT_CUENTA = {
  sections: [{ title: '', fields: ['identificadorCaso', 'motivoCaso'] }],
  button: 'Abrir el caso',
  hints: { identificadorCaso: 'El de quien llama. Léalo de vuelta.' },
  aboutSomeoneElse: true,
} as const satisfies FormContent

/** Closing a caso outside a call. */
export const CLOSE_CASO_TITLE = 'Cerrar el caso'
export const CLOSE_CASO_FORM = {
  sections: [{ title: '', fields: ['finDelCaso'] }],
  button: 'Cerrar el caso',
} as const satisfies FormContent
