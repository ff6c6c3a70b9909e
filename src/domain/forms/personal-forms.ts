/** What an administrador is asked about staff (product.md “Staff”). */
import type { FormContent } from './form-content.ts'

export const PERSONAL_FORMS = {
  agregar: {
    title: 'Agregar una persona ●',
    opening: [
      [
        {
          text: 'Le enviaremos a su correo un enlace para que elija su contraseña. Sirve una vez, por 72 horas.',
        },
      ],
    ],
    content: {
      sections: [{ title: '', fields: ['nombreFuncionario', 'email', 'rol', 'rutFuncionario'] }],
      labels: { email: 'Correo' },
      hints: { email: 'El de su trabajo. Con él ingresará.' },
      aboutSomeoneElse: true,
      button: 'Agregar y enviar el enlace',
    },
  },
  rol: {
    title: 'Cambiar el rol ●',
    opening: [[{ text: 'Sus sesiones abiertas terminan ahora. Al ingresar otra vez tendrá el rol nuevo.' }]],
    content: {
      sections: [{ title: '', fields: ['rol'] }],
      aboutSomeoneElse: true,
      button: 'Cambiar el rol',
    },
  },
  suspender: {
    title: 'Suspender a esta persona ●',
    opening: [
      [
        {
          text: 'Sus sesiones abiertas terminan ahora, y no podrá ingresar. Para que vuelva, dos personas que administran el personal tienen que reiniciar su ingreso.',
        },
      ],
    ],
    content: { sections: [], button: 'Suspender' },
  },
  pedirReinicio: {
    title: 'Pedir que se reinicie su ingreso ●',
    opening: [
      [
        {
          text: 'Para quien perdió su contraseña, su teléfono o sus llaves, o estaba suspendido. Hable antes con esa persona, en persona o al teléfono que usted ya conoce.',
        },
      ],
      [
        {
          text: 'Todavía no cambia nada: otra persona que administra el personal lo hace dentro de 24 horas. Le avisamos por correo que se pidió.',
        },
      ],
    ],
    content: { sections: [], button: 'Pedir el reinicio' },
  },
  reiniciar: {
    title: 'Reiniciar su ingreso ●',
    opening: [
      [
        {
          text: 'Sus sesiones terminan ahora, y su contraseña, su aplicación de códigos, sus llaves y sus códigos de recuperación dejan de servir. A su correo le llega un enlace para elegirlos otra vez, bueno por 72 horas.',
        },
      ],
      [{ text: 'Hable usted también con esa persona: quien pide puede estar equivocado.' }],
    ],
    content: { sections: [], button: 'Reiniciar ahora' },
  },
} as const satisfies Record<string, { title: string; content: FormContent; opening: unknown }>
