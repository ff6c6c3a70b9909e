/** GSM 03.38 (3GPP TS 23.038, section 6.2.1), the basic set: each letter is one septet. Its escape is left out. */
const BASICO = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
    ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** What one message carries; a longer text would be cut in parts, which may come alone or in another order. */
export const SEPTETOS_DE_UN_SMS = 160

/** How many septets a text takes; undefined when a letter of it is outside the basic set (á, í, ó and ú are). */
export function septetosDe(texto: string): number | undefined {
  const letras = [...texto]
  return letras.every((letra) => BASICO.has(letra)) ? letras.length : undefined
}
