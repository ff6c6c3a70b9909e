import type { Deps } from '../ports.ts'

/**
 * Uses up what a form may use once, besides its captcha: a price that it paid, or its network's turn to wait for
 * one. One statement, so that of two forms at once, on any nodes, one has it (product.md “Price”).
 * @param id of what is used up.
 * @param body of the form: the same form sent twice (double click, reload) counts as one.
 * @returns `now` when this form took it, `before` when it did when it was sent before; otherwise until when another
 *   one has it.
 */
export async function useUp(
  deps: Pick<Deps, 'store' | 'fingerprints' | 'clock'>,
  id: string,
  body: string,
  expiresAt: Date,
): Promise<'now' | 'before' | Date> {
  const { submissions } = deps.store.single
  const fingerprint = deps.fingerprints.fingerprint('envio', body)
  if (await submissions.claim({ id, fingerprint, outcome: null, expiresAt }, deps.clock.now())) return 'now'
  const first = await submissions.findById(id)
  // Given back meanwhile: this one takes its place.
  if (!first) return useUp(deps, id, body, expiresAt)
  return first.fingerprint === fingerprint ? 'before' : first.expiresAt
}
