/** The one box with which staff find an account (product.md “Finding”). */
import type { FormContent } from './form-content.ts'

export const SEARCH_TITLE = 'Buscar'

export const SEARCH_FORM = {
  sections: [{ title: '', fields: ['q'] }],
  button: 'Buscar',
  aboutSomeoneElse: true,
} as const satisfies FormContent
