/** What is marked ● was asked for without the second factor shown again: its page comes first. */
export class FactorDue extends Error {
  readonly llamada: string
  /** The page to come back to. */
  readonly url: string

  constructor({ llamada, url }: { llamada: string; url: string }) {
    super('the second factor is asked for again')
    this.name = 'FactorDue'
    this.llamada = llamada
    this.url = url
  }
}
