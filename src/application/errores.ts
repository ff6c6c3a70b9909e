/** A limit that shows: becomes a 429 with `Retry-After` (PRODUCT “Limits”). */
export class LimiteSuperado extends Error {
  readonly segundos: number
  constructor(segundos: number) {
    super('a limit was passed')
    this.name = 'LimiteSuperado'
    this.segundos = Math.max(1, Math.ceil(segundos))
  }
}

/** The request is unknown, over, someone else's or in another step: the person starts again. */
export class SolicitudPerdida extends Error {
  constructor() {
    super('the request is over or never was')
    this.name = 'SolicitudPerdida'
  }
}
