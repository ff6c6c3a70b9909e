/** The form in which a second person decides an orden (product.md “Two people”). */
import type { FormContent } from './form-content.ts'

export const DECIDE_FORM = {
  sections: [{ title: '', fields: ['decision'] }],
  button: 'Decidir',
  aboutSomeoneElse: true,
} as const satisfies FormContent
