/** What is asked of whoever enters the console (product.md “Staff”). */
import type { Parts } from '../parts.ts'
import type { FormContent } from './form-content.ts'
import type { Rule } from './rules.ts'

interface IngresoForm {
  title: string
  opening?: readonly Parts[]
  content: FormContent
}

/** Both must be equal. Skipped while the first one is refused itself. */
const contrasenasMatch: Rule = ({ contrasena, repetirContrasena }) =>
  contrasena === undefined || contrasena === repetirContrasena
    ? []
    : [{ code: 'contrasenas_distintas', field: 'repetirContrasena' }]

const AUTHENTICATOR_HINT = 'El que muestra ahora la aplicación de su teléfono.'

export const INGRESO_FORMS = {
  ingresar: {
    title: 'Ingresar',
    content: {
      sections: [{ title: '', fields: ['email', 'contrasena'] }],
      labels: { email: 'Correo' },
      hints: { email: '' },
      autocomplete: { email: 'username' },
      button: 'Continuar',
    },
  },
  codigo: {
    title: 'Código de su teléfono',
    content: {
      sections: [{ title: '', fields: ['codigo'] }],
      hints: { codigo: AUTHENTICATOR_HINT },
      button: 'Ingresar',
    },
  },
  recuperacion: {
    title: 'Código de recuperación',
    opening: [
      [{ text: 'Escriba uno de los diez que guardó cuando activó su acceso. Cada uno sirve una vez.' }],
    ],
    content: { sections: [{ title: '', fields: ['codigoRecuperacion'] }], button: 'Ingresar' },
  },
  activar: {
    title: 'Elija su contraseña',
    content: {
      sections: [{ title: '', fields: ['contrasena', 'repetirContrasena'] }],
      hints: {
        contrasena: 'De 12 a 128 caracteres. Una frase larga que solo usted conoce es fácil de recordar.',
      },
      autocomplete: { contrasena: 'new-password', repetirContrasena: 'new-password' },
      rules: [contrasenasMatch],
      button: 'Continuar',
    },
  },
  telefono: {
    title: 'Enlace su teléfono',
    content: {
      sections: [{ title: '', fields: ['codigo'] }],
      hints: { codigo: AUTHENTICATOR_HINT },
      button: 'Continuar',
    },
  },
  contrasenaPropia: {
    title: 'Cambiar mi contraseña ●',
    opening: [[{ text: 'Sus otras sesiones terminan, y le avisamos por correo.' }]],
    content: {
      sections: [{ title: '', fields: ['contrasenaActual', 'contrasena', 'repetirContrasena'] }],
      labels: { contrasena: 'Contraseña nueva' },
      hints: {
        contrasena: 'De 12 a 128 caracteres. Una frase larga que solo usted conoce es fácil de recordar.',
      },
      autocomplete: { contrasena: 'new-password', repetirContrasena: 'new-password' },
      rules: [contrasenasMatch],
      button: 'Cambiar mi contraseña',
    },
  },
  codigosPropios: {
    title: 'Códigos de recuperación nuevos ●',
    opening: [
      [
        {
          text: 'Verá diez códigos nuevos, una sola vez. Los que tenía dejan de servir ahora. Le avisamos por correo.',
        },
      ],
    ],
    content: { sections: [], button: 'Mostrar los nuevos' },
  },
  otraVez: {
    title: 'Confirme que es usted',
    opening: [
      [
        {
          text: 'Lo que va a hacer pide otra vez el código de su teléfono. Sirve por 5 minutos y solo para esto.',
        },
      ],
    ],
    content: {
      sections: [{ title: '', fields: ['codigo'] }],
      hints: { codigo: AUTHENTICATOR_HINT },
      button: 'Continuar',
    },
  },
} as const satisfies Record<string, IngresoForm>
