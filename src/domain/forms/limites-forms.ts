/** The form with which a supervisor raises the limits of a classroom (product.md “Limits”). */
import type { FormContent } from './form-content.ts'

export const RAISE_FORM = {
  sections: [{ title: '', fields: ['red', 'motivoLimites', 'veces'] }],
  button: 'Abrir límites',
  aboutSomeoneElse: true,
} as const satisfies FormContent
