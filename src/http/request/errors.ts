/** Refused by the web layer itself; shown as an error page with that status. */
export class HttpError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.name = 'HttpError'
    this.status = status
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
