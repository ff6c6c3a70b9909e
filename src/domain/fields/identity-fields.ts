/** Identity fields. */

import { ACCEPTED_FILES, MAX_BYTES } from '../documento/documento.ts'
import type { Parsed } from '../outcome/parsed.ts'
import { parseCantidadHijos } from '../values/cantidad.ts'
import { formatDate, parseFechaNacimiento } from '../values/fecha.ts'
import { looksLikeNie, parseNie } from '../values/nie.ts'
import { parseNombre } from '../values/nombre.ts'
import { ESTADOS_CIVILES, SEXOS, TIPOS_DOCUMENTO, TIPOS_ORGANISMO } from '../values/options.ts'
import { FREQUENT_PAISES, isPais, OTHER_PAISES, type Pais } from '../values/paises.ts'
import { MAX_RAZON_SOCIAL_LENGTH, parseRazonSocial } from '../values/razon-social.ts'
import { formatRut, formatWithoutHyphen, parseRut } from '../values/rut.ts'
import { checkbox, type FieldCatalogue, fileField, type Option, oneOf, optional, required } from './field.ts'

const rutField = (label: string, hint: string, autocomplete = 'username', parse = parseRut) =>
  required(
    { label, hint, width: 'medium', autocomplete, format: formatRut, toReview: formatWithoutHyphen },
    parse,
  )

/** Parses the person's own RUT; a foreign document number has its own refusal, `rut_es_nie`. */
function parseRutOrNie(text: string): Parsed<string> {
  const parsed = parseRut(text)
  const isNie = !parsed.ok && parsed.code === 'rut_formato' && looksLikeNie(text)
  return isNie ? { ok: false, code: 'rut_es_nie' } : parsed
}

const selectOf = (options: readonly Option[]) => ({
  control: 'select' as const,
  groups: [{ options }],
})

const oneOfOptions = (options: readonly Option[]) =>
  oneOf((chosen) => options.some(({ value }) => value === chosen))

const paisOptions = (paises: readonly Pais[]) =>
  paises.map(({ codigo, nombre }) => ({ value: codigo, text: nombre }))

export const identityFields = {
  rut: rutField('Rut', 'Con o sin puntos. Por ejemplo: 12.345.678-5', 'username', parseRutOrNie),
  nie: required(
    {
      label: 'NIE',
      hint: 'El número de su pasaporte o documento. Por ejemplo: AB123456',
      width: 'medium',
      autocomplete: 'username',
    },
    parseNie,
  ),
  tipoDocumento: required(
    { label: 'Tipo de Documento', ...selectOf(TIPOS_DOCUMENTO) },
    oneOfOptions(TIPOS_DOCUMENTO),
  ),
  documento: fileField('documento', {
    label: 'Documento de Identificación',
    hint: 'Tamaño máximo permitido: 1 MB. Formatos de archivo permitidos: .jpg, .png, .pdf',
    accept: ACCEPTED_FILES,
    bytes: MAX_BYTES,
    ifTooHeavy:
      'Si su foto pesa más, tómela de nuevo con menos calidad. O envíesela por WhatsApp y elija la que le llega.',
    note: [
      'Lo guardamos cifrado. Solo lo ve quien revisa su identidad en SENCE.',
      'Le avisaremos por correo si lo aceptamos o no. Lo borramos {diasDeDocumento} días después.',
    ],
  }),
  continuarDeTodosModos: {
    ...checkbox('Continuar de todos modos: es mi RUT personal'),
    onlyAfter: ['rut_de_empresa', 'nie_es_rut', 'nie_es_rut_de_empresa', 'nie_de_facilitador_es_rut'],
  },
  nombres: required({ label: 'Nombres', autocomplete: 'given-name', max: 100 }, parseNombre),
  apellidoPaterno: required(
    { label: 'Apellido Paterno', autocomplete: 'family-name', max: 100 },
    parseNombre,
  ),
  // HTML has no token for a second surname; `additional-name` would fill in the second given name.
  apellidoMaterno: optional({ label: 'Apellido Materno', max: 100 }, parseNombre),
  fechaNacimiento: required(
    {
      label: 'Fecha de Nacimiento',
      hint: 'Formato: 01-12-1992',
      autocomplete: 'bday',
      width: 'short',
      format: formatDate,
    },
    (text, { today }) => parseFechaNacimiento(text, today),
  ),
  sexo: required({ label: 'Sexo', autocomplete: 'sex', ...selectOf(SEXOS) }, oneOfOptions(SEXOS)),
  estadoCivil: required(
    { label: 'Estado Civil', ...selectOf(ESTADOS_CIVILES) },
    oneOfOptions(ESTADOS_CIVILES),
  ),
  cantidadHijos: required(
    {
      label: 'Cantidad de Hijos',
      hint: 'Si no tiene, escriba 0.',
      inputmode: 'numeric',
      width: 'short',
      max: 3,
    },
    parseCantidadHijos,
  ),
  paisOrigen: required(
    {
      label: 'País de Origen',
      control: 'select',
      groups: [
        { name: 'Más frecuentes', options: paisOptions(FREQUENT_PAISES) },
        { name: 'Otros países', options: paisOptions(OTHER_PAISES) },
      ],
    },
    oneOf(isPais),
  ),
  rutAlternativo: optional(
    {
      label: 'Si ya cuenta con un RUT (cédula de identidad nacional), favor ingresarlo.',
      hint: 'Con o sin puntos. Por ejemplo: 12.345.678-5',
      width: 'medium',
      autocomplete: 'off',
      format: formatRut,
    },
    parseRut,
  ),
  razonSocial: required(
    {
      label: 'Razón Social',
      hint: 'Si su organización está en el registro de SENCE, usaremos la razón social y el tipo de ese registro.',
      autocomplete: 'organization',
      max: MAX_RAZON_SOCIAL_LENGTH,
    },
    parseRazonSocial,
  ),
  tipoOrganismo: required({ label: 'Tipo', ...selectOf(TIPOS_ORGANISMO) }, oneOfOptions(TIPOS_ORGANISMO)),
  rutRepresentante: rutField(
    'Rut del Representante Legal',
    'Con o sin puntos. Por ejemplo: 12.345.678-5',
    'off',
  ),
  facilitador: required(
    { label: 'Facilitador', control: 'select', autocomplete: 'off' },
    oneOf((chosen) => /^[\da-f-]{36}$/.test(chosen)),
  ),
  rutOtec: rutField('Rut OTEC', 'Con o sin puntos. Por ejemplo: 76.543.210-3'),
} satisfies FieldCatalogue
