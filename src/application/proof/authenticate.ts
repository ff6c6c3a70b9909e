import type { Cuenta } from '../../domain/account/cuenta.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { looksLikeProvisoria } from '../../domain/secrets/clave.ts'
import { normalizeTold } from '../../domain/values/told.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, Enlace, HashReservation, Provisoria, UnitOfWork } from '../ports.ts'
import { findProvenBrowser, ownsProvisoria, rememberBrowser } from './browsers.ts'
import { openedButton } from './button-of-provisoria.ts'
import { subjectOf } from './limits.ts'
import { concludeTry, type Tried } from './tries.ts'
import { tryHash } from './verify-hash.ts'

export interface Credential {
  perfil: Perfil
  identificador: string
  clave: string
  /** Ids of the buttons of messages with a provisoria that this session opened. */
  openedEnlaces?: readonly string[]
}

export interface Authenticated {
  cuenta: Cuenta
  proof: 'clave' | 'provisoria'
  /** Set when the proof was the provisoria. */
  provisoriaFingerprint?: string
  /** Whether that was given for a codigo too. */
  withCodigo?: boolean
  /** The button of its message, if this session opened it: see {@link confirmByButton}. */
  button?: Enlace
}

/**
 * Authenticates with the clave or the provisoria. Every entrance must use this function, so that forms,
 * console and OpenID share one try counter (product.md “Tries”). The caller checks the cuenta's estado, and
 * its perfil when it was found by its former identificador.
 * @param conclude runs in the transaction that records the try, with the cuenta or the refusals
 *   `no_coinciden`, `cerrado`. Without a cuenta: the same refusals, at the same cost.
 * @returns what `conclude` returned.
 * @throws {Overloaded} without having spent a try.
 */
export async function authenticate<T>(
  deps: Deps,
  context: Context,
  credential: Credential,
  conclude: (uow: UnitOfWork, authenticated: Result<Authenticated>) => Promise<T>,
): Promise<T> {
  const tried = await deps.hasher.reserve(context, 1, (reservation) =>
    tryCredential(deps, context, credential, reservation),
  )
  return concludeTry(deps, tried, (uow) => conclude(uow, tried.authenticated))
}

async function tryCredential(
  deps: Deps,
  context: Context,
  credential: Credential,
  reservation: HashReservation,
): Promise<Pick<Tried, 'record'> & { authenticated: Result<Authenticated> }> {
  const { perfil, identificador, clave } = credential
  const cuenta = await deps.store.single.cuentas.findByIdentificador(perfil, identificador)
  const subject = subjectOf(deps, perfil, identificador)
  const known = await findProvenBrowser(deps, context, cuenta?.id)
  const button = await openedButton(deps, cuenta, credential.openedEnlaces ?? [])
  const isOwner = (provisoria: Provisoria) => button !== undefined || ownsProvisoria(provisoria, context)
  const provisoria = looksLikeProvisoria(clave)
    ? await deps.store.transaction((uow) => verifyProvisoria(deps, uow, cuenta?.id ?? '', clave, isOwner))
    : undefined
  if (cuenta && provisoria) {
    const { fingerprint: provisoriaFingerprint, withCodigo } = provisoria
    const fact = { cuentaId: cuenta.id, subject, result: 'provisoria' } as const
    return {
      authenticated: ok({
        cuenta,
        proof: 'provisoria',
        provisoriaFingerprint,
        withCodigo,
        ...(button && { button }),
      }),
      async record(uow) {
        await rememberBrowser(deps, uow, context, { cuenta, proofs: ['provisoria'], known })
        await recordAudit(uow, context, deps.clock.now(), 'clave_presentada', fact)
      },
    }
  }
  const proof = { secret: 'clave', subject, cuenta, known, text: clave } as const
  const tried = await tryHash(deps, context, reservation, proof)
  const { refusal, record } = tried
  if (refusal) return { authenticated: refusal, record }
  if (!tried.cuenta) throw new Error('a clave matched without a cuenta')
  return { authenticated: ok({ cuenta: tried.cuenta, proof: 'clave' }), record }
}

/**
 * Compares with the provisoria, which has its own tries and is deleted after the last one (product.md
 * “Tries”). It works while the clave is locked out. The tries of others end it for them alone.
 * @param isOwner whether this browser's tries are those of who asked for it, or got it by its message's button.
 * @returns it when it matches.
 */
async function verifyProvisoria(
  deps: Deps,
  uow: UnitOfWork,
  cuentaId: string,
  clave: string,
  isOwner: (provisoria: Provisoria) => boolean,
): Promise<Provisoria | undefined> {
  const { triesUntilLockout } = deps.policy
  const provisoria = await uow.provisorias.lock(cuentaId)
  if (!provisoria || provisoria.expiresAt <= deps.clock.now()) {
    // As much work as a miss.
    await uow.provisorias.delete(cuentaId)
    return undefined
  }
  const owner = isOwner(provisoria)
  const matches = deps.fingerprints.matches('provisoria', normalizeTold(clave), provisoria.fingerprint)
  if (matches && (owner || provisoria.othersTries < triesUntilLockout)) return provisoria
  const tries = provisoria.tries + 1
  if (!owner) await uow.provisorias.put({ ...provisoria, othersTries: provisoria.othersTries + 1 })
  else if (tries < triesUntilLockout) await uow.provisorias.put({ ...provisoria, tries })
  else await uow.provisorias.delete(cuentaId)
  return undefined
}
