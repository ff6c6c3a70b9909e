import type { Request } from 'express'
import type { SignedIn } from '../../application/ports.ts'
import { paths } from '../../domain/urls.ts'
import type { Loaded } from '../forms/form.ts'

/** What was asked for is not there now: another page is. */
export class ElsewhereInstead extends Error {
  readonly url: string
  constructor(url: string) {
    super(`go to ${url}`)
    this.name = 'ElsewhereInstead'
    this.url = url
  }
}

/** What a form is about; where it is not there, the page that is. */
export const orElsewhere = <State>(state: State | undefined, url: string): Loaded<State> =>
  state === undefined ? { ok: false, error: new ElsewhereInstead(url) } : { ok: true, state }

/** Whoever is signed in here. */
export const whoSignedIn = ({ session: { funcionario } }: Request): Loaded<SignedIn> =>
  orElsewhere(funcionario, paths.console.ingresar)
