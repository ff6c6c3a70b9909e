import type { Request } from 'express'
import session, { type SessionData } from 'express-session'
import { z } from 'zod'
import type { Clock, Fingerprints, Sessions, StoredSession } from '../../application/ports.ts'

/** The expiry of a session is extended at most this often. */
const TOUCH_MS = 5 * 60_000
/** How long the former id of a renewed session stays known. */
const GRACE_MS = 20_000

/** How the sessions of one entrance live. */
export interface SessionLife {
  /** Name of its cookie. Ids are stored under it, so that in another entrance they lead nowhere. */
  name: string
  /** Ends this long after the last request, in ms. */
  idleMs: number
  /** Ends this long after it began, in ms, however much it is used. */
  absoluteMs: number
  /** Data that a renewed session keeps, besides its seal. */
  keeps: readonly (keyof SessionData)[]
  /** Data that its former id still reaches for GRACE_MS, besides the seal. */
  formerKeeps: readonly (keyof SessionData)[]
}

/** The table that keeps them. */
export type StoredSessions = Pick<Sessions, 'read' | 'save' | 'extend' | 'delete'>

const storedSession = z.looseObject({ cookie: z.looseObject({}) })

type Callback = (error?: unknown) => void

const pick = (data: Partial<SessionData>, names: readonly (keyof SessionData)[]): Partial<SessionData> =>
  Object.fromEntries(names.map((name) => [name, data[name]]))

/** express-session store of one entrance over our database, which keeps the session id as a fingerprint only. */
export class SessionStore extends session.Store {
  readonly #sessions: StoredSessions
  readonly #fingerprints: Fingerprints
  readonly #clock: Clock
  readonly #life: SessionLife
  /** What remains of the former ids of a renewed session, to be stored with it. */
  readonly #formers = new WeakMap<object, StoredSession[]>()
  /** Each session as last saved: express-session saves a renewed one again when the response ends. */
  readonly #saved = new WeakMap<object, string>()

  constructor(
    deps: { sessions: StoredSessions; fingerprints: Fingerprints; clock: Clock },
    life: SessionLife,
  ) {
    super()
    this.#sessions = deps.sessions
    this.#fingerprints = deps.fingerprints
    this.#clock = deps.clock
    this.#life = life
  }

  override get(sid: string, callback: (error: unknown, data?: SessionData | null) => void): void {
    this.#sessions.read(this.storedId(sid)).then((row) => {
      if (!row || row.expiresAt <= this.#clock.now()) return callback(null, null)
      // Written by #row() below; zod only checks that it is an object with a cookie.
      const data = storedSession.parse(JSON.parse(row.data)) as unknown as SessionData
      callback(null, { ...data, endsAt: row.expiresAt.getTime() })
    }, callback)
  }

  override set(sid: string, data: SessionData, callback: Callback = () => undefined): void {
    const content = JSON.stringify(data)
    if (this.#saved.get(data) === content) return callback()
    const formers = this.#formers.get(data) ?? []
    const { endsAt: _, ...stored } = { ...data, startedAt: data.startedAt ?? this.#now() }
    this.#sessions.save(...formers, this.#row(sid, stored, this.#end(data))).then(() => {
      this.#formers.delete(data)
      this.#saved.set(data, content)
      callback()
    }, callback)
  }

  override touch(sid: string, data: SessionData, callback: Callback = () => undefined): void {
    const end = this.#end(data)
    if (end - (data.endsAt ?? 0) < TOUCH_MS) return callback()
    this.#sessions.extend(this.storedId(sid), new Date(end)).then(() => callback(), callback)
  }

  override destroy(sid: string, callback: Callback = () => undefined): void {
    this.#sessions.delete(this.storedId(sid)).then(() => callback(), callback)
  }

  /**
   * Gives the session a new id; saving it stores both in one statement. The former id reaches nothing any more
   * (ASVS 5.0, 7.2.4): for GRACE_MS it keeps only the seal and `formerKeeps`, which recognise the second click
   * of a double click as the same form (docs/decisions/0006).
   */
  override regenerate(req: Request, callback: Callback): void {
    const { session: former, sessionID } = req
    const { keeps, formerKeeps } = this.#life
    const rest = { cookie: former.cookie, ...pick(former, ['formSeal', 'startedAt', ...formerKeeps]) }
    const formers = this.#formers.get(former) ?? []
    req.sessionStore.generate(req)
    Object.assign(req.session, pick(former, ['formSeal', 'startedAt', ...keeps]))
    this.#formers.set(req.session, [...formers, this.#row(sessionID, rest, this.#now() + GRACE_MS)])
    callback()
  }

  #row(sid: string, data: Partial<SessionData>, end: number): StoredSession {
    return {
      idFingerprint: this.storedId(sid),
      cuentaId: null,
      data: JSON.stringify(data),
      expiresAt: new Date(end),
    }
  }

  #now(): number {
    return this.#clock.now().getTime()
  }

  #end({ startedAt = this.#now() }: Partial<SessionData>): number {
    return Math.min(this.#now() + this.#life.idleMs, startedAt + this.#life.absoluteMs)
  }

  /** A session is stored under a fingerprint of its id. */
  storedId(sid: string): string {
    return this.#fingerprints.fingerprint('sesion', `${this.#life.name}:${sid}`)
  }
}
