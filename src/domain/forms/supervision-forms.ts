/** Forms of supervisors. */
import type { FormContent } from './form-content.ts'

/** Raises the limits of a classroom (product.md “Limits”). */
export const RAISE_FORM = {
  sections: [{ title: '', fields: ['red', 'motivoRed', 'veces'] }],
  button: 'Abrir límites',
  aboutSomeoneElse: true,
} as const satisfies FormContent

/** Filters the bitácora by an account, which no address names. */
export const AUDIT_CUENTA_FORM = {
  sections: [{ title: '', fields: ['cuentaBuscada'] }],
  button: 'Ver lo de esta cuenta',
  aboutSomeoneElse: true,
} as const satisfies FormContent
