/**
 * A live region: what it says is seen, and read aloud by screen readers at their next pause.
 * @returns the line, which must be in the page before it has any text, and `say`, which sets the text.
 */
export function createStatusLine(document, className) {
  const line = document.createElement('p')
  line.className = className
  line.setAttribute('role', 'status')
  const say = (text) => {
    // Setting the same text again would have it read aloud again.
    if (line.textContent !== text) line.textContent = text
  }
  return { line, say }
}
