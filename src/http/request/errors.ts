/** A refusal of the entrance itself; becomes an error page with that status. */
export class HttpError extends Error {
  readonly status: number
  constructor(status: number) {
    super(`status ${status}`)
    this.name = 'ErrorHttp'
    this.status = status
  }
}

/** The request is alive, at another step: the person goes there. */
export class AtOtherPaso extends Error {
  readonly url: string
  constructor(url: string) {
    super(`the request is at ${url}`)
    this.name = 'OtroPaso'
    this.url = url
  }
}
