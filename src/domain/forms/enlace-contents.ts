/** Pages of mailed links that ask for more than a press, since the link alone proves nothing (product.md “Proofs”). */
import type { Parts } from '../parts.ts'
import type { FormContent } from './form-content.ts'

interface EnlaceForm {
  title: string
  opening: readonly Parts[]
  content: FormContent
}

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
    content: {
      sections: [
        {
          title: 'Muestre que la cuenta es suya',
          text: 'Escriba su CS o la respuesta a su pregunta secreta. Basta con una de las dos.',
          fields: ['claveParaConfirmar', 'respuestaParaConfirmar'],
        },
      ],
      button: 'Confirmar mi correo',
    },
  },
} as const satisfies Record<string, EnlaceForm>
