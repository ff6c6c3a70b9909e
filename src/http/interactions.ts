import type { Request, Response } from 'express'

/** What the pages of a sign-in need of the OpenID provider; src/openid implements it. */
export interface Interactions {
  /** The interaction with which this browser arrives: that of its cookie. Undefined when there is none. */
  arriving(req: Request, res: Response): Promise<Interaction | undefined>
  /** Undefined once it ended or expired, an hour after it began. */
  read(id: string): Promise<Interaction | undefined>
  /**
   * Ends it.
   * @param paso of the browser that does, which alone goes on with it.
   * @returns the address of ours at which the request of the sistema goes on; undefined when it ended or expired meanwhile.
   */
  finish(id: string, result: InteractionResult, paso: string): Promise<string | undefined>
  /**
   * Ends the session that this browser has with the provider, if any.
   * @param but of whom it is left, and whether only where it is over with the browser.
   */
  end(req: Request, res: Response, but?: { cuentaId: string | null; shared: boolean }): Promise<void>
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
