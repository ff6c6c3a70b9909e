/** Passkeys: what a browser is asked, and how its answer is read. Nothing is stored here. */

/** What is known of a passkey; its private half never leaves its device. */
export interface PasskeyKey {
  /** Id of the credential, base64url. Its device chose it; nobody else has the same. */
  credentialId: string
  /** As COSE writes it, base64url. */
  publicKey: string
  counter: number
  /** How it is reached, as its browser said: 'usb', 'internal', 'hybrid'… */
  transports: readonly string[]
}

export interface PasskeyOwner {
  id: string
  email: string
  nombre: string
}

/** Both answers must be of our own origin and name, of the very challenge, and say that the device knew its person. */
export interface Passkeys {
  /**
   * What `navigator.credentials.create` is asked, as JSON.
   * @param challenge 32 random bytes, base64url.
   * @param registered those that its owner has: their devices refuse to make another.
   */
  askToRegister(challenge: string, owner: PasskeyOwner, registered: readonly PasskeyKey[]): Promise<string>
  /** What `navigator.credentials.get` is asked, as JSON: only the passkeys of one person are taken. */
  askToShow(challenge: string, registered: readonly PasskeyKey[]): Promise<string>
  /** @returns the new passkey; undefined when the answer cannot be read or is not right. */
  readRegistered(challenge: string, answer: string): Promise<PasskeyKey | undefined>
  /** Which passkey an answer is of, before anything of it is believed; undefined when it cannot be read. */
  credentialIdOf(answer: string): string | undefined
  /** @returns the counter that it signed, whatever the last one was; undefined when the answer is not right. */
  readShown(challenge: string, answer: string, key: PasskeyKey): Promise<number | undefined>
}
