/**
 * The catalogue of fields (product.md “Fields”): each is one object that form, validation, summary, mail and
 * console read. The key is the `name` in the form.
 */

import { contactFields } from './contact-fields.ts'
import type { Field } from './field.ts'
import { identityFields } from './identity-fields.ts'
import { securityFields } from './security-fields.ts'

export const fields = { ...identityFields, ...contactFields, ...securityFields }

export type FieldName = keyof typeof fields
/** The value that a field reads to. */
export type ValueOf<N extends FieldName> = (typeof fields)[N] extends Field<infer T> ? T : never
