const ESPERA_MS = 5000

/**
 * Changes the picture and the sound of the captcha in place. When the answer is not what it should be, the button sends the
 * form as it does without this script, which also brings a new picture and keeps what was typed.
 */
export function refrescar(documento) {
  const boton = documento.querySelector('[data-refrescar]')
  if (!boton) return
  const estado = documento.createElement('span')
  estado.className = 'solo-lector'
  estado.setAttribute('role', 'status')
  boton.after(estado)

  boton.addEventListener('click', async (evento) => {
    if (boton.dataset.refrescar === 'enviar') return
    evento.preventDefault()
    try {
      cambiar(boton.form, await pedir(boton.form))
      estado.textContent = 'Hay letras nuevas en la imagen y en el sonido.'
    } catch {
      boton.dataset.refrescar = 'enviar'
      boton.click()
    }
  })
}

async function pedir(formulario) {
  const { _csrf } = formulario.elements
  const cuerpo = new URLSearchParams({ _csrf: _csrf.value, formulario: formulario.getAttribute('action') })
  const respuesta = await fetch('/captcha', {
    method: 'POST',
    body: cuerpo,
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(ESPERA_MS),
  })
  if (!respuesta.ok) throw new Error(`captcha: ${respuesta.status}`)
  return respuesta.json()
}

function cambiar(formulario, { ficha, imagen, sonido }) {
  const { captcha, captchaFicha } = formulario.elements
  captchaFicha.value = ficha
  formulario.querySelector('.captcha__imagen').src = imagen
  // A player that was sounding falls silent: the letters that it said are over.
  formulario.querySelector('.captcha__sonido').src = sonido
  captcha.value = ''
  captcha.focus()
}
