import { createStatusLine } from './status-line.js'
import { remainingText } from './units.js'

/** Screen readers hear the count only after a pause in typing. */
const PAUSE_MS = 800

/** Says how many characters are left, or too many. Never cuts: whoever pastes too much sees by how much. */
export function countCharacters(document) {
  for (const input of document.querySelectorAll('input[data-max]')) {
    const visible = document.createElement('p')
    visible.className = 'field-status'
    visible.setAttribute('aria-hidden', 'true')
    const { line, say } = createStatusLine(document, 'sr-only')
    input.parentElement.after(visible, line)
    let timer
    input.addEventListener('input', () => {
      const text = remainingText([...input.value.normalize().trim()].length, Number(input.dataset.max))
      visible.textContent = text
      clearTimeout(timer)
      timer = setTimeout(() => say(text), PAUSE_MS)
    })
  }
}
