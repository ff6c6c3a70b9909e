/**
 * The rules of a clave that a page can judge, as src/domain/secrets/ has them. Which are common and which are soon
 * guessed only the server knows.
 */
const MIN_PART_LENGTH = 4
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiopasdfghjklnzxcvbnm',
]
const RUNS = SEQUENCES.flatMap((sequence) => [sequence, [...sequence].reverse().join('')])

const toPlain = (text) =>
  text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
const toCompact = (text) => toPlain(text).replace(/[^\p{L}\p{N}]/gu, '')

export function hasRightLength(clave) {
  const { length } = [...clave.normalize('NFC')]
  return length >= 8 && length <= 10
}

/** Whether it is neither a run nor a repetition. */
export function isUnordered(clave) {
  const plain = toPlain(clave)
  const letters = [...plain]
  const repeats = letters.some(
    (_, block) =>
      block > 0 &&
      block <= letters.length / 2 &&
      letters.every((letter, at) => letter === letters[at % block]),
  )
  return !repeats && !RUNS.some((run) => run.includes(plain))
}

/**
 * Whether it contains none of what was typed in the other boxes, nor “sence”.
 * @param typed by field name; what is not known is ''.
 */
export function isOfNobody(clave, typed) {
  const { fechaNacimiento = '' } = typed
  const plain = toPlain(clave)
  const compact = toCompact(clave)
  const digits = plain.replace(/\D/g, '')
  const numbers = [typed.rut || typed.nie, typed.rutRepresentante]
  const locals = [typed.email, typed.emailRepresentante].map((email = '') => email.replace(/[@+].*$/s, ''))
  const names = [typed.nombres, typed.apellidoPaterno, typed.apellidoMaterno, typed.razonSocial]
  const words = names.flatMap((name = '') => toPlain(name).split(/[^\p{L}\p{M}]+/u))
  const [day = '', month = '', year = ''] = fechaNacimiento.split(/\D+/)
  const dates = [year, year.slice(2)].flatMap((anno) => [`${day}${month}${anno}`, `${anno}${month}${day}`])
  const parts = [...numbers.map((number = '') => toCompact(number).slice(0, 6)), ...locals.map(toCompact)]
  const celulares = [typed.celular, typed.celularRepresentante]
  const starts = celulares.map((celular = '') => celular.replace(/\D/g, '').slice(-8, -2))
  return !(
    plain.includes('sence') ||
    parts.some((part) => part.length >= MIN_PART_LENGTH && compact.includes(part)) ||
    words.some((word) => [...word].length >= MIN_PART_LENGTH && plain.includes(word)) ||
    dates.some((date) => date.length >= 6 && digits.includes(date)) ||
    starts.some((start) => start.length === 6 && digits.includes(start))
  )
}
