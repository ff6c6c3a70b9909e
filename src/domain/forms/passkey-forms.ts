/** What is asked with passkeys of staff (product.md “Staff”), and what their pages say where a browser knows none. */
import type { Parts } from '../parts.ts'
import type { FormContent } from './form-content.ts'

interface PasskeyForm {
  title: string
  opening?: readonly Parts[]
  content: FormContent
}

export const PASSKEY_FORMS = {
  enter: {
    title: 'Ingrese con su llave de acceso',
    opening: [[{ text: 'Presione el botón y siga las instrucciones de su equipo.' }]],
    content: { sections: [], button: 'Usar mi llave' },
  },
  again: {
    title: 'Confirme que es usted',
    opening: [
      [{ text: 'Lo que va a hacer pide otra vez su llave de acceso. Sirve por 5 minutos y solo para esto.' }],
    ],
    content: { sections: [], button: 'Usar mi llave' },
  },
  register: {
    title: 'Registre una llave de acceso',
    opening: [
      [
        {
          text: 'Una llave de acceso es la huella, el rostro o el PIN de este equipo o de su teléfono, o una llave USB. En una página falsa no sirve.',
        },
      ],
    ],
    content: {
      sections: [{ title: '', fields: ['nombrePasskey'] }],
      button: 'Registrar la llave',
    },
  },
  rename: {
    title: 'Cambie el nombre de una llave de acceso',
    content: { sections: [{ title: '', fields: ['nombrePasskey'] }], button: 'Guardar el nombre' },
  },
  remove: { title: 'Quite una llave de acceso', content: { sections: [], button: 'Quitar esta llave' } },
} as const satisfies Record<string, PasskeyForm>

/** Above the form of who can do nothing else. */
export const REGISTER_FIRST: Parts = [
  {
    text: 'Su rol ingresa con una llave de acceso. Hasta que registre la primera, la consola no abre nada más.',
  },
]

/** What stands in place of the button's work where no script runs, or the browser knows no passkeys. */
export const WITHOUT_PASSKEYS = {
  totp: 'Este navegador no puede usar llaves de acceso, o tiene JavaScript desactivado. Ingrese con el código de su teléfono.',
  none: 'Este navegador no puede usar llaves de acceso, o tiene JavaScript desactivado. Actívelo, o abra esta página en otro navegador.',
} as const
