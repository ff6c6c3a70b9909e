/** GSM 03.38 (3GPP TS 23.038, section 6.2.1), the basic set: each letter is one septet. Its escape is left out. */
const BASIC_SET = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
    ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmnopqrstuvwxyzäöñüà',
)

/** What one message carries; a longer text would be cut in parts, which may come alone or in another order. */
export const SMS_SEPTETS = 160

/** How many septets a text takes; undefined when a letter of it is outside the basic set (á, í, ó and ú are). */
export function countSeptets(text: string): number | undefined {
  const letters = [...text]
  return letters.every((letter) => BASIC_SET.has(letter)) ? letters.length : undefined
}
