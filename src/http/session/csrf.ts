import type { Fingerprints, Random } from '../../application/ports.ts'

const VISIT = 'visita-'

/** The visit of the page from which a form was sent; '' when it does not say. */
export const visitOf = (body: object): string =>
  Object.keys(body).find((name) => name.startsWith(VISIT)) ?? ''

/**
 * Anti-forgery tokens: bound to the session, and by themselves recognisable as ours, so that a genuine form
 * whose session is over can come back with everything that was typed (product.md “Forms”).
 */
export interface Csrf {
  issue(formSeal: string): string
  /** A name for the visit of that seal: the same on all its pages, another after Terminar (decision 22). */
  visit(formSeal: string): string
  /** 'vencida': we made it, for a session that is no more. 'falsa': we did not. */
  judge(token: unknown, formSeal: string | undefined): 'vigente' | 'vencida' | 'falsa'
}

export function createCsrf({ random, fingerprints }: { random: Random; fingerprints: Fingerprints }): Csrf {
  const ours = (nonce: string) => `emitida:${nonce}`
  const forSession = (nonce: string, formSeal: string) => `sesion:${nonce}:${formSeal}`
  return {
    issue(formSeal) {
      const nonce = random.token().slice(0, 22)
      return [
        nonce,
        fingerprints.fingerprint('csrf', ours(nonce)),
        fingerprints.fingerprint('csrf', forSession(nonce, formSeal)),
      ].join('.')
    },
    visit: (formSeal) => `${VISIT}${fingerprints.fingerprint('csrf', `visita:${formSeal}`).slice(0, 8)}`,
    judge(token, formSeal) {
      if (typeof token !== 'string') return 'falsa'
      const [nonce = '', issued = '', session = '', ...rest] = token.split('.')
      if (rest.length > 0 || !fingerprints.matches('csrf', ours(nonce), issued)) return 'falsa'
      return formSeal && fingerprints.matches('csrf', forSession(nonce, formSeal), session)
        ? 'vigente'
        : 'vencida'
    },
  }
}
