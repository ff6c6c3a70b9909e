/** A rate limit was exceeded; becomes a 429 with `Retry-After` (product.md “Limits”). */
export class RateLimitExceeded extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('a limit was passed')
    this.name = 'RateLimitExceeded'
    this.seconds = Math.max(1, Math.ceil(seconds))
  }
}

/** The solicitud is unknown, expired, someone else's or at another paso: the person starts again. */
export class SolicitudLost extends Error {
  constructor() {
    super('the request is over or never was')
    this.name = 'SolicitudLost'
  }
}
