import { BROWSER_DAYS, levelProven, type ProvenBrowser } from '../../domain/account/browsers.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Proof } from '../../domain/account/progress.ts'
import { addDays } from '../../domain/values/durations.ts'
import type { Context, Deps, Provisoria, UnitOfWork } from '../ports.ts'

type BrowserContext = Pick<Context, 'browser'>

/** A proven browser is stored again at most once a day. */
const RENEWED_AFTER_DAYS = 1

/**
 * The browser that asks, if the cuenta was proven in it (product.md “Proofs”, 6). One statement, also without
 * cuenta; none for a browser where nothing was proven.
 */
export async function findProvenBrowser(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { browser }: BrowserContext,
  cuentaId: string | null | undefined,
): Promise<ProvenBrowser | undefined> {
  if (!browser || browser.isNew) return undefined
  return store.single.provenBrowsers.findLive(browser.fingerprint, cuentaId ?? '', clock.now())
}

/**
 * Stores that the cuenta was proven in the browser that asks. Not of a frozen or closed one: whoever caused the
 * freeze would have tries of their own again.
 * @param known the browser as it was stored, if it was.
 */
export async function rememberBrowser(
  { clock }: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { browser }: BrowserContext,
  { cuenta, proofs, known }: { cuenta: Cuenta; proofs: readonly Proof[]; known?: ProvenBrowser | undefined },
): Promise<void> {
  const rank = Math.max(levelProven(proofs, cuenta), known?.rank ?? 0)
  if (!browser || rank === 0 || cuenta.estado !== 'activa') return
  const expiresAt = addDays(clock.now(), BROWSER_DAYS)
  if (known?.rank === rank && known.expiresAt > addDays(expiresAt, -RENEWED_AFTER_DAYS)) return
  await uow.provenBrowsers.put({ browser: browser.fingerprint, cuentaId: cuenta.id, rank, expiresAt })
}

/**
 * Whether tries at the provisoria in this browser are its owner's: it asked for it. That the account was proven there
 * is not enough: whoever once knew the respuesta would end every provisoria of the owner's.
 */
export const ownsProvisoria = (
  { browser: asked }: Pick<Provisoria, 'browser'>,
  { browser }: BrowserContext,
): boolean => asked !== null && asked === browser?.fingerprint
