/** Takes the reader to what is to be mended, where a browser heeds `autofocus` in boxes only. */
export function irAlResumen(documento) {
  documento.getElementById('resumen-errores')?.focus()
}

/** Shows the buttons that print. */
export function imprimir(documento) {
  for (const boton of documento.querySelectorAll('[data-imprimir]')) {
    boton.hidden = false
    boton.addEventListener('click', () => print())
  }
}
