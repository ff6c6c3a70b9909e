/** Check digit, modulus 11. */
function checkDigit(number) {
  let sum = 0
  let factor = 2
  for (const digit of [...number].reverse()) {
    sum += Number(digit) * factor
    factor = factor === 7 ? 2 : factor + 1
  }
  const remainder = 11 - (sum % 11)
  return remainder === 11 ? '0' : remainder === 10 ? 'K' : String(remainder)
}

/** Words that people write before the number; the same as in src/domain/values/rut.ts. */
const LEADING_WORDS = /^(?:RUT|RUN|CI|CL)(?:NO|N)?-?(?=\d)/

const HAS_CHECK_DIGIT = /[\u2010-\u2015\u2212-]\s*\d\W*$/

/**
 * Formats a RUT as 12.345.678-5. Returns anything but a complete and valid RUT as it was typed: guessing where the
 * check digit starts would mislead.
 */
export function formatRut(text) {
  const typed = text.normalize('NFKC').toUpperCase()
  const clean = typed
    .replace(/[\s.,:°\u00ad\u200b-\u200f\u2010-\u2015\u2212\ufeff-]/g, '')
    .replace(LEADING_WORDS, '')
  // Without a hyphen, all these digits may be the number, without its check digit.
  if (/^\d{7,8}$/.test(clean) && !HAS_CHECK_DIGIT.test(typed)) return text
  const parts = /^0*(\d{6,8})([\dK])$/.exec(clean)
  if (!parts || checkDigit(parts[1]) !== parts[2]) return text
  return `${parts[1].replace(/\B(?=(\d{3})+$)/g, '.')}-${parts[2]}`
}
