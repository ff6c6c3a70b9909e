/** What the OpenID provider keeps (docs/decisions/0069). */
import type { SigningKey } from '../../domain/openid/signing-keys.ts'

/** A session, interaction, grant, code or token of the provider. */
export interface OpenIdRecord {
  /** Fingerprint of its kind and of what its holder has. */
  id: string
  /** The provider's name for what it is. */
  kind: string
  encryptedPayload: string
  /** Fingerprint of the grant that it rests on, and ends with. */
  grantFingerprint: string | null
  /** Of a session: fingerprint of what it is called in its tokens. */
  uidFingerprint: string | null
  /** Whose it is: it ends with what ends the sessions of that cuenta. */
  cuentaId: string | null
  consumedAt: Date | null
  expiresAt: Date
}

/** A system in which a session took part, which is told when it ends. */
export interface Participation {
  sistemaId: string
  /** What that session is called in its tokens. */
  sid: string
}

/** A sign-out that a system is to be told. */
export interface QueuedLogout extends Participation {
  id: string
  cuentaId: string
  tries: number
  availableAt: Date
  /** When it is given up. */
  expiresAt: Date
}

export interface OpenIdRecords {
  /** Creates it, or replaces it but for `consumedAt`. */
  save(record: OpenIdRecord): Promise<void>
  findById(id: string): Promise<OpenIdRecord | undefined>
  findByUid(uidFingerprint: string): Promise<OpenIdRecord | undefined>
  /**
   * Whether a session ended, under its id or what it is called in its tokens. If not, nobody ends it until the
   * transaction ends.
   */
  isEnded(session: Pick<OpenIdRecord, 'id' | 'uidFingerprint'>): Promise<boolean>
  /** Whether it is there; nobody deletes it until the transaction ends. */
  hold(id: string): Promise<boolean>
  /** Whether a cuenta is active; nobody changes it until the transaction ends. */
  holdCuenta(cuentaId: string): Promise<boolean>
  /** @returns false when it was consumed before, or is not there. */
  consume(id: string, at: Date): Promise<boolean>
  delete(id: string): Promise<void>
  /** Ends the id of a session, which may go on under another one. */
  forgetSession(id: string, at: Date): Promise<void>
  /** Deletes what rests on a grant, of every kind or of one. */
  deleteByGrant(grantFingerprint: string, kind?: string): Promise<void>
  /** Notes in which systems a session takes part. */
  saveParticipations(
    session: { fingerprint: string; cuentaId: string; expiresAt: Date },
    participations: readonly Participation[],
  ): Promise<void>
  /** Ends whatever a cuenta has with the provider, and queues the sign-outs of the systems where it took part. */
  endByCuenta(cuentaId: string, at: Date): Promise<void>
  /** The same for one session. */
  endSession(sessionFingerprint: string, at: Date): Promise<void>
  /** Organisations that are signed in somewhere: their cuentas' ids, in order, those after one. */
  findSignedInOrganisations(after: string, limit: number): Promise<string[]>
  /** Queues the sign-out of one system of a session. */
  endParticipation(sid: string, at: Date): Promise<void>
  /** Systems that are due to be told of a sign-out, the one that waits longest first. */
  findDueSistemas(now: Date, limit: number): Promise<string[]>
  /** Takes up to `limit` sign-outs of a system that are due, and has nobody else take them until `until`. */
  takeLogouts(sistemaId: string, now: Date, until: Date, limit: number): Promise<QueuedLogout[]>
  deleteLogout(id: string): Promise<void>
  postponeLogout(id: string, availableAt: Date): Promise<void>
  /** The same for all of a system that are due. */
  postponeDue(sistemaId: string, now: Date, availableAt: Date): Promise<void>
  /** How many systems are still to be told of one, counted for each person, and since when the oldest waits. */
  readWaitingLogouts(): Promise<{ waiting: number; oldestAt: Date | null }>
}

/** A key that signs tokens, with its private part. */
export interface OpenIdKey extends SigningKey {
  encryptedJwk: string
}

export interface OpenIdKeys {
  /** Those that are published, the one that signs first, then by age. */
  findPublished(): Promise<OpenIdKey[]>
  findAll(): Promise<OpenIdKey[]>
  /** Nobody else changes keys until the transaction ends. */
  lock(): Promise<void>
  create(key: OpenIdKey): Promise<void>
  /** The same, unless there is one with that id. */
  createUnlessThere(key: OpenIdKey): Promise<void>
  save(key: OpenIdKey): Promise<void>
}

export interface OpenIdConsents {
  /** Scopes that a person allowed a system to see; none if they never did. */
  findScopes(cuentaId: string, sistemaId: string): Promise<string[]>
  save(consent: { cuentaId: string; sistemaId: string; scopes: readonly string[]; at: Date }): Promise<void>
}

export interface SigningKeys {
  /** A new private key as JWK (RFC 7517), in JSON. @param id its `kid`. */
  generate(id: string): Promise<string>
}

/** Why a system could not be told of a sign-out. */
export interface LogoutFailure {
  host: string
  /** Status of its answer, or what the connection failed with. */
  code: string
  /** Whether it answered, and refused this one: it may take others. */
  answered: boolean
}

export interface LogoutSender {
  /**
   * Tells a system of a sign-out, once (OpenID Connect Back-Channel Logout 1.0).
   * @param uri where it wants to be told.
   * @returns null once it knows.
   */
  send(logout: QueuedLogout, uri: string): Promise<LogoutFailure | null>
}

/** A request of a sistema that waits for a person. */
export interface Interaction {
  id: string
  asks: 'login' | 'consent' | 'create'
  sistemaId: string
  /** Who is signed in already, if anybody. */
  cuentaId: string | null
  /** What the sistema guesses of who comes: a RUT or NIE as typed. Never trusted, never in an address. */
  hint: string | null
  /** Scopes that this person has not allowed this sistema yet. */
  scopes: readonly string[]
  /** Address of ours, path and query, that asks the same again once the interaction is gone. It names no person. */
  again: string
}

/** What came of it. */
export type InteractionResult =
  | {
      login: {
        cuentaId: string
        acr: string
        amr: readonly string[]
        shared: boolean
        /** Of the CS that was shown: changed since, nobody is signed in. */
        claveFingerprint: string
      }
    }
  | { consent: 'granted' }
  /** The sistema is told `access_denied`. */
  | { refused: true }

/** Whose session is left where others end, and whether only where it is over with the browser. */
export interface InteractionEnd {
  cuentaId: string | null
  shared: boolean
}

/** A page that the provider asks for and the web application shows in our words. */
export type HandedPage =
  /** Asks whether to sign out. `xsrf`: the provider's token, for its form. `origin`: where the browser goes then. */
  | { page: 'salir'; xsrf: string; origin?: string }
  /** Signed out, and no system waits for it. */
  | { page: 'fuera' }
  /** The request of a system cannot be answered to it. @param error the code of OAuth. */
  | { page: 'error'; error: string; status: number }
  /** The answer to a system that wants it in a form, which the browser sends there. */
  | { page: 'vuelta'; to: string; fields: Record<string, string>; sistema: string }
  /** There is nothing here. */
  | { page: 'ninguna' }
