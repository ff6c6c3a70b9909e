/** What the browser's history keeps of a visit; decision 22 says how it goes without this script. */

const MARCA = 'visita'
const TIPOS = ['text', 'email', 'tel', 'checkbox', 'select-one']

/** Name of the visit that a page belongs to; Terminar begins another. */
const visitaDe = (documento) => documento.querySelector(`[name^="${MARCA}-"]`)?.name

/**
 * Keeps what is typed beside the page's entry in the history, so that a reload and Back find it, and makes of the answer to
 * a form a page that can be asked for again: none of them sends the form a second time. No key and no answer is kept.
 */
export function guardarTecleado(documento) {
  const formulario = documento.querySelector('form.formulario')
  if (!formulario) return
  const { elements } = formulario
  const cajas = [...elements].filter(({ type, name }) => TIPOS.includes(type) && name !== 'captcha')
  const visita = visitaDe(documento)
  const version = elements.version?.value
  const guardado = history.state
  // Typed over other data of the account, it would undo what changed meanwhile.
  if (guardado?.visita === visita && guardado.version === version) reponer(cajas, guardado.tecleado)
  const guardar = () => {
    const tecleado = Object.fromEntries(cajas.map((caja) => [caja.name, contenido(caja)]))
    history.replaceState({ visita, version, tecleado }, '', direccionDe(elements))
  }
  guardar()
  formulario.addEventListener('change', guardar)
}

const contenido = (caja) => (caja.type === 'checkbox' ? caja.checked : caja.value)

function reponer(cajas, tecleado) {
  for (const caja of cajas) {
    const antes = tecleado[caja.name]
    if (antes === undefined) continue
    if (caja.type === 'checkbox') caja.checked = antes
    // What the browser itself put back is newer.
    else if (caja.type === 'select-one' || caja.value === caja.defaultValue) caja.value = antes
  }
}

/** Where the page of this form is asked for: the address of a page that was sent lacks what its first one had. */
function direccionDe(elements) {
  const url = new URL(location.href)
  for (const nombre of ['solicitud', 'desde']) {
    const valor = elements[nombre]?.value
    if (valor) url.searchParams.set(nombre, valor)
  }
  return url
}

/**
 * A page that the browser kept as it was and brings back is asked for again when its visit is over, and always when it
 * shows a result, which may be over too. Until that is known nothing of it is seen.
 */
export function velarVisita(documento) {
  const visita = visitaDe(documento)
  if (!visita) return
  const { style } = documento.documentElement
  addEventListener('pagehide', ({ persisted }) => {
    if (persisted) style.visibility = 'hidden'
  })
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    if (documento.querySelector('.panel') || !sigue(visita)) location.reload()
    else style.visibility = ''
  })
  for (const formulario of documento.querySelectorAll('form[action="/terminar"]')) {
    formulario.addEventListener('submit', () => localStorage.removeItem(MARCA))
  }
  localStorage.setItem(MARCA, visita)
}

function sigue(visita) {
  try {
    return localStorage.getItem(MARCA) === visita
  } catch {
    // Where nothing may be kept there is no telling.
    return false
  }
}
