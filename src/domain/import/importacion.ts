/**
 * Import of accounts of the old system from a file (docs/importar-cuentas.md). Identity must be valid;
 * everything else may be missing.
 */

import type { CuentaData } from '../account/cuenta.ts'
import type { RefusalCode } from '../outcome/refusals.ts'
import type { Perfil } from '../perfil.ts'
import { createHeaderMatcher } from './header-matcher.ts'

/** Known columns. Others are ignored, and reported. */
export const COLUMNS = [
  'perfil',
  'identificador',
  'claveHash',
  'preguntaSecreta',
  'respuestaHash',
  'respuestaSecreta',
  'nombres',
  'apellidoPaterno',
  'apellidoMaterno',
  'fechaNacimiento',
  'tipoDocumento',
  'sexo',
  'estadoCivil',
  'cantidadHijos',
  'paisOrigen',
  'razonSocial',
  'tipoOrganismo',
  'direccion',
  'numero',
  'block',
  'departamento',
  'region',
  'comuna',
  'email',
  'telefonoParticular',
  'celular',
  'telefonoTrabajo',
  'rutRepresentante',
  'emailRepresentante',
  'celularRepresentante',
  'emailConfirmado',
  'emailRepresentanteConfirmado',
] as const
export type Column = (typeof COLUMNS)[number]

export const REQUIRED_COLUMNS = ['perfil', 'identificador'] as const satisfies readonly Column[]

/** The column for a header. */
export const columnFor = createHeaderMatcher<Column>(COLUMNS, { rut: 'identificador', nie: 'identificador' })

/** What happened to a line that was not simply imported. */
export const LINE_TEXTS = {
  linea_larga: 'La línea pasa de 64 KiB',
  linea_letras: 'No se sabe qué letras con acento trae',
  linea_comillas: 'Las comillas no cierran o están en medio de un dato',
  linea_columnas: 'Tiene un solo dato, o más que columnas el encabezado',
  linea_cortada: 'El archivo termina en medio de la línea',
  linea_json: 'No es un objeto JSON con textos y números',
  linea_repetida: 'Trae dos veces la misma columna, quizás con otro nombre',
  perfil_desconocido: 'El perfil no es natural, juridica, migrante ni facilitador',
  existente: 'Ya hay una cuenta con ese perfil e identificador: no se toca',
  completada: 'La cuenta ya estaba: se completó con lo que le faltaba',
} as const
export type LineCode = keyof typeof LINE_TEXTS

/** Why a value was left out or needs a check, besides refusals of its field. */
export const NOTE_TEXTS = {
  sin_valor: 'Decía NULL, N/A o algo así: se toma como vacío',
  quizas_sin_valor: 'Puede ser un nombre o la falta de uno: quedó como nombre, revíselo',
  columnas_menos: 'A la línea le faltan columnas al final: se toman como vacías',
  letras_danadas: 'Trae letras que se dañaron antes (Ã±): corrija el archivo',
  numero_cortado: 'Una planilla le quitó cifras (1,2E+07)',
  fecha_ambigua: 'No se sabe si el mes va primero o después del día',
  fecha_dos_cifras: 'El año tiene dos cifras, y debe tener cuatro',
  fecha_mes_primero: 'Se leyó con el mes primero: revise si las demás fechas también lo traen así',
  fecha_de_planilla: 'Se leyó como número de día de una planilla: revísela',
  clave_forma: 'La clave no viene en una forma conocida: la persona debe recuperarla',
  clave_costo: 'El costo de la clave está fuera de los límites: la persona debe recuperarla',
  clave_lenta: 'Comparar la clave toma más que una de hoy, hasta que la persona entre',
  respuesta_forma: 'La respuesta secreta no viene en una forma conocida',
  respuesta_costo: 'El costo de la respuesta secreta está fuera de los límites',
  pregunta_desconocida: 'La pregunta no es una de las doce',
  pregunta_sola: 'La pregunta viene sin respuesta, o la respuesta sin pregunta',
  de_otro_perfil: 'El perfil no tiene ese dato',
  confirmado_forma: 'No dice sí ni no: el correo queda sin confirmar',
} as const
export type NoteCode = keyof typeof NOTE_TEXTS | RefusalCode

/** A problem with a value of a line. Never contains the value. */
export interface Note {
  /** Absent if it concerns the whole line. */
  field?: Column
  code: NoteCode
}

/** A secret answer from the old system: hashed, or in plaintext if it was stored that way. */
export type LegacyRespuesta = { hash: string } | { plaintext: string }

export interface ParsedCuenta {
  perfil: Perfil
  identificador: string
  data: CuentaData
  /** Mailboxes of the old system count as confirmed unless the file says no (product.md “Proofs”). */
  confirmed: { email: boolean; emailRepresentante: boolean }
  claveHash: string | null
  pregunta: { id: string; respuesta: LegacyRespuesta } | null
  notes: Note[]
}

/** A report entry for a line that was not simply imported. Never contains values of the line. */
export interface Finding {
  line: number
  result: 'rechazada' | 'existente' | 'completada' | 'nota'
  code: string
  /** The column; for a completed account, the filled columns, comma-separated. */
  field?: string
}
