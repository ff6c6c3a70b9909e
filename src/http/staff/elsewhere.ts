/** What was asked for is not there now: another page is. */
export class ElsewhereInstead extends Error {
  readonly url: string
  constructor(url: string) {
    super(`go to ${url}`)
    this.name = 'ElsewhereInstead'
    this.url = url
  }
}
