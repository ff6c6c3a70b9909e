/**
 * Single keys of the console (WCAG 2.1.4: a setting turns them off, and then no element says one). Each is that of an
 * element, by its aria-keyshortcuts, in either case; `?` lists them. None works while somebody types, nor together with Alt, AltGr,
 * Ctrl or Meta: on a Spanish keyboard, AltGr+Q is @.
 */

/** The page, and the frame in it whose keys work beside its own. */
const documentsIn = (document) => [
  document,
  ...[...document.querySelectorAll('iframe[data-keys]')].flatMap((frame) => frame.contentDocument ?? []),
]

/** The elements that have a key, by it. */
const elementsByKey = (document) =>
  new Map(
    documentsIn(document)
      .flatMap((one) => [...one.querySelectorAll('[aria-keyshortcuts]')])
      .map((element) => [element.getAttribute('aria-keyshortcuts'), element]),
  )

const isTyping = ({ target }) =>
  target.closest?.('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null

const isAlone = (event) =>
  !event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState('AltGraph')

/** A control where something is typed or chosen is gone to; a link or button is pressed. */
const act = (element) => (element.matches('input, select, textarea') ? element.focus() : element.click())

function listenToKeys(document) {
  if (!document.querySelector('[aria-keyshortcuts]')) return
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.repeat || event.isComposing || !isAlone(event) || isTyping(event))
      return
    if (document.querySelector('dialog[open]')) return
    const box = event.key === '/' && document.querySelector('input[name="q"]')
    const element = box || elementsByKey(document).get(event.key.toLowerCase())
    if (!element && event.key !== '?') return
    event.preventDefault()
    if (element) act(element)
    else showKeys(document)
  })
}

function showKeys(document) {
  const dialog = document.createElement('dialog')
  dialog.className = 'keys'
  dialog.setAttribute('aria-labelledby', 'keys-title')
  const entry = ([key, name]) => {
    const item = document.createElement('li')
    const shown = document.createElement('kbd')
    shown.textContent = key
    item.append(shown, ` ${name}`)
    return item
  }
  const title = document.createElement('h2')
  title.id = 'keys-title'
  title.textContent = 'Atajos de teclado'
  const list = document.createElement('ul')
  list.className = 'keys__list'
  const named = [...elementsByKey(document)].map(([key, element]) => [key, nameOf(document, element)])
  list.append(...[...named, ['?', 'Mostrar esta lista']].map(entry))
  const note = document.createElement('p')
  note.textContent = 'Se apagan en «Mi sesión».'
  const form = document.createElement('form')
  form.method = 'dialog'
  const close = document.createElement('button')
  close.className = 'button'
  close.textContent = 'Cerrar'
  form.append(close)
  dialog.append(title, list, note, form)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

const nameOf = (document, element) =>
  (element.getAttribute('aria-keyshortcuts') === '/' && 'Buscar') ||
  (element.id && document.querySelector(`label[for="${element.id}"]`)?.textContent) ||
  element.getAttribute('aria-label') ||
  element.textContent.trim()

listenToKeys(document)
