/** The forms with which documents are reviewed in the console (product.md “Documents”). */
import { TICK_OF } from '../documento/review.ts'
import type { FormContent } from './form-content.ts'

const { numero, nombre, nacimiento, pais, representante } = TICK_OF

export const REVIEW_FORM = {
  sections: [
    { title: '', fields: [numero, nombre, nacimiento, pais, representante] },
    { title: '', fields: ['decisionDocumento'] },
  ],
  button: 'Decidir y ver el siguiente',
  aboutSomeoneElse: true,
} as const satisfies FormContent

/** Taking a document, letting go of it: a button each. */
export const TAKE_FORM = { sections: [], button: 'Revisar' } as const satisfies FormContent
export const RELEASE_FORM = { sections: [], button: 'Dejarlo sin decidir' } as const satisfies FormContent
export const REOPEN_FORM = { sections: [], button: 'Reabrir la decisión' } as const satisfies FormContent
