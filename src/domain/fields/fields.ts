/**
 * The catalogue of fields (product.md “Fields”), shared by forms, validation, summaries, mails and the
 * console. The key is the input's `name`.
 */

import { accionFields } from './accion-fields.ts'
import { callFields } from './call-fields.ts'
import { contactFields } from './contact-fields.ts'
import type { Field } from './field.ts'
import { identityFields } from './identity-fields.ts'
import { searchFields } from './search-fields.ts'
import { securityFields } from './security-fields.ts'
import { sistemaFields } from './sistema-fields.ts'
import { staffFields } from './staff-fields.ts'
import { supervisionFields } from './supervision-fields.ts'

export const fields = {
  ...callFields,
  ...identityFields,
  ...contactFields,
  ...securityFields,
  ...searchFields,
  ...staffFields,
  ...accionFields,
  ...supervisionFields,
  ...sistemaFields,
}

export type FieldName = keyof typeof fields
/** The parsed value of a field. */
export type ValueOf<N extends FieldName> = (typeof fields)[N] extends Field<infer T> ? T : never
