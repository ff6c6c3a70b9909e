import { crearEstado } from './estado.js'
import { quedan } from './medidas.js'

/** Read aloud only once the typing pauses. */
const PAUSA_MS = 800

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
