/** Passkeys of staff: what a browser is asked, how its answer is read, and those that are kept. */

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
  /** Of which passkey an answer says that it is, and to which challenge; undefined when it cannot be read. */
  readClaims(answer: string): { credentialId: string; challenge: string } | undefined
  /** @returns the counter that it signed, whatever the last one was; undefined when the answer is not right. */
  readShown(challenge: string, answer: string, key: PasskeyKey): Promise<number | undefined>
}

/** A passkey of a funcionario. */
export interface StaffPasskey extends PasskeyKey {
  funcionarioId: string
  /** By which its owner tells it from their others. */
  name: string
  createdAt: Date
  /** When it was last accepted. */
  usedAt: Date | null
}

export interface StaffPasskeys {
  /** @returns false when that credential is registered already, by whomever. */
  create(passkey: StaffPasskey): Promise<boolean>
  /** The oldest first. */
  findByFuncionario(funcionarioId: string): Promise<StaffPasskey[]>
  readCount(funcionarioId: string): Promise<number>
  /** Writes the counter of one that was accepted. @returns false when another answer of it came first, or it is gone. */
  use(passkey: Pick<StaffPasskey, 'credentialId' | 'counter'>, counter: number, now: Date): Promise<boolean>
  /** Calls one of theirs otherwise. */
  rename(funcionarioId: string, credentialId: string, name: string): Promise<void>
  /** @returns whether they had it. */
  delete(funcionarioId: string, credentialId: string): Promise<boolean>
  /** All of theirs. */
  deleteByFuncionario(funcionarioId: string): Promise<void>
}
