/** Dates of birth as databases and spreadsheets write them, brought to what the form reads. */
import { sinAcentos } from './texto.ts'

/** What a file tells that a person never types. */
type Duda = 'fecha_ambigua' | 'fecha_dos_cifras'
export type FechaDeArchivo =
  | { texto: string; nota?: 'fecha_mes_primero' | 'fecha_de_planilla' }
  /** It can be read in more than one way. */
  | { duda: Duda }

/** `ene`, `enero`, `jan`, `january`: three letters tell a month in Spanish or English. */
const MESES = [
  'ene jan',
  'feb',
  'mar',
  'abr apr',
  'may',
  'jun',
  'jul',
  'ago aug',
  'sep set',
  'oct',
  'nov',
  'dic dec',
]
const MES = '(?<mes>(?:ene|jan|feb|mar|abr|apr|may|jun|jul|ago|aug|sep|set|oct|nov|dic|dec)[a-z]*)\\.?'

const HORA =
  /^[\s,t-]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?<media>[ap]\.? ?m\.?)?\s*(?:z|utc|gmt|(?:gmt)?\s*[+-]\d{2}:?\d{2})?(?:\s*\(.*\))?$/

const FORMAS = [
  /^(?<anno>\d{4})[-/. ](?<mes>\d{1,2})[-/. ](?<dia>\d{1,2})(?!\d)/,
  /^(?<anno>(?:19|20)\d{2})(?<mes>0[1-9]|1[0-2])(?<dia>\d{2})(?!\d)/,
  /^(?<dia>\d{2})(?<mes>\d{2})(?<anno>(?:19|20)\d{2})(?!\d)/,
  new RegExp(`^(?<dia>\\d{1,2})(?:[-/. ]| de )*${MES}(?:[-/., ]| de | del )*(?<anno>\\d{4}|\\d{2})(?!\\d)`),
  new RegExp(`^${MES} +(?<dia>\\d{1,2})(?:,| )+(?<anno>\\d{4})(?!\\d)`),
  new RegExp(`^(?<anno>\\d{4})[-/. ]${MES}[-/. ](?<dia>\\d{1,2})(?!\\d)`),
]
const NUMERICA = /^(\d{1,2})( ?[-/. ] ?)(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})(?!\d)/
const DIA_DE_SEMANA = /^(?:lun|mar|mie|jue|vie|sab|dom|mon|tue|wed|thu|fri|sat|sun)[a-z]*[,. ]+(?=[\da-z])/

const LARGO = 80
/** Most of a file, which is not looked at any closer. */
const COMO_SE_PIDE = /^(?:0[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])-\d{4}$/

/**
 * Brings a date to `dd-mm-aaaa`, without its hour. What has a single reading is read; month first or a number of a
 * spreadsheet with a note, because other dates of that file may need a look.
 */
export function fechaDeArchivo(escrita: string): FechaDeArchivo {
  if (escrita.length > LARGO || COMO_SE_PIDE.test(escrita)) return { texto: escrita }
  const texto = sinAcentos(escrita.normalize('NFKC')).toLowerCase().replace(/\s+/g, ' ').trim()
  if (/^\d{5}$/.test(texto)) return dePlanilla(Number(texto))
  const sinDia = texto.replace(DIA_DE_SEMANA, '')
  for (const candidata of new Set([texto, sinDia])) {
    for (const forma of FORMAS) {
      const partes = forma.exec(candidata)
      if (!partes?.groups || !esResto(candidata.slice(partes[0].length))) continue
      const { dia = '', mes = '', anno = '' } = partes.groups
      return anno.length === 2
        ? { duda: 'fecha_dos_cifras' }
        : { texto: `${dia}-${numeroDeMes(mes)}-${anno}` }
    }
  }
  return numerica(sinDia) ?? { texto: escrita }
}

const esResto = (resto: string): boolean => resto === '' || HORA.test(resto)

const numeroDeMes = (mes: string): string =>
  /^\d+$/.test(mes) ? mes : String(MESES.findIndex((nombres) => nombres.includes(mes.slice(0, 3))) + 1)

/** Day and month in figures: in Chile the day comes first. */
function numerica(texto: string): FechaDeArchivo | undefined {
  const [entera = '', primero = '', signo = '', segundo = '', anno = ''] = NUMERICA.exec(texto) ?? []
  const resto = texto.slice(entera.length)
  if (entera === '' || !esResto(resto)) return undefined
  if (anno.length === 2) return { duda: 'fecha_dos_cifras' }
  const [a, b] = [Number(primero), Number(segundo)]
  if (a <= 12 && b > 12 && b <= 31)
    return { texto: `${segundo}-${primero}-${anno}`, nota: 'fecha_mes_primero' }
  // An hour with AM or PM beside slashes is what programs in English write, month first.
  const enIngles = signo.includes('/') && /[ap]m/.test(HORA.exec(resto)?.groups?.media ?? '')
  if (enIngles && a <= 12 && b <= 12 && a !== b) return { duda: 'fecha_ambigua' }
  return { texto: `${primero}-${segundo}-${anno}` }
}

/** Spreadsheets count days from 30 December 1899; five figures are from 1927 on. */
function dePlanilla(dias: number): FechaDeArchivo {
  const fecha = new Date(Date.UTC(1899, 11, 30 + dias)).toISOString().slice(0, 10)
  return { texto: fecha.split('-').reverse().join('-'), nota: 'fecha_de_planilla' }
}
