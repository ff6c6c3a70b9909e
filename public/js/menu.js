/** Closes an open drop-down of the menu with Escape, and on a click or a focus elsewhere. */
export function cerrarMenus(documento) {
  const abiertos = () => documento.querySelectorAll('.grupo[open]')
  const cerrarLosDemas = ({ target }) => {
    for (const grupo of abiertos()) if (!grupo.contains(target)) grupo.open = false
  }
  documento.addEventListener('click', cerrarLosDemas)
  documento.addEventListener('focusin', cerrarLosDemas)
  documento.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const grupo of abiertos()) {
      grupo.open = false
      if (grupo.contains(documento.activeElement)) grupo.querySelector('summary').focus()
    }
  })
}
