/**
 * Accounts of the old system, as a file brings them (docs/importar-cuentas.md). What is read here is text that
 * another system wrote: identity must be right, everything else may be missing.
 */
import { buscadorDeColumnas } from './columnas.ts'
import type { DatosDeCuenta } from './cuenta.ts'
import type { Perfil } from './perfil.ts'
import type { CodigoRechazo } from './rechazos.ts'

/** What a file may bring. The rest is ignored, and said. */
export const COLUMNAS = [
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
] as const
export type Columna = (typeof COLUMNAS)[number]

export const COLUMNAS_OBLIGATORIAS = ['perfil', 'identificador'] as const satisfies readonly Columna[]

/** The column that a heading names. */
export const columnaDe = buscadorDeColumnas<Columna>(COLUMNAS, { rut: 'identificador', nie: 'identificador' })

/** Why a line is not imported. */
export const TEXTOS_LINEA = {
  linea_larga: 'La línea pasa de 64 KiB',
  linea_comillas: 'Las comillas no cierran o están en medio de un dato',
  linea_columnas: 'No tiene tantos datos como columnas el encabezado',
  linea_json: 'No es un objeto JSON con textos y números',
  perfil_desconocido: 'El perfil no es natural, juridica, migrante ni facilitador',
  existente: 'Ya hay una cuenta con ese perfil e identificador: no se toca',
} as const
export type CodigoLinea = keyof typeof TEXTOS_LINEA

/** Why something of an account stays out of it, besides what its field refuses. */
export const TEXTOS_NOTA = {
  clave_forma: 'La clave no viene en una forma conocida: la persona debe recuperarla',
  clave_costo: 'El costo de la clave está fuera de los límites: la persona debe recuperarla',
  clave_lenta: 'Comparar la clave toma más que una de hoy, hasta que la persona entre',
  respuesta_forma: 'La respuesta secreta no viene en una forma conocida',
  respuesta_costo: 'El costo de la respuesta secreta está fuera de los límites',
  pregunta_desconocida: 'La pregunta no es una de las doce',
  pregunta_sola: 'La pregunta viene sin respuesta, o la respuesta sin pregunta',
  de_otro_perfil: 'El perfil no tiene ese dato',
} as const
export type CodigoNota = keyof typeof TEXTOS_NOTA | CodigoRechazo

/** A text of a line and what is wrong with it; the text itself is told to nobody. */
export interface Nota {
  campo: Columna
  codigo: CodigoNota
}

/** A secret answer: its hash in the old system, or itself where that one kept it readable. */
export type RespuestaAntigua = { hash: string } | { enClaro: string }

export interface CuentaLeida {
  perfil: Perfil
  identificador: string
  datos: DatosDeCuenta
  claveHash: string | null
  pregunta: { id: string; respuesta: RespuestaAntigua } | null
  notas: Nota[]
}

/** What came of a line that was not simply imported, for the report. No value of the line is in it. */
export interface Hallazgo {
  linea: number
  resultado: 'rechazada' | 'existente' | 'nota'
  codigo: string
  campo?: string
}
