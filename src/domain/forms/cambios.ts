import type { Cuenta, CuentaData } from '../account/cuenta.ts'
import { type PendingData, representanteConfirmedAt } from '../account/pending.ts'
import type { Factor, Rank } from '../account/ranks.ts'
import { type FieldName, fields } from '../fields/fields.ts'
import { toEmailKey } from '../values/email.ts'

/** The parsed data of Actualizar Datos, in any profile. */
export type NewData = Partial<CuentaData> & {
  email: string
  preguntaNueva: string | null
  respuestaNueva: string | null
  /** The current clave, which an organisation may give to change {@link PROTECTED_FIELDS}. */
  claveParaConfirmar?: string | null
}

/** Fields saved immediately; the others follow rules of their own. */
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

/** Of those, the address: where a part of it lacks it is missing as a whole. */
export const DOMICILIO_FIELDS = DIRECT_FIELDS.slice(0, 6)

/** Of those, the ones that the form has. */
const directFieldsOf = (data: NewData) => DIRECT_FIELDS.filter((field) => data[field] !== undefined)

/**
 * Applies the changes that take effect immediately. An e-mail and a birth date are only set if the account
 * had none; a different e-mail, and any new mobile, waits for its confirmation.
 */
export function withNewData(cuenta: Cuenta, data: NewData, respuestaHash: string | null, now: Date): Cuenta {
  return {
    ...cuenta,
    emailRepresentanteConfirmedAt: representanteConfirmedAt(cuenta, data),
    ...Object.fromEntries(directFieldsOf(data).map((field) => [field, data[field]])),
    celular: data.celular === null ? null : cuenta.celular,
    celularConfirmedAt: data.celular === null ? null : cuenta.celularConfirmedAt,
    email: cuenta.email ?? data.email,
    emailConfirmedAt: cuenta.email === null ? null : cuenta.emailConfirmedAt,
    fechaNacimiento: cuenta.fechaNacimiento ?? data.fechaNacimiento ?? null,
    ...(data.preguntaNueva && { preguntaSecreta: data.preguntaNueva, respuestaHash }),
    updatedAt: now,
  }
}

/**
 * What of the representante of an organisation waits for 24 hours (product.md “Actualizar”): what changes with answer
 * and CS. With a code it changes at once; the CS alone only completes.
 * @param rank of what was proven, as `rankForRepresentante` has it.
 * @returns the new values; undefined when nothing waits.
 */
export function waitingRepresentante(cuenta: Cuenta, data: NewData, rank: Rank): PendingData | undefined {
  const waits = rank === 'respuesta' && cuenta.rutRepresentante !== null
  const changed = changedFields(cuenta, data)
  const fields = REPRESENTANTE_FIELDS.filter((field) => changed.includes(field))
  return waits && fields.length > 0
    ? Object.fromEntries(fields.map((field) => [field, data[field]]))
    : undefined
}

/** The data without those of the representante. */
export const withoutRepresentante = (data: NewData): NewData => ({
  ...data,
  ...Object.fromEntries(REPRESENTANTE_FIELDS.map((field) => [field, undefined])),
})

/** Whether the form replaces the registered e-mail. */
export const changesEmail = (cuenta: Cuenta, data: NewData): boolean =>
  cuenta.email !== null && toEmailKey(cuenta.email) !== toEmailKey(data.email)

/** The mobile that the form registers instead of the one that there is, or as the first one. */
export const newCelular = (cuenta: Cuenta, { celular }: NewData): string | undefined =>
  celular && celular !== cuenta.celular ? celular : undefined

/** Names, never values, of the changed fields, for the aviso and the audit. */
export function changedFields(cuenta: Cuenta, data: NewData): FieldName[] {
  const direct = directFieldsOf(data).filter((field) => cuenta[field] !== data[field])
  return [
    ...(cuenta.fechaNacimiento === null && data.fechaNacimiento ? (['fechaNacimiento'] as const) : []),
    ...direct,
    ...(cuenta.email === null || changesEmail(cuenta, data) ? (['email'] as const) : []),
    ...(data.preguntaNueva ? (['preguntaSecreta'] as const) : []),
  ]
}

/**
 * The factors whose provenance the data set at once (product.md “Proofs”); a different e-mail, and a new mobile, set
 * their own when they are confirmed. The representante's mobile gets no codes: changing it ends what rested on
 * it (`changedFactors` of an account), and lowers what the code to the mailbox proves in nothing.
 */
export function factorsSetBy(cuenta: Cuenta, data: NewData): Factor[] {
  const changed = changedFields(cuenta, data)
  const isChanged = (...names: FieldName[]) => names.some((name) => changed.includes(name))
  return [
    ...(isChanged('preguntaSecreta') ? (['respuesta'] as const) : []),
    ...(cuenta.email === null ? (['email'] as const) : []),
    ...(isChanged('celular') && !newCelular(cuenta, data) ? (['celular'] as const) : []),
    ...(isChanged('rutRepresentante', 'emailRepresentante') ? (['representante'] as const) : []),
  ]
}

/**
 * For 72 hours after a recovery, these change only with a code to the old mailbox (product.md “Actualizar”).
 */
export const HELD_FIELDS = [
  { change: 'email', field: 'email' },
  { change: 'celular', field: 'celular' },
  { change: 'preguntaSecreta', field: 'preguntaNueva' },
] as const satisfies { change: FieldName; field: FieldName }[]

export const REPRESENTANTE_FIELDS = [
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
] as const satisfies FieldName[]

/**
 * In an organisation, these take the current clave or a code, never only the answer (product.md
 * “Actualizar”).
 */
export const PROTECTED_FIELDS = ['email', ...REPRESENTANTE_FIELDS] as const

export const labelOf = (field: FieldName): string => fields[field].label
