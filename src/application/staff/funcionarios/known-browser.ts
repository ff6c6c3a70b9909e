import { BROWSER_DAYS } from '../../../domain/account/browsers.ts'
import { SHARED } from '../../../domain/account/tries.ts'
import { addDays } from '../../../domain/values/durations.ts'
import type { Context, Deps, SignedIn } from '../../ports.ts'

/** A funcionario that nobody is: what is asked of the database is the same for an address of nobody. */
const NOBODY = ''

/**
 * Whose counter a try spends: that of a browser where they signed in before, which no stranger can spend, or that of
 * all the others.
 */
export async function counterOf(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { browser }: Pick<Context, 'browser'>,
  funcionarioId: string = NOBODY,
): Promise<string> {
  if (!browser || browser.isNew) return SHARED.others
  const isKnown = await store.single.staffBrowsers.readIsLive(funcionarioId, browser.fingerprint, clock.now())
  return isKnown ? browser.fingerprint : SHARED.others
}

/** Notes where somebody signed in; the entrance gives that browser its cookie. */
export async function rememberStaffBrowser(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { browser }: Pick<Context, 'browser'>,
  { id }: SignedIn,
): Promise<void> {
  if (!browser) return
  await store.transaction(({ staffBrowsers }) =>
    staffBrowsers.put(id, browser.fingerprint, addDays(clock.now(), BROWSER_DAYS)),
  )
}
