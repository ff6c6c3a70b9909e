import type { Fingerprints, Random } from '../../application/ports.ts'

const VISIT = 'visita-'

/** Name of the visit in which a form was rendered; '' when the form does not carry it. */
export const visitOf = (body: object): string =>
  Object.keys(body).find((name) => name.startsWith(VISIT)) ?? ''

/**
 * Anti-forgery tokens: bound to a session, yet recognisable as ours without it, so that a genuine form whose
 * session is over can come back with everything that was typed (product.md “Forms”, docs/decisions/0005).
 */
export interface Csrf {
  issue(formSeal: string): string
  /**
   * Name of the visit with that seal: the same on all its pages, new after Terminar (docs/decisions/0022).
   */
  visit(formSeal: string): string
  /** `expired`: issued by us, for another session than this one. `forged`: not issued by us. */
  judge(token: unknown, formSeal: string | undefined): 'valid' | 'expired' | 'forged'
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
      if (typeof token !== 'string') return 'forged'
      const [nonce = '', issued = '', session = '', ...rest] = token.split('.')
      if (rest.length > 0 || !fingerprints.matches('csrf', ours(nonce), issued)) return 'forged'
      return formSeal && fingerprints.matches('csrf', forSession(nonce, formSeal), session)
        ? 'valid'
        : 'expired'
    },
  }
}
