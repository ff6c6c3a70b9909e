/** The forms of a call (product.md “Calls”). */
import type { Perfil } from '../perfil.ts'
import type { FormContent } from './form-content.ts'

export const OPEN_TITLE = 'Abrir la cuenta'
export const OPEN_FORM = {
  sections: [{ title: '', fields: ['motivoLlamada', 'numeroLlamada'] }],
  button: 'Abrir la cuenta',
  aboutSomeoneElse: true,
} as const satisfies FormContent

export const TAKE_OVER_TITLE = 'Tomar la llamada'
export const TAKE_OVER_FORM = { ...OPEN_FORM, button: 'Tomar la llamada' } as const satisfies FormContent

/** In the order in which the person is asked; what the account lacks, and what is of another perfil, is left out. */
export const GUION_FORM = {
  sections: [
    {
      title: '',
      fields: [
        'nombreDicho',
        'fechaNacimiento',
        'rutRepresentante',
        'paisOrigen',
        'contactoDicho',
        'direccionDicha',
      ],
    },
  ],
  button: 'Comprobar',
  labels: { rutRepresentante: 'RUT del representante legal' },
  aboutSomeoneElse: true,
} as const satisfies FormContent

/** What an organisation is asked for under the same name. */
export const guionLabels = (perfil: Perfil) => (perfil === 'juridica' ? { nombreDicho: 'Razón social' } : {})

export const ASK_CODIGO_FORM = { sections: [], button: 'Enviar el código' } as const satisfies FormContent
export const END_FORM = { sections: [], button: 'Terminar la llamada' } as const satisfies FormContent

export const READ_BACK_TITLE = 'Código de la llamada'
export const READ_BACK_FORM = {
  sections: [{ title: '', fields: ['codigo'] }],
  button: 'Comprobar el código',
  labels: { codigo: 'Código que dice quien llama' },
  hints: { codigo: 'Seis números. Sirve 10 minutos.' },
  aboutSomeoneElse: true,
} as const satisfies FormContent
