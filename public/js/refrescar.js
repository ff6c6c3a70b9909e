const ESPERA_MS = 5000

/**
 * Brings other letters into the frame as its form does without this script, and besides leaves no step for Back, empties
 * the box, goes there and tells who cannot see it.
 */
export function refrescar(documento) {
  const formulario = documento.getElementById('refrescar')
  const marco = documento.querySelector('.captcha__marco')
  if (!formulario || !marco) return
  const estado = documento.createElement('span')
  estado.className = 'solo-lector'
  estado.setAttribute('role', 'status')
  marco.after(estado)

  formulario.addEventListener('submit', async (evento) => {
    evento.preventDefault()
    try {
      await pedir(formulario)
      marco.contentWindow.location.replace(marco.src)
      const caja = documento.getElementById('captcha')
      caja.value = ''
      caja.focus()
      estado.textContent = 'Hay letras nuevas en la imagen y en el sonido.'
    } catch {
      formulario.submit()
    }
  })
}

async function pedir(formulario) {
  const respuesta = await fetch(formulario.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(formulario)),
    signal: AbortSignal.timeout(ESPERA_MS),
  })
  if (!respuesta.ok) throw new Error(`captcha: ${respuesta.status}`)
}
