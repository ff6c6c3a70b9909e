import type { Request } from 'express'
import session, { type SessionData } from 'express-session'
import { z } from 'zod'
import type { Clock, Fingerprints, Store } from '../../application/ports.ts'

/** Idle lifetime of a session: that of a solicitud, plus slack for a form being filled in. */
const SESSION_LIFETIME_MS = 60 * 60_000
/** The expiry of a session is extended at most this often. */
const TOUCH_MS = 5 * 60_000
/** How long the former id of a renewed session stays known. */
const GRACE_MS = 20_000

const storedSession = z.looseObject({ cookie: z.looseObject({}) })

type Callback = (error?: unknown) => void

/** express-session store over our database, which keeps the session id as a fingerprint only. */
export class SessionStore extends session.Store {
  readonly #store: Store
  readonly #fingerprints: Fingerprints
  readonly #clock: Clock

  constructor(deps: { store: Store; fingerprints: Fingerprints; clock: Clock }) {
    super()
    this.#store = deps.store
    this.#fingerprints = deps.fingerprints
    this.#clock = deps.clock
  }

  override get(sid: string, callback: (error: unknown, data?: SessionData | null) => void): void {
    const read = this.#store.transaction((uow) => uow.sessions.read(this.#id(sid)))
    read.then((row) => {
      if (!row || row.expiresAt <= this.#clock.now()) return callback(null, null)
      // Written by set() below; zod only checks that it is an object with a cookie.
      const data = storedSession.parse(JSON.parse(row.data)) as unknown as SessionData
      callback(null, { ...data, touchedAt: row.expiresAt.getTime() - SESSION_LIFETIME_MS })
    }, callback)
  }

  override set(sid: string, data: SessionData, callback: Callback = () => undefined): void {
    const row = {
      idFingerprint: this.#id(sid),
      cuentaId: null,
      data: JSON.stringify(data),
      expiresAt: this.#end(),
    }
    this.#store.transaction((uow) => uow.sessions.save(row)).then(() => callback(), callback)
  }

  override touch(sid: string, data: SessionData, callback: Callback = () => undefined): void {
    if (this.#clock.now().getTime() - (data.touchedAt ?? 0) < TOUCH_MS) return callback()
    const moved = this.#store.transaction((uow) => uow.sessions.extend(this.#id(sid), this.#end()))
    moved.then(() => callback(), callback)
  }

  override destroy(sid: string, callback: Callback = () => undefined): void {
    this.#store.transaction((uow) => uow.sessions.delete(this.#id(sid))).then(() => callback(), callback)
  }

  /**
   * Gives the session a new id. The former one reaches nothing any more (ASVS 5.0, 7.2.4): for GRACE_MS it
   * keeps only the seal and the refreshed captchas, which recognise the second click of a double click as the
   * same form, and `volver` (docs/decisions/0006).
   */
  override regenerate(req: Request, callback: Callback): void {
    const { cookie, formSeal, volver, refreshedLetters } = req.session
    const rest = {
      idFingerprint: this.#id(req.sessionID),
      cuentaId: null,
      data: JSON.stringify({ cookie, formSeal, volver, refreshedLetters }),
      expiresAt: new Date(this.#clock.now().getTime() + GRACE_MS),
    }
    this.#store
      .transaction((uow) => uow.sessions.save(rest))
      .then(() => {
        req.sessionStore.generate(req)
        callback()
      }, callback)
  }

  #end(): Date {
    return new Date(this.#clock.now().getTime() + SESSION_LIFETIME_MS)
  }

  #id(sid: string): string {
    return this.#fingerprints.fingerprint('sesion', sid)
  }
}
