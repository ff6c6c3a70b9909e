/** Leaves in the list of comunas only those of the chosen región; the code of a comuna starts with its región's. */
export function filtrarComunas(documento) {
  const region = documento.querySelector('select[name="region"]')
  const comuna = documento.querySelector('select[name="comuna"]')
  if (!region || !comuna) return
  const grupos = [...comuna.querySelectorAll('optgroup')]
  const filtrar = () => {
    const elegida = comuna.value
    for (const grupo of grupos) {
      if (grupo.querySelector('option')?.value.startsWith(region.value)) comuna.append(grupo)
      else grupo.remove()
    }
    comuna.value = elegida
    if (comuna.selectedIndex < 0) comuna.selectedIndex = 0
  }
  region.addEventListener('change', filtrar)
  // Going back, some browsers put the values in place only after this script has run.
  addEventListener('pageshow', filtrar)
}
