/** Which letters the bytes of a file that is not UTF-8 are: found out by evidence, or not at all. */
export const CODIFICACIONES = ['windows-1252', 'macroman', 'cp850'] as const
export type Codificacion = (typeof CODIFICACIONES)[number]

const altos = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
/** What bytes 128 to 255 are in each. */
const TABLAS: Readonly<Record<Codificacion, string>> = {
  'windows-1252': new TextDecoder('windows-1252').decode(altos),
  macroman: new TextDecoder('macintosh').decode(altos),
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
}

/** The text of a line in one of them. */
export const decodificarCon = (bytes: Buffer, codificacion: Codificacion): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, (c) => TABLAS[codificacion][c.charCodeAt(0) - 128] ?? c)

/** From here on no name or address in Chile is written so. */
const IMPOSIBLE = 10
const ESPANOLAS = /[áéíóúüñÁÉÍÓÚÜÑ]/
/** Letters of the languages next to it. */
const VECINAS = /[àâãäçèêëìîïòôõöùûÀÂÃÄÇÈÊËÌÎÏÒÔÕÖÙÛ]/

const esLetra = (c: string): boolean => /\p{L}/u.test(c)
const esMayuscula = (c: string): boolean => c !== c.toLowerCase()
const esMinuscula = (c: string): boolean => c !== c.toUpperCase()

/** How improbable a letter is among those beside it: 0 for what Spanish has, up to {@link IMPOSIBLE}. */
function penaDeLetra(previas: string, letra: string, siguiente: string): number {
  const espanola = ESPANOLAS.test(letra)
  if (!espanola && !VECINAS.test(letra)) return IMPOSIBLE
  const previa = previas.at(-1) ?? ''
  if (!esLetra(previa) && !esLetra(siguiente)) return /[óáéíú]/i.test(letra) ? 3 : IMPOSIBLE
  if (esMayuscula(letra)) {
    if (esMinuscula(previa)) return IMPOSIBLE
  } else {
    const trasMayusculas =
      esMayuscula(previa) && (esMayuscula(siguiente) || esMayuscula(previas.at(-2) ?? ''))
    const anteMayuscula = !esLetra(previa) && esMayuscula(siguiente)
    // Old systems made capitals of plain letters only: PEñA, JOSé.
    if (trasMayusculas || anteMayuscula) return espanola ? 2 : IMPOSIBLE
  }
  return espanola ? 0 : 4
}

function penaDeSigno(previas: string, signo: string, siguiente: string): number {
  const previa = previas.at(-1) ?? ''
  const [trasLetra, anteLetra] = [esLetra(previa), esLetra(siguiente)]
  const cambiaDeCaso = esMinuscula(previa) && esMayuscula(siguiente)
  if (/[ºª°]/.test(signo)) return !anteLetra && /[\p{L}\p{N}. ]/u.test(previa) ? 1 : IMPOSIBLE
  if (/[’´‘]/.test(signo)) {
    const trasUnaSola = trasLetra && !esLetra(previas.at(-2) ?? '')
    if (trasLetra && anteLetra) return trasUnaSola || cambiaDeCaso ? 1 : IMPOSIBLE
    return 2
  }
  if (/[“«¿¡]/.test(signo)) return !trasLetra && siguiente.trim() !== '' ? 1 : IMPOSIBLE
  if (/[”»…]/.test(signo)) return !anteLetra && previa.trim() !== '' ? 1 : IMPOSIBLE
  if (/[–—]/.test(signo)) return (!trasLetra && !anteLetra) || cambiaDeCaso ? 2 : IMPOSIBLE
  if (/[®™]/.test(signo)) return trasLetra && !anteLetra ? 3 : IMPOSIBLE
  if (signo === '·') return /l/i.test(previa) && /l/i.test(siguiente) ? 1 : IMPOSIBLE
  if (signo === '\u00a0') return esMinuscula(previa) && esMinuscula(siguiente) ? 4 : 1
  if (signo === '€') return trasLetra ? IMPOSIBLE : 4
  return trasLetra || anteLetra || /[\p{C}\u2500-\u259f]/u.test(signo) ? IMPOSIBLE : 5
}

interface Indicios {
  letras: number
  imposibles: number
  pena: number
}

/** Judges what a text would say. */
function indiciosDe(texto: string): Indicios {
  const indicios = { letras: 0, imposibles: 0, pena: 0 }
  for (const { 0: c, index } of texto.matchAll(/[^\0-\x7f]/g)) {
    const previas = texto.slice(Math.max(0, index - 2), index)
    const juzgar = esLetra(c) && !/[ºª]/.test(c) ? penaDeLetra : penaDeSigno
    const pena = juzgar(previas, c, texto[index + 1] ?? '')
    indicios.letras += 1
    indicios.imposibles += pena === IMPOSIBLE ? 1 : 0
    indicios.pena += pena
  }
  return indicios
}

const imposiblesEn = (bytes: Buffer, codificacion: Codificacion): number =>
  indiciosDe(decodificarCon(bytes, codificacion)).imposibles

/** Whether a line makes sense in the encoding of its file, or in no other one either: then it has odd signs only. */
export const seLee = (bytes: Buffer, suya: Codificacion): boolean =>
  imposiblesEn(bytes, suya) === 0 ||
  CODIFICACIONES.every((otra) => otra === suya || imposiblesEn(bytes, otra) > 0)

/** One reading wins over another by its letters alone when it is so much more probable. */
const VENTAJA = 10
/** Of the signs of a file, one in so many may be odd. */
const UNO_RARO_DE = 50

/**
 * The encoding of a file, by some of its lines that are not UTF-8: the only one in which they can be read, or by far
 * the most probable one.
 * @returns undefined when there is none, or more than one.
 */
export function codificacionDe(lineas: readonly Buffer[]): Codificacion | undefined {
  const todas = Buffer.concat(lineas.flatMap((linea) => [linea, Buffer.from('\n')]))
  const distintos = new Set(todas.filter((byte) => byte > 127)).size
  const [mejor, otra] = CODIFICACIONES.map((cual) => ({ cual, ...indiciosDe(decodificarCon(todas, cual)) }))
    .filter(({ letras, imposibles }) => imposibles * UNO_RARO_DE <= letras)
    .sort((a, b) => a.pena - b.pena)
  const sola = !otra || (distintos > 1 && otra.pena - (mejor?.pena ?? 0) >= VENTAJA)
  return sola ? mejor?.cual : undefined
}
