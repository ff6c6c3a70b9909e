/** How contact data and identifiers are shown to someone who may not be their owner. */

const HIDDEN = '****'

/**
 * From `maria@example.cl` to `m****a@example.cl`: first and last letter of the local part, and the domain, so
 * that its owner recognises the mailbox. Up to three letters only the first, or nothing would be hidden. Always
 * four asterisks: they do not tell the length.
 */
export function maskEmail(email: string): string {
  const atIndex = email.lastIndexOf('@')
  const local = email.slice(0, atIndex)
  const last = local.length > 3 ? local.slice(-1) : ''
  return `${local.slice(0, 1)}${HIDDEN}${last}${email.slice(atIndex)}`
}

/** From `987654321` to `+56 9 •••• ••21`: the last two digits. */
export function maskCelular(celular: string): string {
  return `+56 9 •••• ••${celular.slice(-2)}`
}

/** From `AB123456` to `AB****56`; a short number shows its first letter only. Always four asterisks. */
export function maskNie(nie: string): string {
  return nie.length < 6 ? `${nie.slice(0, 1)}${HIDDEN}` : `${nie.slice(0, 2)}${HIDDEN}${nie.slice(-2)}`
}

/**
 * From `12345678-5` to `12.•••.•••-5`: millions and check digit, enough for its owner to see which of two RUT
 * it is, while some 90.000 others share it.
 */
export function maskRut(rut: string): string {
  const [number = '', digit = ''] = rut.split('-')
  const millions = number.slice(0, -6)
  return `${millions}${millions && '.'}•••.•••-${digit}`
}
