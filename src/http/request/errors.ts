/** Refused by the web layer itself; shown as an error page with that status. */
export class HttpError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.name = 'HttpError'
    this.status = status
  }
}

/** A body came too slowly. Not 408: after that browsers send the form again, unasked, over a connection that they had used. */
export class BodyTooSlow extends HttpError {
  constructor() {
    super(400)
    this.name = 'BodyTooSlow'
  }
}

/** The solicitud is alive but at another paso: redirects there. */
export class AtOtherPaso extends Error {
  readonly url: string
  constructor(url: string) {
    super(`the solicitud is at ${url}`)
    this.name = 'AtOtherPaso'
    this.url = url
  }
}
