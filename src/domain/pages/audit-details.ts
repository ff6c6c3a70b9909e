/** What the bitácora calls the details of an entry: their names, and the codes that are their values. */
import type { AskReason } from '../documento/asked.ts'
import type { DocumentoEstado, ScanResult } from '../documento/documento.ts'
import { KIND_NAMES } from '../documento/kinds.ts'
import { type FieldName, fields } from '../fields/fields.ts'
import { ACCION_NAMES, ACCIONES, type Accion } from '../staff/acciones.ts'
import { RAISE_REASON_WORDS } from '../staff/raised-limits.ts'
import { ROL_NAMES } from '../staff/rol-names.ts'
import { formatDate, formatMoment } from '../values/fecha.ts'
import {
  CASO_OUTCOME_WORDS,
  DOCUMENTO_VISTO_WORDS,
  FREEZE_REASON_WORDS,
  ORDEN_KIND_WORDS,
  ORDEN_REASON_WORDS,
} from './accion-words.ts'
import { PERFIL_WORDS, PROOF_WORDS } from './console-words.ts'
import { SCAN_WORDS } from './documento-words.ts'
import { EVENT_WORDS } from './event-words.ts'
import { CHANNEL_WORDS, LLAMADA_REASON_WORDS, SECRET_WORDS } from './llamada-words.ts'
import { NOTICE_WORDS } from './notice-words.ts'
import { OPERACION_NAME } from './page.ts'

/** Names, as the bitácora shows them. */
const NAMES = {
  a: 'Ahora',
  accion: 'Acción',
  acr: 'Nivel',
  analisis: 'Antivirus',
  archivo: 'Archivo',
  buenos: 'Líneas buenas',
  bytes: 'Bytes',
  cambiados: 'Cambiados',
  cambios: 'Cambio',
  campos: 'Datos',
  canal: 'Por',
  cerrados: 'Estaba cerrado',
  correo: 'Por correo',
  cuantas: 'Cuántas',
  cuantos: 'Cuántos',
  de: 'De',
  decision: 'Decisión',
  desde: 'Desde',
  detenidas: 'Detenidas',
  devueltos: 'Buzones que no reciben',
  documento: 'Documento',
  enPagina: 'En la página',
  evento: 'Suceso',
  filas: 'Filas',
  formato: 'Formato',
  funcionario: 'Funcionario',
  hasta: 'Hasta',
  hecho: 'Hizo',
  hechoEn: 'Hecho',
  hora: 'Hora',
  horas: 'Horas',
  identidad: 'Identidad',
  identidadVerificada: 'Identidad verificada',
  ilegibles: 'No se pudo leer',
  importacion: 'Importación',
  kid: 'Llave',
  lazo: 'Lazo',
  llamada: 'Llamada',
  malos: 'Líneas malas',
  motivo: 'Motivo',
  numero: 'Número',
  orden: 'Pedido',
  otras: 'Cerró sus otras sesiones',
  parte: 'Parte',
  pasada: 'Pasada',
  perfil: 'Perfil',
  por: 'Con',
  prueba: 'Mostró',
  quien: 'Quién',
  resultado: 'Terminó',
  rol: 'Rol',
  salen: 'Salen',
  sellos: 'Sellos',
  sistema: 'Sistema',
  sms: 'Por SMS',
  suceso: 'Qué',
  tipo: 'Tipo',
  tomada: 'Tomada a otra persona',
  tras: 'Después de',
  uso: 'Para',
  veces: 'Veces',
  ventana: 'Límite',
  version: 'Versión',
  vuelta: 'La devuelve',
} as const

const ASK_REASONS: Readonly<Record<AskReason, string>> = {
  ...{ identidad: 'comprobar de quién es', representante: 'comprobar quién representa' },
  ...{ llamada: 'quedó de enviarlo', ilegible: 'no se puede leer', incompleto: 'falta una parte' },
  ...{ vencido: 'está vencido', no_corresponde: 'no son los datos de la cuenta' },
  ...{ no_es_documento: 'no es el documento', infectado: 'tiene un virus' },
}

const DECISIONS: Readonly<Record<DocumentoEstado | 'conceder' | 'rechazar', string>> = {
  ...{ conceder: 'conceder', rechazar: 'rechazar', pendiente: 'pendiente' },
  ...{ verificado: 'aceptado', rechazado: 'rechazado', sin_efecto: 'sin efecto' },
}

const ACCION_WORDS = Object.fromEntries(
  ACCION_NAMES.map((accion) => [accion, ACCIONES[accion].label]),
) as Readonly<Record<Accion, string>>

