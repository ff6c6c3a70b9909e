import type { Cuenta, CuentaData } from '../account/cuenta.ts'
import { type FieldName, fields } from '../fields/fields.ts'
import { toEmailKey } from '../values/email.ts'

/** What the form Actualizar Datos of any profile reads to. */
export type NewData = Partial<CuentaData> & {
  email: string
  preguntaNueva: string | null
  respuestaNueva: string | null
  /** The current CS, which an organisation may give to change what its answer alone does not. */
  claveParaConfirmar?: string | null
}

/** What is written at once; the rest of the form has rules of its own. */
export const DIRECT_FIELDS = [
  'direccion',
  'numero',
  'block',
  'departamento',
  'region',
  'comuna',
  'telefonoParticular',
  'celular',
  'telefonoTrabajo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const

/** What is written at once, of what a form asks for. */
const directFieldsOf = (data: NewData) => DIRECT_FIELDS.filter((field) => data[field] !== undefined)

/**
 * The account with what may be written at once. An e-mail is only taken where there was none: another one waits
 * for its confirmation. A birth date is only taken where it was missing.
 */
export function withNewData(cuenta: Cuenta, data: NewData, respuestaHash: string | null, now: Date): Cuenta {
  return {
    ...cuenta,
    ...Object.fromEntries(directFieldsOf(data).map((field) => [field, data[field]])),
    email: cuenta.email ?? data.email,
    fechaNacimiento: cuenta.fechaNacimiento ?? data.fechaNacimiento ?? null,
    ...(data.preguntaNueva && { preguntaSecreta: data.preguntaNueva, respuestaHash }),
    updatedAt: now,
  }
}

/** Whether another e-mail was given in place of the registered one. */
export const changesEmail = (cuenta: Cuenta, data: NewData): boolean =>
  cuenta.email !== null && toEmailKey(cuenta.email) !== toEmailKey(data.email)

/** Names of the fields that differ, for the notice and the audit; never their values. */
export function changedFields(cuenta: Cuenta, data: NewData): FieldName[] {
  const direct = directFieldsOf(data).filter((field) => cuenta[field] !== data[field])
  return [
    ...(cuenta.fechaNacimiento === null && data.fechaNacimiento ? (['fechaNacimiento'] as const) : []),
    ...direct,
    ...(cuenta.email === null || changesEmail(cuenta, data) ? (['email'] as const) : []),
    ...(data.preguntaNueva ? (['preguntaSecreta'] as const) : []),
  ]
}

/** What only the code to the old mailbox may change for 72 hours after a recovery (product.md “Actualizar”). */
export const HELD_FIELDS = [
  { change: 'email', field: 'email' },
  { change: 'celular', field: 'celular' },
  { change: 'preguntaSecreta', field: 'preguntaNueva' },
] as const satisfies { change: FieldName; field: FieldName }[]

/** Who speaks for an organisation. */
export const REPRESENTANTE_FIELDS = [
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const satisfies FieldName[]

/** What the answer alone never changes in an organisation: it takes the current CS or a code (product.md “Actualizar”). */
export const PROTECTED_FIELDS = ['email', ...REPRESENTANTE_FIELDS] as const

/** The label of a field as people know it. */
export const labelOf = (field: FieldName): string => fields[field].label
