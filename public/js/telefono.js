const CELULAR = /^(?:(?:\+?56)?9)?(\d{4})(\d{4})$/
/** Area codes of one and of two digits, as Subtel gives them out. */
const FIJO = /^(?:\+?56)?(?:(2)(\d{4})|(3[2-5]|4[1-5]|5[123578]|6[13457]|7[1235])(\d{3}))(\d{4})$/

const compactar = (texto) => texto.replace(/[\s.()\u2010-\u2015\u2212-]/g, '')

/** Writes a mobile as 8765 4321, which is what goes after the +56 9. What is none stays as it was typed. */
export function formatearCelular(texto) {
  const partes = CELULAR.exec(compactar(texto))
  return partes ? `${partes[1]} ${partes[2]}` : texto
}

/** Writes a landline as 2 2345 6789 or 32 234 5678, by its area. What is none stays as it was typed. */
export function formatearFijo(texto) {
  const partes = FIJO.exec(compactar(texto))
  return partes
    ? partes
        .slice(1)
        .filter((parte) => parte !== undefined)
        .join(' ')
    : texto
}
