import { crearEstado } from './estado.js'

/** How much of a box is left when it begins to say so. */
const PARTE = 0.2
/** Read aloud only once the typing pauses. */
const PAUSA_MS = 800

/** What to say of a box in which so many characters are written; nothing while there is room enough. */
export function quedan(escritos, maximo) {
  const resto = maximo - escritos
  if (resto > maximo * PARTE) return ''
  const cuantos = Math.abs(resto)
  const nombre = cuantos === 1 ? 'carácter' : 'caracteres'
  const verbo = resto < 0 ? 'sobra' : 'queda'
  return `Le ${verbo}${cuantos === 1 ? '' : 'n'} ${cuantos} ${nombre}.`
}

/** Says how many characters are left, or too many. Nothing is cut: who pastes too much sees by how much. */
export function contarCaracteres(documento) {
  for (const caja of documento.querySelectorAll('input[data-maximo]')) {
    const vista = documento.createElement('p')
    vista.className = 'aviso-campo'
    vista.setAttribute('aria-hidden', 'true')
    const { linea, decir } = crearEstado(documento, 'solo-lector')
    caja.parentElement.after(vista, linea)
    let pausa
    caja.addEventListener('input', () => {
      const texto = quedan([...caja.value.normalize().trim()].length, Number(caja.dataset.maximo))
      vista.textContent = texto
      clearTimeout(pausa)
      pausa = setTimeout(() => decir(texto), PAUSA_MS)
    })
  }
}
