import { createStatusLine } from './status-line.js'

/** Adds to each secret input a button that shows or hides it, and to each clave a warning about Caps Lock. */
export function enhanceSecretInputs(document) {
  for (const input of document.querySelectorAll('input[type="password"]')) {
    const label = document.querySelector(`label[for="${input.id}"]`).textContent.replace(/\s*\*$/, '')
    addToggle(document, input, label)
    // Secret answers ignore case, so they need no warning.
    if (/clave/i.test(input.name)) warnAboutCapsLock(document, input)
  }
}

function addToggle(document, input, label) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'box__button'
  const show = (visible) => {
    input.type = visible ? 'text' : 'password'
    button.textContent = visible ? 'Ocultar' : 'Mostrar'
    button.setAttribute('aria-label', `${button.textContent} ${label}`)
  }
  button.addEventListener('click', () => show(input.type === 'password'))
  // Submitted as text, a browser would remember it for autocompletion.
  input.form.addEventListener('submit', () => show(false))
  show(false)
  input.after(button)
}

function warnAboutCapsLock(document, input) {
  const { line, say } = createStatusLine(document, 'field-status')
  const update = (isOn) => say(isOn ? 'Tiene las mayúsculas activadas (Bloq Mayús).' : '')
  for (const type of ['keydown', 'keyup']) {
    input.addEventListener(type, (event) => update(event.getModifierState?.('CapsLock')))
  }
  input.addEventListener('blur', () => update(false))
  input.parentElement.after(line)
}
