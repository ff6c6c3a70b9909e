import { crearEstado } from './estado.js'

/** Leaves in the list of comunas only those of the chosen región; the code of a comuna starts with its región's. */
export function filtrarComunas(documento) {
  const region = documento.querySelector('select[name="region"]')
  const comuna = documento.querySelector('select[name="comuna"]')
  if (!region || !comuna) return
  const { linea, decir } = crearEstado(documento, 'aviso-campo')
  comuna.after(linea)
  const grupos = [...comuna.querySelectorAll('optgroup')]
  const filtrar = () => {
    // Kept as the option that it is: a comuna with several names stands several times in the list.
    const elegida = comuna.selectedOptions[0]
    for (const grupo of grupos) {
      if (grupo.querySelector('option')?.value.startsWith(region.value)) comuna.append(grupo)
      else grupo.remove()
    }
    if (elegida && comuna.contains(elegida)) elegida.selected = true
    else {
      comuna.selectedIndex = 0
      decir('Elija una comuna de esta región.')
    }
  }
  region.addEventListener('change', filtrar)
  comuna.addEventListener('change', () => decir(''))
  // Going back, some browsers put the values in place only after this script has run.
  addEventListener('pageshow', filtrar)
}
