import type { Request } from 'express'
import type { Deps } from '../../../application/ports.ts'
import { paths } from '../../../domain/urls.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { ensureFormSeal, localsOf } from '../../request/request-context.ts'
import type { Services } from '../../services.ts'
import { renewSession, saveSession } from '../../session/session.ts'
import type { StaffRouter } from '../access.ts'

/** Encryption context of the codes that a session shows. */
const CONTEXT = 'codigos de recuperacion por mostrar'

/** Keeps the recovery codes until their owner says that they have them, or the session ends. */
export async function rememberCodes(
  { cipher }: Pick<Deps, 'cipher'>,
  req: Request,
  codes: readonly string[],
): Promise<void> {
  await renewSession(req)
  req.session.recoveryCodes = cipher.encrypt(JSON.stringify(codes), CONTEXT)
  await saveSession(req)
}

/** Step 3: the ten recovery codes. The button that says that they are kept forgets them. */
export function mountRecoveryCodes(to: StaffRouter, { deps, csrf }: Services): void {
  const page = { url: paths.console.activarCodigos, power: 'nobody', audit: 'nothing' } as const
  to.declare(page, 'get', 'post')
  to.router.get(page.url, (req, res) => {
    const { recoveryCodes } = req.session
    if (!recoveryCodes) return res.redirect(303, paths.console.ingresar)
    const codes: unknown = JSON.parse(deps.cipher.decrypt(recoveryCodes, CONTEXT))
    const formSeal = ensureFormSeal(req, deps.random)
    Object.assign(localsOf(res), { csrf: csrf.issue(formSeal), visit: csrf.visit(formSeal) })
    // Compressed, its length could reveal something of them.
    res.set('Cache-Control', 'no-store, no-transform').render('console/codigos', { codes })
  })
  to.router.post(page.url, requireLiveForm, (req, res) => {
    delete req.session.recoveryCodes
    res.redirect(303, paths.console.ingresar)
  })
}
