const ESPERA_MS = 8000

/** Lets a form leave once; again when the page comes back or no answer has come after a while. */
export function evitarDobleEnvio(documento) {
  // One with a target leaves the page where it is, and may be sent again.
  for (const formulario of documento.querySelectorAll('form:not([target])')) {
    const botones = [...formulario.querySelectorAll('button:not([type="button"])')]
    let enviado = false
    const marcar = (valor) => {
      enviado = valor
      for (const boton of botones) boton.setAttribute('aria-disabled', String(valor))
    }
    formulario.addEventListener('submit', (evento) => {
      if (enviado) evento.preventDefault()
      if (enviado || evento.defaultPrevented) return
      marcar(true)
      setTimeout(() => marcar(false), ESPERA_MS)
    })
    addEventListener('pageshow', () => marcar(false))
  }
}
