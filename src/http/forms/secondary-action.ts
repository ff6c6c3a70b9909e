import type { Context } from '../../application/ports.ts'
import type { Typed } from './form-body.ts'

/** What a secondary button receives: the fields as typed, unparsed and without secrets. */
interface UnsentForm {
  context: Context
  solicitudId: string
  /** The cuenta's version when the page was shown. */
  version: number
  typed: Typed
}

/** A button that does not send the fields. */
export interface SecondaryAction {
  /** Sent as `accion`. */
  value: string
  text: string
  /** @returns the paso to show next. */
  run: (unsent: UnsentForm) => Promise<string>
}
