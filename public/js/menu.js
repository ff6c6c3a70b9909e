/** Closes an open submenu on Escape, and on a click or focus outside it. */
export function closeMenus(document) {
  const openGroups = () => document.querySelectorAll('.group[open]')
  const closeOthers = ({ target }) => {
    for (const group of openGroups()) if (!group.contains(target)) group.open = false
  }
  document.addEventListener('click', closeOthers)
  document.addEventListener('focusin', closeOthers)
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    for (const group of openGroups()) {
      group.open = false
      if (group.contains(document.activeElement)) group.querySelector('summary').focus()
    }
  })
}
