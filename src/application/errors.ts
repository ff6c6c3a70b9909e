import type { RefusalCode } from '../domain/outcome/refusals.ts'

/** A rate limit was exceeded; becomes a 429 with `Retry-After` (product.md “Limits”). */
export class RateLimitExceeded extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('a limit was passed')
    this.name = 'RateLimitExceeded'
    this.seconds = Math.max(1, Math.ceil(seconds))
  }
}

/**
 * The same of one form alone, which comes back with everything that was typed.
 */
export class FormLimitExceeded extends RateLimitExceeded {
  /** Code of the refusal that its page shows. */
  readonly code: RefusalCode
  constructor(code: RefusalCode, seconds: number) {
    super(seconds)
    this.code = code
  }
}

/** The form has a price that it did not pay: nothing was done, and it comes back with one (product.md “Price”). */
export class PriceDue extends Error {
  constructor() {
    super('this costs a proof of work')
    this.name = 'PriceDue'
  }
}

/** The solicitud is unknown, expired, someone else's or at another paso: the person starts again. */
export class SolicitudLost extends Error {
  constructor() {
    super('the request is over or never was')
    this.name = 'SolicitudLost'
  }
}
