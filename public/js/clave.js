import { crearEstado } from './estado.js'

/** On each key: a button that shows or hides it, and a word when capitals are locked. */
export function ayudarConClave(documento) {
  for (const caja of documento.querySelectorAll('input[type="password"]')) {
    const etiqueta = documento.querySelector(`label[for="${caja.id}"]`).textContent.replace(/\s*\*$/, '')
    agregarBoton(documento, caja, etiqueta)
    // An answer is the same in any case.
    if (/clave/i.test(caja.name)) avisarMayusculas(documento, caja)
  }
}

function agregarBoton(documento, caja, etiqueta) {
  const boton = documento.createElement('button')
  boton.type = 'button'
  boton.className = 'caja__boton'
  const mostrar = (visible) => {
    caja.type = visible ? 'text' : 'password'
    boton.textContent = visible ? 'Ocultar' : 'Mostrar'
    boton.setAttribute('aria-label', `${boton.textContent} ${etiqueta}`)
  }
  boton.addEventListener('click', () => mostrar(caja.type === 'password'))
  // Sent as a key, so that no browser keeps it among the words typed in plain boxes.
  caja.form.addEventListener('submit', () => mostrar(false))
  mostrar(false)
  caja.after(boton)
}

function avisarMayusculas(documento, caja) {
  const { linea, decir } = crearEstado(documento, 'aviso-campo')
  const mirar = (activas) => decir(activas ? 'Tiene las mayúsculas activadas (Bloq Mayús).' : '')
  for (const tipo of ['keydown', 'keyup']) {
    caja.addEventListener(tipo, (evento) => mirar(evento.getModifierState?.('CapsLock')))
  }
  caja.addEventListener('blur', () => mirar(false))
  caja.parentElement.after(linea)
}
