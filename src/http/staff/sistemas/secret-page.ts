import type { Request } from 'express'
import type { SistemaWithSecret } from '../../../application/staff/sistemas/create-sistema.ts'
import { sistemaUrl } from '../../../domain/sistema-urls.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { saveSession } from '../../session/session.ts'
import { requireAccess, type StaffRouter } from '../access.ts'

/** Encryption context of the secret that a session shows. */
const CONTEXT = 'secreto de un sistema por mostrar'

interface ToShow {
  id: string
  nombre: string
  secret: string
}

/** Keeps a new secret until the next page shows it. @returns where that is. */
export async function rememberSecret(
  { deps: { cipher } }: Services,
  req: Request,
  { sistema: { id, nombre }, secret }: SistemaWithSecret,
): Promise<string> {
  if (secret === null) return sistemaUrl(id)
  req.session.secreto = cipher.encrypt(JSON.stringify({ id, nombre, secret } satisfies ToShow), CONTEXT)
  await saveSession(req)
  return paths.console.secreto
}

/** A new secret: shown once. Going back, or loading the page again, shows that it is gone. */
export function mountSecretPage(to: StaffRouter, { deps }: Services): void {
  const page = { url: paths.console.secreto, power: 'administrar_sistemas', audit: 'nothing' } as const
  to.declare(page, 'get')
  to.router.get(page.url, requireAccess(page), async (req, res) => {
    const { secreto } = req.session
    if (!secreto) return res.redirect(303, paths.console.sistemas)
    // Forgotten before it is sent: of two that ask at once, at most the same page shows it.
    delete req.session.secreto
    req.session.shownOnce = true
    await saveSession(req)
    const { id, nombre, secret }: ToShow = JSON.parse(deps.cipher.decrypt(secreto, CONTEXT))
    // Compressed, its length could reveal something of it.
    res
      .set('Cache-Control', 'no-store, no-transform')
      .render('console/secreto', { id, nombre, secret, back: sistemaUrl(id) })
  })
}
