/**
 * GSM 03.38 (3GPP TS 23.038, section 6.2.1) basic character set, one septet per character, without its
 * escape.
 */
const BASIC_SET = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
    ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** Septets in one SMS. A longer text is split into parts, which may arrive incomplete or out of order. */
export const MAX_SMS_SEPTETS = 160

/** The septets a text takes; undefined when a character is outside the basic set (á, í, ó and ú are). */
export function countSeptets(text: string): number | undefined {
  const letters = [...text]
  return letters.every((letter) => BASIC_SET.has(letter)) ? letters.length : undefined
}
