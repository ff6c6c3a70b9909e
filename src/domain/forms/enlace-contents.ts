/** Pages of mailed links that ask for more than a press, since the link alone proves nothing (product.md “Proofs”). */
import type { Parts } from '../parts.ts'
import type { FormContent } from './form-content.ts'

interface EnlaceForm {
  title: string
  opening: readonly Parts[]
  content: FormContent
}

const CONFIRMAR_CONTENT = {
  sections: [
    {
      title: 'Muestre que la cuenta es suya',
      text: 'Escriba su CS o la respuesta a su pregunta secreta. Basta con una de las dos.',
      fields: ['claveParaConfirmar', 'respuestaParaConfirmar'],
    },
  ],
  button: 'Confirmar mi correo',
} as const satisfies FormContent

export const ENLACE_FORMS = {
  /** A confirming link, where nothing was proven. */
  confirmar: {
    title: 'Confirme su correo',
    opening: [
      [
        {
          text: 'Este correo está en una cuenta de Clave Sence. Para confirmarlo necesitamos saber que la cuenta también es suya.',
        },
      ],
      [
        {
          text: 'Si no recuerda ni la CS ni la respuesta, use antes RECUPERAR CS, en el menú. Si usted no pidió esto, cierre esta página: no cambiará nada.',
        },
      ],
    ],
    content: CONFIRMAR_CONTENT,
  },
  /** The same, of a legal representative's mailbox. */
  representante: {
    title: 'Confirme que representa a la organización',
    opening: [
      [
        {
          text: 'La cuenta de una organización en Clave Sence tiene este correo como el de su representante legal. Para confirmarlo necesitamos saber que usted puede usar esa cuenta.',
        },
      ],
      [
        {
          text: 'Si la CS la eligió otra persona de la organización, abra el enlace con ella. Si usted no representa a esa organización, cierre esta página: no cambiará nada.',
        },
      ],
    ],
    content: CONFIRMAR_CONTENT,
  },
  /** A link to recover at a mailbox that is not confirmed. */
  recuperar: {
    title: 'Cree una nueva CS',
    opening: [
      [
        {
          text: 'Este correo todavía no está confirmado, por eso el enlace no basta. Díganos de quién es la cuenta.',
        },
      ],
    ],
    content: {
      sections: [{ title: 'Datos de la cuenta', fields: ['rut', 'nie', 'fechaNacimiento'] }],
      button: 'Continuar',
    },
  },
  /** A link that two people granted. */
  activar: {
    title: 'Use su cuenta',
    opening: [
      [
        {
          text: 'Escriba el RUT o documento de la cuenta. En la página siguiente elegirá una CS, una pregunta y una respuesta nuevas: tendrá 10 minutos.',
        },
      ],
    ],
    content: {
      sections: [{ title: 'Datos de la cuenta', fields: ['rut', 'nie'] }],
      button: 'Continuar',
    },
  },
  /** An invitation of an OTEC to a facilitador whose mailbox is not confirmed. */
  aceptarOtec: {
    title: 'Responda a la OTEC',
    opening: [
      [
        {
          text: 'La OTEC que nombra el correo pide agregarle como su facilitador extranjero. ¿Trabaja con ella? Escriba el número de su documento y presione el botón.',
        },
      ],
      [
        {
          text: 'Si todavía no tiene Clave Sence (CS), la elegirá en la página siguiente: tendrá 10 minutos.',
        },
      ],
    ],
    content: {
      sections: [{ title: 'Su documento', fields: ['nie'] }],
      button: 'Sí, trabajo con esta OTEC',
    },
  },
  /** A link with which a person sends a document (product.md “Documents”). */
  documento: {
    title: 'Envíe un documento',
    opening: [
      [{ text: 'Se lo pide SENCE, que revisa la identidad de quienes tienen una cuenta de Clave Sence.' }],
      [
        {
          text: 'El enlace sirve para un solo documento. Si usted no lo esperaba, no envíe nada.',
        },
      ],
    ],
    content: {
      sections: [{ title: 'Su documento', fields: ['rut', 'nie', 'fechaNacimiento', 'documento'] }],
      labels: { documento: 'Archivo con el documento' },
      button: 'Enviar documento',
    },
  },
} as const satisfies Record<string, EnlaceForm>
