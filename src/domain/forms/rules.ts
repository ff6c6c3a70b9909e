/** Rules across the fields of a step. Pure: they get the values that the fields read to. */

import type { ReceivedFile } from '../documento/documento.ts'
import type { Refusal } from '../outcome/result.ts'
import { judgeClave } from '../secrets/clave.ts'
import { judgeRespuesta } from '../secrets/respuesta-secreta.ts'
import { isEmpresaRut, parseRut } from '../values/rut.ts'
import { isComunaInRegion, regionName } from '../values/territorio.ts'

/** The values of a step by field name; a field that is not in the step is absent. */
export type Values = Readonly<Record<string, string | boolean | ReceivedFile | null | undefined>>
export type Rule = (values: Values) => Refusal[]

const text = (value: Values[string]): string => (typeof value === 'string' ? value : '')

/** Comuna and región must belong together. */
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

/** A mobile or the box, not both and not neither. */
export const celularOrSinCelular: Rule = ({ celular, sinCelular }) => {
  if (celular && sinCelular) return [{ code: 'celular_y_sin_celular', field: 'celular' }]
  return celular || sinCelular ? [] : [{ code: 'celular_o_sin_celular', field: 'celular' }]
}

/** Both keys the same, code point by code point; nothing to say while the first one is refused itself. */
export const mustMatch =
  (first: string, second: string): Rule =>
  (values) =>
    values[first] === undefined || values[first] === values[second]
      ? []
      : [{ code: 'claves_distintas', field: second }]

/** The key policy, with what the same form tells of the person. */
export const allowedClave: Rule = (values) => {
  const code = judgeClave(text(values.clave), {
    identificador: text(values.rut ?? values.nie),
    nombres: [values.nombres, values.apellidoPaterno, values.apellidoMaterno].map(text),
    razonSocial: text(values.razonSocial),
    email: text(values.email),
  })
  return code ? [{ code, field: 'clave' }] : []
}

/** The policy for secret answers. */
export const allowedRespuesta =
  (pregunta: string, respuesta: string): Rule =>
  (values) => {
    const [id, given] = [text(values[pregunta]), text(values[respuesta])]
    if (!id && !given) return []
    if (!id) return [{ code: 'respuesta_sin_pregunta', field: pregunta }]
    if (!given) return [{ code: 'pregunta_sin_respuesta', field: respuesta }]
    const code = judgeRespuesta(given, id, text(values.clave))
    return code ? [{ code, field: respuesta }] : []
  }

/** 50.000.000 and above: comes back once, with a box to go on (product.md “Fields”, rut). */
export const rutOfPersona: Rule = ({ rut, continuarDeTodosModos }) =>
  isEmpresaRut(text(rut)) && !continuarDeTodosModos ? [{ code: 'rut_de_empresa', field: 'rut' }] : []

/** A valid RUT may also be the number of a foreign document: comes back once, with the box (product.md “Fields”, nie). */
export const nieIsNotRut: Rule = ({ nie, continuarDeTodosModos }) => {
  const parsed = parseRut(text(nie))
  if (!parsed.ok || continuarDeTodosModos) return []
  return [{ code: isEmpresaRut(parsed.value) ? 'nie_es_rut_de_empresa' : 'nie_es_rut', field: 'nie' }]
}

/** The same where an OTEC types somebody else's document: there is no form to carry it to. */
export const nieOfFacilitador: Rule = (values) =>
  nieIsNotRut(values).map((refusal) => ({ ...refusal, code: 'nie_de_facilitador_es_rut' }))

/** Who becomes a natural person gives the RUT of an identity card. */
export const rutAlternativoOfPersona: Rule = ({ rutAlternativo }) =>
  isEmpresaRut(text(rutAlternativo)) ? [{ code: 'rut_alternativo_de_empresa', field: 'rutAlternativo' }] : []
