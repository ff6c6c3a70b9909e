import { createStatusLine } from './status-line.js'

const CANCELLED = 'No se usó la llave. Presione el botón para intentarlo otra vez.'
const MESSAGES = {
  NotAllowedError: CANCELLED,
  AbortError: CANCELLED,
  InvalidStateError: 'Esta llave ya está registrada. Use otra.',
  NotSupportedError: 'Este equipo no tiene una llave que sirva aquí. Use otra.',
  SecurityError:
    'En esta dirección no se pueden usar llaves de acceso. Avise a quien administra el personal.',
}

/**
 * Asks for a passkey when the form is sent, and sends its answer with it. The page says what to ask
 * (src/security/passkeys.ts); where a browser knows no passkeys, it says what to do instead.
 */
export function askForPasskey(document) {
  const asked = document.querySelector('[data-passkey]')
  const { credentials } = globalThis.navigator
  if (!asked || !credentials || !globalThis.PublicKeyCredential) return
  const form = document.querySelector('form.main-form')
  const { passkey } = form.elements
  // No browser is to restore an answer: it is good once.
  passkey.autocomplete = 'off'
  passkey.value = ''
  for (const part of document.querySelectorAll('[data-without-passkeys]')) part.remove()
  const { line, say } = createStatusLine(document, 'field-status')
  form.querySelector('.buttons').before(line)
  let isAsking = false
  // Whoever comes back to the page is asked anew.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    passkey.value = ''
    isAsking = false
    say('')
  })

  form.addEventListener('submit', (event) => {
    // Other buttons do not send it.
    if (passkey.value || event.submitter?.name === 'accion') return
    event.preventDefault()
    if (isAsking) return
    isAsking = true
    say('Siga las instrucciones de su equipo…')
    ask(credentials, asked.dataset.passkey, JSON.parse(asked.dataset.options)).then(
      (answer) => {
        passkey.value = JSON.stringify(answer)
        say('Un momento…')
        form.requestSubmit(event.submitter)
      },
      (error) => {
        const message = MESSAGES[error.name]
        if (!message) console.error(error)
        isAsking = false
        say(message ?? CANCELLED)
      },
    )
  })
}

/** @param action `create` or `get`. @returns the answer, as JSON can hold it. */
async function ask(credentials, action, options) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: toBytes(options.user.id) } }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(withBytes) }),
    ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(withBytes) }),
  }
  const { id, rawId, type, response } = await credentials[action]({ publicKey })
  return { id, rawId: toText(rawId), type, response: textsOf(response), clientExtensionResults: {} }
}

/** The parts of either answer that there are. */
const textsOf = (response) => ({
  clientDataJSON: toText(response.clientDataJSON),
  ...(response.attestationObject && {
    attestationObject: toText(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  }),
  ...(response.signature && {
    authenticatorData: toText(response.authenticatorData),
    signature: toText(response.signature),
  }),
})

const withBytes = (credential) => ({ ...credential, id: toBytes(credential.id) })

/** Bytes of a text in base64url, and back. */
const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
