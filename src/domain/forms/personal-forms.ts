/** What an administrador is asked about staff (product.md “Staff”). */
import type { FormContent } from './form-content.ts'

export const PERSONAL_FORMS = {
  agregar: {
    title: 'Agregar una persona',
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
          text: 'Sus sesiones abiertas terminan ahora, y no podrá ingresar. Para que vuelva, dos operadores tienen que reiniciar su acceso.',
        },
      ],
    ],
    content: { sections: [], button: 'Suspender' },
  },
} as const satisfies Record<string, { title: string; content: FormContent; opening: unknown }>
