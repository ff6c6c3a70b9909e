/** What programs leave in the place of a value, or make of it on the way into a file. */

/** What databases, spreadsheets and programs write where there is nothing. */
const NADA = new Set(
  [
    [
      'NULL',
      'null',
      '(NULL)',
      '(null)',
      '<NULL>',
      '<null>',
      '[NULL]',
      '[null]',
      '\\N',
      '(none)',
      '(vacío)',
      '(vacio)',
    ],
    [
      '#N/D',
      '#N/A',
      '#¡REF!',
      '#REF!',
      '#¡VALOR!',
      '#VALUE!',
      '#NULL!',
      '#¡NULO!',
      '#¿NOMBRE?',
      '#NAME?',
      '#¡DIV/0!',
      '#DIV/0!',
    ],
    ['N/A', 'n/a', 'N/D', 'n/d', 'S/I', 's/i', 'S/D', 's/d', 'NaN', 'nan', 'NaT', 'None', 'undefined', 'nil'],
    ['-', '--', '---', '.', '0000-00-00', '0000-00-00 00:00:00'],
  ].flat(),
)
/** A name may be one of these in other letters: who bears it keeps it, and somebody looks. */
const NOMBRES_QUE_PARECEN_NADA = /^(?:null|nan|none|nil)$/i
/** And these as they stand, although programs write them so too. */
const PUEDEN_SER_NOMBRE = new Set(['None'])

const LARGO_DE_NADA = 20

/** What a text stands for: nothing at all, perhaps nothing, or itself. */
export function queDice(texto: string, esNombre: boolean): 'nada' | 'quizas_nada' | 'algo' {
  if (texto.length > LARGO_DE_NADA) return 'algo'
  const dicho = texto.trim()
  if (NADA.has(dicho) && !(esNombre && PUEDEN_SER_NOMBRE.has(dicho))) return 'nada'
  return esNombre && NOMBRES_QUE_PARECEN_NADA.test(dicho) ? 'quizas_nada' : 'algo'
}

/** A number as spreadsheets shorten it: `1,23457E+07`. */
const CIENTIFICA = /^(\d)(?:[.,](\d+))?E(\+?)(\d{1,2})$/i

/**
 * Takes off what spreadsheets put around a value: `'0123`, `="0123"`, `13101.0`, `9.87654321E8`.
 * @returns the value, or nothing when the spreadsheet dropped part of its digits.
 */
export function sinPlanilla(texto: string): string | undefined {
  const valor = texto
    .trim()
    .replace(/^="(.*)"$/s, '$1')
    .replace(/^'(?=[\d=+@-])/, '')
  const [entera, cifra = '', resto = '', mas, potencia] = CIENTIFICA.exec(valor) ?? []
  if (entera && (mas || resto)) return resto.length === Number(potencia) ? cifra + resto : undefined
  return valor.replace(/^(\d+)[.,]0{1,2}$/, '$1')
}

/** Letters that were read in another encoding than they were written in, before they came into the file. */
const MAL_CONVERTIDAS = [
  // UTF-8 as Windows-1252 (`JosÃ©`, `NÂ°`), as MacRoman (`Jos√©`, `N¬∞`), as CP850 (`Jos├®`).
  /[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/,
  /[√¬](?=[^ -~])/,
  /[\u2500-\u259f]/,
  // CP850 or MacRoman as Windows-1252 (`Pe¤a`, `Jos‚`, `JosŽ`, `Pe–a`). Between capitals a dash may be meant.
  /\p{L}[¤‚¢£‡ƒ„]|[¤¢£‡ƒ„]\p{L}|\p{L}¡\p{L}|\p{Ll}Ž|\p{Ll}[–—]\p{Ll}/u,
]

/** Whether the letters of a text were spoilt before it came into the file. */
export const tieneLetrasDanadas = (texto: string): boolean =>
  texto.includes('\ufffd') || MAL_CONVERTIDAS.some((forma) => forma.test(texto))