/** The values that are codes, by name. */
const CODES = {
  a: PERFIL_WORDS,
  accion: ACCION_WORDS,
  analisis: SCAN_WORDS satisfies Readonly<Record<ScanResult, string>>,
  canal: { ...CHANNEL_WORDS, correo: 'correo', sms: 'SMS', registro: 'el canal del registro' },
  de: { ...PERFIL_WORDS, email: 'correo', pendiente: 'correo pendiente', representante: 'representante' },
  decision: DECISIONS,
  formato: { 'application/pdf': 'PDF', 'image/jpeg': 'JPG', 'image/png': 'PNG' },
  identidad: { declarada: 'declarada', coincide: 'coincide con el registro', verificada: 'verificada' },
  motivo: {
    ...ASK_REASONS,
    ...LLAMADA_REASON_WORDS,
    ...ORDEN_REASON_WORDS,
    ...FREEZE_REASON_WORDS,
    ...RAISE_REASON_WORDS,
    ...{ otra_cuenta: 'Era otra cuenta', mal_entendido: 'Un malentendido' },
    ...{
      suspendido: 'Suspendieron a quien pidió o concedió',
      rol: 'Cambió el rol de quien pidió o concedió',
    },
    documento_reabierto: 'Se reabrió la decisión sobre un documento',
  },
  orden: ORDEN_KIND_WORDS,
  perfil: PERFIL_WORDS,
  por: { codigo: 'un código del registro' },
  prueba: { ...PROOF_WORDS, '': 'nada' },
  resultado: CASO_OUTCOME_WORDS,
  rol: ROL_NAMES,
  tipo: {
    ...NOTICE_WORDS,
    ...KIND_NAMES,
    ...OPERACION_NAME,
    ...{ enlace: 'un enlace por correo', espera: 'un enlace después de la espera' },
    ...{ propio: 'un sistema de SENCE', tercero: 'un sistema de otra institución' },
    cuenta_desconocida: 'decir que no creó la cuenta',
  },
  tras: {
    otra_vez: 'mostrar su segundo factor',
    recuperacion: 'un código de recuperación',
    totp: 'el primer ingreso',
  },
  uso: { ingresar: 'ingresar', renovar: 'lo marcado con ●' },
  ventana: { hora: 'por hora', dia: 'por día', presupuesto: 'los SMS del día' },
  vuelta: { correo: 'un enlace a su correo', mesa: 'la mesa de ayuda' },
} as const
type Codes = typeof CODES

/** What an entry can say besides its result. A new name, or a new code of one, is a line above. */
export type AuditDetails = Readonly<{
  [Name in keyof typeof NAMES]?: Name extends keyof Codes ? keyof Codes[Name] : string | number | boolean
}>

/** Codes of details that are ids too, or several in one. */
const MORE_CODES: Readonly<Record<string, string>> = {
  ...{ ...EVENT_WORDS, ...DOCUMENTO_VISTO_WORDS, ...SECRET_WORDS },
  ...{ ...ACCION_WORDS, visor: 'visor', datos: 'datos', archivo: 'archivo', decision: 'decisión' },
  ...{ email: 'correo', celular: 'celular', representante: 'representante legal' },
  ...{ persona: 'las personas, por internet', operador: 'los operadores', sistema: 'el sistema' },
}

/** The details of an entry, as `Nombre: valor`; ids in short. @param people by the id of whom an entry is about. */
export const detailWords = (
  detail: Readonly<Record<string, string | number | boolean>> | null,
  people: ReadonlyMap<string, string> = new Map(),
): string =>
  Object.entries(detail ?? {})
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${nameOf(name)}: ${people.get(String(value)) ?? readValue(name, value)}`)
    .join(' · ')

const nameOf = (name: string): string =>
  (NAMES as Readonly<Record<string, string>>)[name] ?? name.replaceAll('_', ' ')

/** Several in one. */
const LISTS: readonly string[] = ['campos', 'cambios', 'cerrados', 'hecho']

function readValue(name: string, value: string | number | boolean): string {
  if (typeof value !== 'string') return value === true ? 'sí' : value === false ? 'no' : String(value)
  const codes: Readonly<Record<string, string>> =
    (CODES as Readonly<Record<string, Readonly<Record<string, string>>>>)[name] ?? MORE_CODES
  if (codes[value] !== undefined) return codes[value]
  if (LISTS.includes(name)) return value.split(/[ ,]/).map(oneOf).join(', ')
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return formatMoment(new Date(value))
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value)
  // An id, or the fingerprint of a file.
  return value.length >= 36 ? value.slice(0, 8) : oneOf(value)
}

const oneOf = (code: string): string =>
  MORE_CODES[code] ??
  (Object.hasOwn(fields, code) ? fields[code as FieldName].label : code.replaceAll('_', ' '))
