/** A refusal of the entrance itself; becomes an error page with that status. */
export class ErrorHttp extends Error {
  readonly estado: number
  constructor(estado: number) {
    super(`status ${estado}`)
    this.name = 'ErrorHttp'
    this.estado = estado
  }
}

/** The request is alive, at another step: the person goes there. */
export class OtroPaso extends Error {
  readonly url: string
  constructor(url: string) {
    super(`the request is at ${url}`)
    this.name = 'OtroPaso'
    this.url = url
  }
}
