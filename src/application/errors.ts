/** A limit that shows: becomes a 429 with `Retry-After` (product.md “Limits”). */
export class RateLimitExceeded extends Error {
  readonly seconds: number
  constructor(seconds: number) {
    super('a limit was passed')
    this.name = 'LimiteSuperado'
    this.seconds = Math.max(1, Math.ceil(seconds))
  }
}

/** The request is unknown, over, someone else's or in another step: the person starts again. */
export class SolicitudLost extends Error {
  constructor() {
    super('the request is over or never was')
    this.name = 'SolicitudPerdida'
  }
}
