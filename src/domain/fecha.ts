import type { Lectura } from './lectura.ts'
import { cifrasLlanas, conGuiones, limpiar } from './texto.ts'

/** PRODUCT “Fields”: 15 or older today in Chile. */
const EDAD_MINIMA = 15
/** Nobody has lived much longer; an older date is a mistyped year. */
const EDAD_MAXIMA = 120

/** Day, month, year; year, month, day; or the eight figures of ddmmaaaa. */
const FECHAS = [
  /^(?<dia>\d{1,2}) ?[-/. ] ?(?<mes>\d{1,2}) ?[-/. ] ?(?<anno>\d{4})$/,
  /^(?<anno>\d{4}) ?[-/. ] ?(?<mes>\d{1,2}) ?[-/. ] ?(?<dia>\d{1,2})$/,
  /^(?<dia>\d\d)(?<mes>\d\d)(?<anno>\d{4})$/,
]
/** The same with a year that is not whole. */
const CON_ANNO_CORTO = /^(?:\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{1,3}|\d{6})$/

/**
 * Reads a date of birth (PRODUCT “Fields”): dd-mm-aaaa or aaaa-mm-dd with `-`, `/`, `.` or blanks between, or ddmmaaaa.
 * @param hoy today's date in Chile, `aaaa-mm-dd` (see {@link hoyEnChile}).
 * @returns `aaaa-mm-dd`, or `fecha_formato`, `fecha_anno` (not of four digits), `fecha_imposible`, `fecha_futura`,
 *   `fecha_menor_de_15` or `fecha_demasiado_antigua` (more than 120 years of age).
 */
export function leerFechaNacimiento(texto: string, hoy: string): Lectura<string> {
  const escrita = conGuiones(limpiar(cifrasLlanas(texto))).replace(/ ?[.,]$/, '')
  if (CON_ANNO_CORTO.test(escrita)) return { ok: false, codigo: 'fecha_anno' }
  const { dia, mes, anno } = FECHAS.map((forma) => forma.exec(escrita)?.groups).find(Boolean) ?? {}
  if (dia === undefined || mes === undefined || anno === undefined)
    return { ok: false, codigo: 'fecha_formato' }
  if (Number(dia) < 1 || Number(dia) > diasDelMes(Number(mes), Number(anno))) {
    return { ok: false, codigo: 'fecha_imposible' }
  }
  const fecha = `${anno}-${mes.padStart(2, '0')}-${dia.padStart(2, '0')}`
  if (fecha > hoy) return { ok: false, codigo: 'fecha_futura' }
  const edad = edadEn(fecha, hoy)
  if (edad < EDAD_MINIMA) return { ok: false, codigo: 'fecha_menor_de_15' }
  if (edad > EDAD_MAXIMA) return { ok: false, codigo: 'fecha_demasiado_antigua' }
  return { ok: true, valor: fecha }
}

/** Days of a month of a year; 0 when there is no such month. */
function diasDelMes(mes: number, anno: number): number {
  const bisiesto = (anno % 4 === 0 && anno % 100 !== 0) || anno % 400 === 0
  return [31, bisiesto ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][mes - 1] ?? 0
}

/** Years completed. Who was born on 29 February completes one on 1 March of common years. */
function edadEn(nacimiento: string, hoy: string): number {
  const annos = Number(hoy.slice(0, 4)) - Number(nacimiento.slice(0, 4))
  return hoy.slice(5) < nacimiento.slice(5) ? annos - 1 : annos
}

const RELOJ_DE_CHILE = new Intl.DateTimeFormat('es-CL-u-ca-gregory-nu-latn', {
  timeZone: 'America/Santiago',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function partesEnChile(momento: Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const partes = { year: '', month: '', day: '', hour: '', minute: '' }
  return Object.assign(
    partes,
    Object.fromEntries(RELOJ_DE_CHILE.formatToParts(momento).map((p) => [p.type, p.value])),
  )
}

/** The calendar date in Chile (America/Santiago) at a moment, `aaaa-mm-dd`. */
export function hoyEnChile(ahora: Date): string {
  const { year, month, day } = partesEnChile(ahora)
  return `${year}-${month}-${day}`
}

/** From `1992-12-01` to `01-12-1992`, as people read it. */
export function mostrarFecha(fecha: string): string {
  return fecha.split('-').reverse().join('-')
}

/** A moment in Chile's time, `dd-mm-aaaa HH:MM`. */
export function mostrarMomento(momento: Date): string {
  return `${mostrarFecha(hoyEnChile(momento))} ${mostrarHora(momento)}`
}

/** The hour of a moment in Chile, `HH:MM`, 00:00 to 23:59. */
export function mostrarHora(momento: Date): string {
  const { hour, minute } = partesEnChile(momento)
  return `${hour}:${minute}`
}
