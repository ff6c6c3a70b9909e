/** What the browser's history keeps of a visit. Decision 22 tells how it works without this script. */

/** Key in localStorage, and prefix of the hidden input that names the visit. */
const VISIT = 'visita'
/** Where the forms that end a visit go. */
const ENDS = ['/terminar', '/funcionarios/salir']
const KEPT_TYPES = ['text', 'email', 'tel', 'checkbox', 'select-one', 'textarea']

/** Name of the visit that a page belongs to. Terminar starts another. */
const visitOf = (document) => document.querySelector(`[name^="${VISIT}-"]`)?.name

/**
 * Keeps what is typed in the history entry, so that Reload and Back restore it, and turns the page that answers a POST
 * into one that is loaded by GET, so that neither sends the form again. Keeps no clave, answer or captcha.
 */
export function keepTyped(document) {
  const form = document.querySelector('form.main-form')
  if (!form) return
  const { elements } = form
  const inputs = [...elements].filter(({ type, name }) => KEPT_TYPES.includes(type) && name !== 'captcha')
  const visit = visitOf(document)
  const version = elements.version?.value
  const saved = history.state
  // Restored over a newer version of the account, it would undo what changed meanwhile.
  if (saved?.visit === visit && saved.version === version) restore(inputs, saved.typed)
  const save = () => {
    const typed = Object.fromEntries(inputs.map((input) => [input.name, contentOf(input)]))
    history.replaceState({ visit, version, typed }, '', formUrl(elements))
  }
  save()
  form.addEventListener('change', save)
}

const contentOf = (input) => (input.type === 'checkbox' ? input.checked : input.value)

function restore(inputs, typed) {
  for (const input of inputs) {
    const value = typed[input.name]
    if (value === undefined) continue
    if (input.type === 'checkbox') input.checked = value
    // A text that differs from its default was restored by the browser, and is newer.
    else if (input.type === 'select-one' || input.value === input.defaultValue) input.value = value
  }
}

/** Address that loads this form by GET. The answer to a POST lacks the query that the first page had. */
function formUrl(elements) {
  const url = new URL(location.href)
  for (const name of ['solicitud', 'interaccion', 'desde', 'llamada', 'funcionario', 'sistema']) {
    const value = elements[name]?.value
    if (value) url.searchParams.set(name, value)
  }
  return url
}

/**
 * A page restored from the back/forward cache is reloaded when its visit is over, and always when it shows a result,
 * which may have expired, or what is shown once. It stays hidden until that is known.
 */
export function reloadEndedVisit(document) {
  const visit = visitOf(document)
  const isForOnce = document.querySelector('[data-once]') !== null
  if (!visit && !isForOnce) return
  const { style } = document.documentElement
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) style.visibility = 'hidden'
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    if (isForOnce || document.querySelector('.panel') || !isCurrent(visit)) location.reload()
    else style.visibility = ''
  })
  // Terminar pressed in another tab: hide this one at once, and reload it when the server has had time to end the visit.
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== VISIT || newValue !== null) return
    style.visibility = 'hidden'
    setTimeout(() => location.reload(), 2000)
  })
  document.addEventListener('submit', ({ target, submitter }) => {
    const action = submitter?.getAttribute('formaction') ?? target.getAttribute('action')
    if (ENDS.includes(action)) localStorage.removeItem(VISIT)
  })
  if (visit) localStorage.setItem(VISIT, visit)
}

function isCurrent(visit) {
  try {
    return localStorage.getItem(VISIT) === visit
  } catch {
    // Storage is blocked: assume that the visit is over.
    return false
  }
}
