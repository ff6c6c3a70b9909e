import type { Presentation } from '../../../domain/fields/field.ts'
import { fields } from '../../../domain/fields/fields.ts'
import { type FormContent, fieldsOf } from '../../../domain/forms/form-content.ts'
import type { Refusal } from '../../../domain/outcome/result.ts'
import { type Typed, textOf } from '../../forms/form-body.ts'

/** Valid values to be reviewed once before registering (product.md “Fields”, rut without hyphen). */
export const findValuesToReview = (content: FormContent, typed: Typed): Refusal[] =>
  fieldsOf(content).flatMap((field): Refusal[] => {
    const { toReview }: Presentation = fields[field]
    const rut = toReview?.(textOf(typed, field))
    return rut ? [{ code: 'rut_sin_guion', field, data: { rut } }] : []
  })
