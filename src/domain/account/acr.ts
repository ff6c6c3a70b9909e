/** How other systems are told what a person showed (product.md “Other systems”, “Proofs”). */

/**
 * Values of `acr`, from low to high. `respuesta`: the CS of an account that the secret answer alone recovered less than
 * 72 hours ago. `codigo`: straight from a tramite proven with a code or link to a confirmed mailbox or mobile, or more.
 */
export const ACR = {
  clave: 'urn:sence:cs',
  respuesta: 'urn:sence:cs:respuesta',
  codigo: 'urn:sence:cs:codigo',
} as const
