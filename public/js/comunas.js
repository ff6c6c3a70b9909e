import { createStatusLine } from './status-line.js'

/** Offers only the comunas of the chosen region. The code of a comuna starts with that of its region. */
export function filterComunas(document) {
  const region = document.querySelector('select[name="region"]')
  const comuna = document.querySelector('select[name="comuna"]')
  if (!region || !comuna) return
  const { line, say } = createStatusLine(document, 'field-status')
  comuna.after(line)
  const groups = [...comuna.querySelectorAll('optgroup')]
  const filter = () => {
    // The option, not its value: a comuna with several names has several options of the same value.
    const chosen = comuna.selectedOptions[0]
    for (const group of groups) {
      if (group.querySelector('option')?.value.startsWith(region.value)) comuna.append(group)
      else group.remove()
    }
    if (chosen && comuna.contains(chosen)) chosen.selected = true
    else {
      comuna.selectedIndex = 0
      say('Elija una comuna de esta región.')
    }
  }
  region.addEventListener('change', filter)
  comuna.addEventListener('change', () => say(''))
  // After Back, some browsers restore the values only once this script has run.
  addEventListener('pageshow', filter)
}
