import { createStatusLine } from './status-line.js'

/** Longer than any phone takes; then the form is paid for as it is without scripts. */
const TIMEOUT_MS = 90_000

/**
 * Works for the price of a form while it is filled in, in place of the harder letters and the wait, which come back
 * if it cannot. A form sent before the work is done waits for it.
 */
export function payPrice(document) {
  const form = document.querySelector('form.main-form')
  const { precio, precioSolucion } = form?.elements ?? {}
  if (!precio || !globalThis.Worker || !globalThis.crypto?.subtle) return
  // No browser is to restore it on another page, for another challenge.
  precioSolucion.autocomplete = 'off'
  const showWait = hideWait(document, form)
  const { line, say } = createStatusLine(document, 'field-status')
  form.querySelector('.buttons').before(line)
  let isOver = false
  /** What was pressed before the work was done. */
  let pressed

  const over = () => {
    isOver = true
    say('')
  }
  solve(precio.value).then(
    (solution) => {
      precioSolucion.value = solution
      over()
      if (pressed) form.requestSubmit(pressed.submitter)
    },
    (error) => {
      console.error(error)
      showWait()
      over()
    },
  )
  form.addEventListener('submit', (event) => {
    // Other buttons do not send the fields.
    if (isOver || event.defaultPrevented || event.submitter?.name === 'accion') return
    event.preventDefault()
    pressed = event
    say('Un momento: en unos segundos enviamos sus datos…')
  })
}

/** Takes away what is for who runs no scripts. @returns what puts it back. */
function hideWait(document, form) {
  const frame = form.querySelector('[data-easier]')
  const swapBack = frame && swapLetters(document, form, frame)
  const removed = [...form.querySelectorAll('[data-without-scripts]')].map((part) => {
    const place = document.createComment('')
    part.replaceWith(place)
    return { part, place }
  })
  return () => {
    for (const { part, place } of removed) place.replaceWith(part)
    swapBack?.()
  }
}

/** Puts the usual letters in the frame, and where Refrescar takes them from. @returns what undoes it. */
function swapLetters(document, form, frame) {
  const { captcha, captchaFicha } = form.elements
  const { ficha } = document.getElementById('refresh').elements
  captchaFicha.autocomplete = 'off'
  ficha.autocomplete = 'off'
  const harder = { token: captchaFicha.value, url: frame.getAttribute('src') }
  let shown = frame
  const put = ({ token, url }) => {
    captchaFicha.value = token
    ficha.value = token
    // Another frame: this one would add a step to the history.
    const fresh = shown.cloneNode()
    fresh.setAttribute('src', url)
    shown.replaceWith(fresh)
    shown = fresh
  }
  put({ token: frame.dataset.easierToken, url: frame.dataset.easier })
  return () => {
    put(harder)
    captcha.value = ''
  }
}

function solve(token) {
  const { parameters } = JSON.parse(atob(token.replaceAll('-', '+').replaceAll('_', '/')))
  const worker = new Worker(new URL('./price-worker.js', import.meta.url))
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = reject
    setTimeout(() => reject(new Error('price: too slow')), TIMEOUT_MS)
    worker.postMessage(parameters)
  }).finally(() => worker.terminate())
}
