/** Sends the form that takes an answer to another system, as its button does where scripts are off. */
export function sendOn(document) {
  document.querySelector('form[data-send-on]')?.requestSubmit()
}
