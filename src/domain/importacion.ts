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
  linea_letras: 'No se sabe qué letras con acento trae',
  linea_comillas: 'Las comillas no cierran o están en medio de un dato',
  linea_columnas: 'Tiene un solo dato, o más que columnas el encabezado',
  linea_cortada: 'El archivo termina en medio de la línea',
  linea_json: 'No es un objeto JSON con textos y números',
  perfil_desconocido: 'El perfil no es natural, juridica, migrante ni facilitador',
  existente: 'Ya hay una cuenta con ese perfil e identificador: no se toca',
  completada: 'La cuenta ya estaba: se completó con lo que le faltaba',
} as const
export type CodigoLinea = keyof typeof TEXTOS_LINEA

/** Why something of an account stays out of it, besides what its field refuses, or needs somebody to look at it. */
export const TEXTOS_NOTA = {
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
} as const
export type CodigoNota = keyof typeof TEXTOS_NOTA | CodigoRechazo

/** A text of a line and what is wrong with it; the text itself is told to nobody. */
export interface Nota {
  /** Missing where the whole line is meant. */
  campo?: Columna
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
  resultado: 'rechazada' | 'existente' | 'completada' | 'nota'
  codigo: string
  /** Its column; of a completed account those that were filled, with commas. */
  campo?: string
}
