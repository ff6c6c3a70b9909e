/** For browsers that honour `autofocus` on inputs only. */
export function focusErrorSummary(document) {
  document.getElementById('error-summary')?.focus()
}

/** Print buttons are hidden until a script can make them work. */
export function showPrintButtons(document) {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false
    button.addEventListener('click', () => print())
  }
}
