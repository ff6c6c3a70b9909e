/** What this session searched for last, encrypted: no address, log or audit has it (product.md “Finding”). */
import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'

declare module 'express-session' {
  interface SessionData {
    /** Its last searches, by what stands for each in addresses, the latest one last. */
    searches: { ref: string; encryptedText: string }[]
  }
}

/** How many tabs with a search of their own work side by side. */
const TABS = 5

const contextOf = (ref: string) => `busqueda:${ref}`

/** @returns what stands for it in addresses. */
export function rememberSearch(req: Request, deps: Pick<Deps, 'cipher' | 'random'>, text: string): string {
  const ref = deps.random.token()
  const encryptedText = deps.cipher.encrypt(text, contextOf(ref))
  req.session.searches = [...(req.session.searches ?? []), { ref, encryptedText }].slice(-TABS)
  return ref
}

/** What was searched for; undefined when this session did not, or it was long ago. */
export function rememberedSearch(
  { session }: Request,
  deps: Pick<Deps, 'cipher'>,
  ref: string | undefined,
): string | undefined {
  const found = session.searches?.find((one) => one.ref === ref)
  return found && deps.cipher.decrypt(found.encryptedText, contextOf(found.ref))
}
