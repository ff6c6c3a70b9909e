const TIMEOUT_MS = 5000

/**
 * Loads new letters into the frame, as the form does without this script, but adds no history entry, empties the input,
 * focuses it, and tells screen readers.
 */
export function refreshCaptcha(document) {
  const form = document.getElementById('refresh')
  const frameNow = () => document.querySelector('.captcha__frame')
  if (!form || !frameNow()) return
  const status = document.createElement('span')
  status.className = 'sr-only'
  status.setAttribute('role', 'status')
  frameNow().after(status)

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    try {
      await post(form)
      const frame = frameNow()
      frame.contentWindow.location.replace(frame.src)
      const input = document.getElementById('captcha')
      input.value = ''
      input.focus()
      status.textContent = 'Hay letras nuevas en la imagen y en el sonido.'
    } catch {
      form.submit()
    }
  })
}

async function post(form) {
  const response = await fetch(form.action, {
    method: 'POST',
    body: new URLSearchParams(new FormData(form)),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (!response.ok) throw new Error(`captcha: ${response.status}`)
}
