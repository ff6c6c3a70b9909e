/** Secrets, codes and the captcha. */

import { parseCasoNumber, parseRutOrNie } from '../account/caso.ts'
import { looksLikeProvisoria, parseClave } from '../secrets/clave.ts'
import { isKnownPregunta, isPregunta, PREGUNTAS } from '../secrets/respuesta-secreta.ts'
import { parseCodigo } from '../values/codigo.ts'
import { codePointLength, trimEdges } from '../values/text.ts'
import { checkbox, type FieldCatalogue, oneOf, optional, required } from './field.ts'

/** A clave is never trimmed: it may contain spaces. */
const UNTRIMMED = { control: 'secret', secret: true, trim: (text: string) => text } as const

/** The rules of {@link judgeClave}, told before they are broken (product.md “Fields”: clave). */
const CLAVE_RULES = [
  'De 8 a 10 caracteres. Distingue mayúsculas de minúsculas.',
  'Sin letras o números seguidos ni repetidos.',
  'Sin sus datos (RUT, nombre, correo, celular…) ni «sence».',
  'La misma en las dos casillas.',
  'Sin palabras conocidas, tampoco con números: lo revisamos al enviar.',
] as const

const clave = (label: string) =>
  required(
    {
      ...UNTRIMMED,
      label,
      rules: CLAVE_RULES,
      tooLongCode: 'clave_larga',
      autocomplete: 'new-password',
      width: 'medium',
    },
    parseClave,
  )

/** The clave repeated: only compared with the first, which carries the other refusals. */
const repeatedClave = (label: string) =>
  required(
    {
      ...UNTRIMMED,
      label,
      tooLongCode: 'clave_larga',
      autocomplete: 'new-password',
      width: 'medium',
    },
    (text) => ({ ok: true, value: text.normalize('NFC') }),
  )

/** A clave provisoria is trimmed, since it is pasted from a message; any other clave is kept as typed. */
function trimProvisoria(text: string): string {
  const trimmed = trimEdges(text)
  return looksLikeProvisoria(trimmed) ? trimmed : text
}

const claveActualLooks = (label: string, hint: string) =>
  ({
    label,
    hint,
    control: 'secret',
    secret: true,
    trim: trimProvisoria,
    tooLongCode: 'clave_larga',
    autocomplete: 'current-password',
    width: 'medium',
  }) as const

/** Only compared, so only the work is bounded (product.md “Fields”: “no length rule on the current one”). */
const parseClaveActual = (text: string) =>
  text.length <= 200
    ? ({ ok: true, value: text.normalize('NFC') } as const)
    : ({ ok: false, code: 'clave_larga' } as const)

const claveToCompare = (label: string, hint: string) =>
  required(claveActualLooks(label, hint), parseClaveActual)

const respuestaLooks = {
  label: 'Respuesta Secreta',
  hint: 'No importan las mayúsculas ni los acentos.',
  control: 'secret',
  secret: true,
  tooLongCode: 'respuesta_larga',
  autocomplete: 'off',
} as const

/** The rule of {@link judgeRespuesta}, told before it is broken. */
export const NEW_RESPUESTA_HINT =
  'Escriba nombre y apellido de esa persona. No importan las mayúsculas ni los acentos.'

const parseRespuesta = (text: string) =>
  codePointLength(text) <= 100
    ? ({ ok: true, value: text } as const)
    : ({ ok: false, code: 'respuesta_larga' } as const)

const preguntaLooks = {
  label: 'Pregunta Secreta',
  control: 'select',
  groups: [{ options: PREGUNTAS.map(({ id, text }) => ({ value: id, text })) }],
} as const

export const securityFields = {
  clave: clave('Clave CS'),
  repetirClave: repeatedClave('Repetir Clave CS'),
  /** An account may have a question that is no longer offered; {@link allowedRespuesta} refuses to choose it. */
  preguntaSecreta: required(preguntaLooks, oneOf(isKnownPregunta)),
  respuestaSecreta: required(respuestaLooks, parseRespuesta),
  preguntaNueva: optional(preguntaLooks, oneOf(isPregunta)),
  respuestaNueva: optional({ ...respuestaLooks, hint: NEW_RESPUESTA_HINT }, parseRespuesta),
  claveActual: claveToCompare('CS Actual', 'Distingue mayúsculas de minúsculas.'),
  claveParaConfirmar: optional(
    claveActualLooks('CS Actual', 'Distingue mayúsculas de minúsculas.'),
    parseClaveActual,
  ),
  respuestaParaConfirmar: optional(respuestaLooks, parseRespuesta),
  claveOtec: claveToCompare('CS OTEC', 'La Clave Sence de la OTEC. Distingue mayúsculas de minúsculas.'),
  claveNueva: clave('CS Nueva'),
  repetirClaveNueva: repeatedClave('Repetir CS Nueva'),
  recordarPerfil: checkbox('Recordar en este equipo cómo ingreso'),
  compartido: checkbox('Este computador lo usan otras personas'),
  cerrarOtras: checkbox('Cerrar mis sesiones en otros equipos'),
  codigo: required(
    {
      label: 'Código de 6 números',
      hint: 'Lo enviamos por correo. Vence en 15 minutos.',
      inputmode: 'numeric',
      autocomplete: 'one-time-code',
      width: 'short',
    },
    parseCodigo,
  ),
  numeroCaso: required(
    {
      label: 'Número de caso',
      hint: 'Las 8 letras y números que le dimos. Por ejemplo: ABCD2345',
      autocomplete: 'off',
      width: 'medium',
    },
    parseCasoNumber,
  ),
  identificadorCaso: required(
    {
      label: 'RUT o NIE',
      hint: 'El que escribió cuando pidió el caso. Por ejemplo: 12.345.678-5',
      autocomplete: 'username',
      width: 'medium',
    },
    parseRutOrNie,
  ),
  captcha: required(
    {
      label: 'Captcha',
      hint: 'Ingresar',
      control: 'captcha',
      secret: true,
      autocomplete: 'off',
      width: 'medium',
    },
    (text) => ({ ok: true, value: text.slice(0, 50) }),
  ),
} satisfies FieldCatalogue
