/** The form with which a person follows a caso (product.md “Cases”). */

import { TOLL_FREE } from '../pages/page.ts'
import type { Parts } from '../parts.ts'
import type { FormContent } from './form-content.ts'
import { CAPTCHA_SECTION } from './shared-tramites.ts'

export const CASO_FORM = {
  sections: [{ title: 'Su caso', fields: ['numeroCaso', 'identificadorCaso'] }, CAPTCHA_SECTION],
  button: 'Ver mi caso',
} as const satisfies FormContent

export const CASO_TITLE = 'Seguir un caso'

export const CASO_OPENING: readonly Parts[] = [
  [{ text: 'Si le dimos un número de caso, aquí puede ver en qué está.' }],
  [{ text: '¿Perdió el número? Llame ' }, ...TOLL_FREE],
]
