import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'
import { paths } from '../../../domain/urls.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { ensureFormSeal, localsOf } from '../../request/request-context.ts'
import type { Services } from '../../services.ts'
import { saveSession } from '../../session/session.ts'
import { requireAccess, type StaffRouter } from '../access.ts'

/** Encryption context of the codes that a session shows. */
const CONTEXT = 'codigos de recuperacion por mostrar'

/** Keeps the recovery codes until their owner says that they have them, or the session ends. */
export async function rememberCodes(
  { cipher }: Pick<Deps, 'cipher'>,
  req: Request,
  codes: readonly string[],
): Promise<void> {
  req.session.recoveryCodes = cipher.encrypt(JSON.stringify(codes), CONTEXT)
  await saveSession(req)
}

/** Where codes are shown, and where who has kept them goes. */
const PAGES = {
  /** Step 3 of an activation. */
  activar: { url: paths.console.activarCodigos, power: 'nobody', next: paths.console.ingresar },
  own: { url: paths.console.ownCodigos, power: 'signed_in', next: paths.console.own },
} as const

/** The ten recovery codes. The button that says that they are kept forgets them. */
export function mountRecoveryCodes(
  to: StaffRouter,
  { deps, csrf }: Services,
  which: keyof typeof PAGES,
): void {
  const { next, ...rest } = PAGES[which]
  const page = { ...rest, audit: 'nothing' } as const
  to.declare(page, 'get', 'post')
  to.router.get(page.url, requireAccess(page), (req, res) => {
    const { recoveryCodes } = req.session
    if (!recoveryCodes) return res.redirect(303, next)
    const codes: unknown = JSON.parse(deps.cipher.decrypt(recoveryCodes, CONTEXT))
    const formSeal = ensureFormSeal(req, deps.random)
    Object.assign(localsOf(res), { csrf: csrf.issue(formSeal), visit: csrf.visit(formSeal) })
    // Compressed, its length could reveal something of them.
    res
      .set('Cache-Control', 'no-store, no-transform')
      .render('console/codigos', { codes, url: page.url, isPaso: which === 'activar' })
  })
  to.router.post(page.url, requireAccess(page), requireLiveForm, (req, res) => {
    delete req.session.recoveryCodes
    req.session.shownOnce = true
    res.redirect(303, next)
  })
}
