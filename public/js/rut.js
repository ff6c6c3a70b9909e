/** Check digit of a number by modulus 11. */
function digito(numero) {
  let suma = 0
  let factor = 2
  for (const cifra of [...numero].reverse()) {
    suma += Number(cifra) * factor
    factor = factor === 7 ? 2 : factor + 1
  }
  const resto = 11 - (suma % 11)
  return resto === 11 ? '0' : resto === 10 ? 'K' : String(resto)
}

/** What is written before the number, as src/domain/values/rut.ts reads it. */
const PALABRAS = /^(?:RUT|RUN|CI|CL)(?:NO|N)?-?(?=\d)/

const CON_DIGITO = /[\u2010-\u2015\u2212-]\s*\d\W*$/

/**
 * Writes a RUT as 12.345.678-5. What is not a whole and right RUT comes back as it was typed: a guess at
 * where the check digit starts would mislead.
 */
export function formatearRut(texto) {
  const escrito = texto.normalize('NFKC').toUpperCase()
  const limpio = escrito
    .replace(/[\s.,:°\u00ad\u200b-\u200f\u2010-\u2015\u2212\ufeff-]/g, '')
    .replace(PALABRAS, '')
  // Without hyphen all of them may be of the number.
  if (/^\d{7,8}$/.test(limpio) && !CON_DIGITO.test(escrito)) return texto
  const partes = /^0*(\d{6,8})([\dK])$/.exec(limpio)
  if (!partes || digito(partes[1]) !== partes[2]) return texto
  return `${partes[1].replace(/\B(?=(\d{3})+$)/g, '.')}-${partes[2]}`
}
