const CELULAR = /^(?:(?:\+?56)?9)?(\d{4})(\d{4})$/
/** Area codes of one and two digits, as assigned by Subtel. */
const LANDLINE = /^(?:\+?56)?(?:(2)(\d{4})|(3[2-5]|4[1-5]|5[123578]|6[13457]|7[1235])(\d{3}))(\d{4})$/

const compact = (text) => text.replace(/[\s.()\u2010-\u2015\u2212-]/g, '')

/** Formats a celular as 8765 4321, what follows +56 9. Returns anything else as it was typed. */
export function formatCelular(text) {
  const parts = CELULAR.exec(compact(text))
  return parts ? `${parts[1]} ${parts[2]}` : text
}

/** Formats a landline as 2 2345 6789 or 32 234 5678, depending on its area. Returns anything else as it was typed. */
export function formatLandline(text) {
  const parts = LANDLINE.exec(compact(text))
  return parts
    ? parts
        .slice(1)
        .filter((part) => part !== undefined)
        .join(' ')
    : text
}
