const WAIT_MS = 8000

/** Lets each form be sent once; again when the page is shown again, or when no answer came after a while. */
export function submitOnce(document) {
  // A form with a target does not leave this page, and may be sent again.
  for (const form of document.querySelectorAll('form:not([target])')) {
    const buttons = [...form.querySelectorAll('button:not([type="button"])')]
    let isSent = false
    const setSent = (value) => {
      isSent = value
      for (const button of buttons) button.setAttribute('aria-disabled', String(value))
    }
    form.addEventListener('submit', (event) => {
      if (isSent) event.preventDefault()
      if (isSent || event.defaultPrevented) return
      setSent(true)
      setTimeout(() => setSent(false), WAIT_MS)
    })
    addEventListener('pageshow', () => setSent(false))
  }
}
