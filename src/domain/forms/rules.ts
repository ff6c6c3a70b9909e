/** Rules across the fields of a paso: pure functions of their parsed values. */

import type { ReceivedFile } from '../documento/documento.ts'
import type { Refusal } from '../outcome/result.ts'
import { judgeClave } from '../secrets/clave.ts'
import type { EstimateGuesses } from '../secrets/guesses.ts'
import type { ClaveOwnerData } from '../secrets/own-data.ts'
import { isPregunta, judgeRespuesta } from '../secrets/respuesta-secreta.ts'
import { isEmpresaRut, parseRut } from '../values/rut.ts'
import { isComunaInRegion, regionName } from '../values/territorio.ts'

/** Parsed or known values by field name; absent if the paso does not have the field. */
export type Values = Readonly<Record<string, string | boolean | ReceivedFile | null | undefined>>
export type Rule = (values: Values) => Refusal[]

/** A rule that asks more than the values. */
export type ClaveRule = (values: Values, context: ClaveContext) => Promise<Refusal[]>

export interface ClaveContext {
  /** Loaded by the first form that asks for a new clave. */
  estimator: { load(): Promise<EstimateGuesses> }
}

const text = (value: Values[string]): string => (typeof value === 'string' ? value : '')

export const comunaInItsRegion: Rule = ({ comuna, region }) =>
  !comuna || !region || isComunaInRegion(text(comuna), text(region))
    ? []
    : [
        {
          code: 'comuna_de_otra_region',
          field: 'comuna',
          data: { region: regionName(text(region)) ?? '' },
        },
      ]

/** Exactly one of the mobile and the checkbox. */
export const celularOrSinCelular: Rule = ({ celular, sinCelular }) => {
  if (celular && sinCelular) return [{ code: 'celular_y_sin_celular', field: 'celular' }]
  return celular || sinCelular ? [] : [{ code: 'celular_o_sin_celular', field: 'celular' }]
}

/** A new mailbox, a new mobile, or both. */
export const someContact: Rule = ({ correoNuevo, celular }) =>
  correoNuevo || celular ? [] : [{ code: 'contacto_nuevo', field: 'correoNuevo' }]

/** Both claves must be equal, code point by code point. Skipped while the first one is refused itself. */
export const mustMatch =
  (first: string, second: string): Rule =>
  (values) =>
    values[first] === undefined || values[first] === values[second]
      ? []
      : [{ code: 'claves_distintas', field: second }]

/** The clave policy, with the personal data in the same form. */
export const allowedClave =
  (field: 'clave' | 'claveNueva'): ClaveRule =>
  async (values, { estimator }) => {
    const clave = text(values[field])
    if (!clave) return []
    const code = judgeClave(clave, claveOwner(values), await estimator.load())
    return code ? [{ code, field }] : []
  }

const claveOwner = (values: Values): ClaveOwnerData => ({
  identificador: text(values.rut ?? values.nie),
  nombres: [values.nombres, values.apellidoPaterno, values.apellidoMaterno].map(text),
  razonSocial: text(values.razonSocial),
  email: text(values.email),
  fechaNacimiento: text(values.fechaNacimiento),
  celular: text(values.celular),
  rutRepresentante: text(values.rutRepresentante),
  emailRepresentante: text(values.emailRepresentante),
  celularRepresentante: text(values.celularRepresentante),
})

/**
 * The policy for new secret answers, with the personal data in the same form or known of the account; question
 * and answer go together or are both empty.
 */
export const allowedRespuesta =
  (pregunta: string, respuesta: string): Rule =>
  (values) => {
    const [id, given] = [text(values[pregunta]), text(values[respuesta])]
    if (!id && !given) return []
    if (!id) return [{ code: 'respuesta_sin_pregunta', field: pregunta }]
    if (!isPregunta(id)) return [{ code: 'opcion_invalida', field: pregunta }]
    if (!given) return [{ code: 'pregunta_sin_respuesta', field: respuesta }]
    const code = judgeRespuesta(given, id, respuestaOwner(values))
    return code ? [{ code, field: respuesta }] : []
  }

const respuestaOwner = (values: Values) => ({
  claves: [values.clave, values.claveNueva, values.claveParaConfirmar].map(text).filter(Boolean),
  nombres: [values.nombres, values.apellidoPaterno, values.apellidoMaterno, values.razonSocial].map(text),
  emails: [values.email, values.emailRegistrado, values.emailRepresentante].map(text).filter(Boolean),
  comuna: text(values.comuna),
})

/**
 * A RUT of 50,000,000 or above is refused unless the checkbox to continue is checked (product.md “Fields”,
 * rut).
 */
export const rutIsOfPersona: Rule = ({ rut, continuarDeTodosModos }) =>
  isEmpresaRut(text(rut)) && !continuarDeTodosModos ? [{ code: 'rut_de_empresa', field: 'rut' }] : []

/**
 * A NIE that is a valid RUT is refused unless the checkbox to continue is checked, since it may also be a
 * foreign document number (product.md “Fields”, nie).
 */
export const nieIsNotRut: Rule = ({ nie, continuarDeTodosModos }) => {
  const parsed = parseRut(text(nie))
  if (!parsed.ok || continuarDeTodosModos) return []
  return [{ code: isEmpresaRut(parsed.value) ? 'nie_es_rut_de_empresa' : 'nie_es_rut', field: 'nie' }]
}

/** The same for the document of a facilitator typed by an OTEC, with no other form to offer. */
export const nieOfFacilitador: Rule = (values) =>
  nieIsNotRut(values).map((refusal) => ({ ...refusal, code: 'nie_de_facilitador_es_rut' }))

/** A migrante changing to perfil natural must give a person's RUT. */
export const rutAlternativoOfPersona: Rule = ({ rutAlternativo }) =>
  isEmpresaRut(text(rutAlternativo)) ? [{ code: 'rut_alternativo_de_empresa', field: 'rutAlternativo' }] : []
