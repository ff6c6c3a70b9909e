import type { Request, Response } from 'express'
import type { Interaction, InteractionEnd, InteractionResult } from '../application/ports.ts'

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
  end(req: Request, res: Response, but?: InteractionEnd): Promise<void>
}
