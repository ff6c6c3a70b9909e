import type { Context } from '../../application/ports.ts'
import type { Typed } from './form-body.ts'

/** What a button that does not send the fields gets: their texts as they were typed, without secrets. */
interface UnsentForm {
  context: Context
  solicitudId: string
  /** What the page carried of the account's version. */
  version: number
  typed: Typed
}

/** A button that does not send the fields. */
export interface SecondaryAction {
  /** What it sends as `accion`. */
  value: string
  text: string
  /** @returns the name of the step to show next. */
  run: (unsent: UnsentForm) => Promise<string>
}
