/** Browsers of staff who are signed in at the console, without its pages of signing in. */
import { createHmac, randomUUID } from 'node:crypto'
import type { SignedIn } from '../../../src/application/ports.ts'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import { storedFuncionario } from '../data/personal.ts'
import type { TestProduct } from '../product/test-product.ts'
import { ScriptFreeBrowser } from './script-free-browser.ts'

/** Somebody who is signed in. */
export interface StaffVisitor {
  /** Their browser. */
  me: ScriptFreeBrowser
  /** Their id. */
  id: string
}

/**
 * Somebody of a role who is signed in, in a browser of their own without scripts. Their mailbox is `<id>@sence.test`.
 * @param id of one who is signed in elsewhere already, for another session of theirs.
 * @param renewedFor the llamada or orden for which they have shown their second factor again.
 */
export async function signedIn(
  p: TestProduct,
  rol: Rol,
  id: string = randomUUID(),
  renewedFor?: string,
): Promise<StaffVisitor> {
  return { me: new ScriptFreeBrowser(p.app, { Cookie: await staffCookie(p, rol, id, renewedFor) }), id }
}

/** A supervisor who has just shown their second factor again to decide an orden. @param number of it. */
export async function signedInToDecide(p: TestProduct, number: string): Promise<StaffVisitor> {
  const orden = await p.deps.store.read(({ ordenes }) => ordenes.findByNumber(number))
  return signedIn(p, 'supervisor', randomUUID(), orden?.id)
}

/** The cookie of such a session, for a browser of any kind: `name=value`. */
export async function staffCookie(
  p: TestProduct,
  rol: Rol,
  id: string = randomUUID(),
  renewedFor?: string,
): Promise<string> {
  const { deps, config } = p
  await deps.store.transaction((uow) =>
    uow.funcionarios.create(storedFuncionario({ id, rol, email: `${id}@sence.test` })),
  )
  const sid = deps.random.token()
  const now = deps.clock.now()
  const data = {
    cookie: { originalMaxAge: null, httpOnly: true, path: '/', sameSite: 'strict' },
    formSeal: deps.random.token(),
    startedAt: now.getTime(),
    ...(renewedFor && { renewed: { llamada: renewedFor, until: now.getTime() + 5 * 60_000 } }),
    funcionario: { id, generation: 0, network: '127.0.0.0/24' } satisfies SignedIn,
  }
  await deps.store.single.staffSessions.save({
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
