/** Browsers of staff who are signed in at the console, without a page of signing in. */
import { createHmac, randomUUID } from 'node:crypto'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import type { TestProduct } from '../product/test-product.ts'
import { ScriptFreeBrowser } from './script-free-browser.ts'

export interface SignedIn {
  /** Their browser. */
  me: ScriptFreeBrowser
  /** Their id. */
  id: string
}

/** Somebody of a role who is signed in, in a browser of their own without scripts. */
export async function signedIn(p: TestProduct, rol: Rol, id: string = randomUUID()): Promise<SignedIn> {
  const cookie = await staffCookie(p, rol, id)
  return { me: new ScriptFreeBrowser(p.app, { Cookie: cookie }), id }
}

/** The cookie of their session, for a browser of any kind: `name=value`. */
export async function staffCookie({ deps, config }: TestProduct, rol: Rol, id: string): Promise<string> {
  const sid = deps.random.token()
  const now = deps.clock.now()
  const data = {
    cookie: { originalMaxAge: null, httpOnly: true, path: '/', sameSite: 'strict' },
    formSeal: deps.random.token(),
    startedAt: now.getTime(),
    funcionario: { id, rol },
  }
  await deps.store.single.sessions.save({
    idFingerprint: deps.fingerprints.fingerprint('sesion', `funcionario:${sid}`),
    cuentaId: null,
    data: JSON.stringify(data),
    expiresAt: new Date(now.getTime() + 30 * 60_000),
  })
  return `funcionario=${encodeURIComponent(`s:${sid}.${signatureOf(sid, config.SESSION_SECRET)}`)}`
}

/** As express-session signs an id. */
const signatureOf = (sid: string, secrets: string): string =>
  createHmac('sha256', secrets.split(',')[0] ?? '')
    .update(sid)
    .digest('base64')
    .replace(/=+$/, '')
