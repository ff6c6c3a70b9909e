/**
 * A line beside a control that says what just happened there: seen, and read aloud when the reader pauses.
 * @returns the line, to be put in the page before it has anything to say, and `decir`, which changes its text.
 */
export function crearEstado(documento, clase) {
  const linea = documento.createElement('p')
  linea.className = clase
  linea.setAttribute('role', 'status')
  const decir = (texto) => {
    // The same text again would be read aloud again.
    if (linea.textContent !== texto) linea.textContent = texto
  }
  return { linea, decir }
}
