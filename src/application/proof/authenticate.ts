import type { Cuenta } from '../../domain/account/cuenta.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { looksLikeProvisoria, normalizeProvisoria } from '../../domain/secrets/clave.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, HashReservation, UnitOfWork } from '../ports.ts'
import { cuentaSubject } from './limits.ts'
import { verifyHash } from './verify-hash.ts'

export interface Credential {
  perfil: Perfil
  identificador: string
  clave: string
}

export interface Authenticated {
  cuenta: Cuenta
  proof: 'clave' | 'provisoria'
  /** Set when the proof was the provisoria. */
  provisoriaFingerprint?: string
}

/**
 * Authenticates with the clave or the provisoria. Every entrance must use this function, so that forms,
 * console and OpenID share one try counter (product.md “Tries”). The caller checks the cuenta's estado, and
 * its perfil when it was found by its former identificador.
 * @returns the cuenta, or refusals `no_coinciden`, `cerrado`. Without a cuenta: the same refusals, at the
 *   same cost.
 * @throws {Overloaded} without having spent a try.
 */
export function authenticate(
  deps: Deps,
  context: Context,
  credential: Credential,
): Promise<Result<Authenticated>> {
  return deps.hasher.reserve(context, 1, (reservation) =>
    authenticateReserved(deps, context, credential, reservation),
  )
}

async function authenticateReserved(
  deps: Deps,
  context: Context,
  credential: Credential,
  reservation: HashReservation,
): Promise<Result<Authenticated>> {
  const { cuenta, provisoriaFingerprint } = await deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(credential.perfil, credential.identificador)
    return {
      cuenta,
      provisoriaFingerprint: await verifyProvisoria(deps, uow, cuenta?.id ?? '', credential.clave),
    }
  })
  const subject = cuentaSubject(deps, credential, cuenta)
  if (cuenta && provisoriaFingerprint) {
    await deps.store.transaction((uow) =>
      recordAudit(uow, context, deps.clock.now(), 'clave_presentada', {
        cuentaId: cuenta.id,
        subject,
        result: 'provisoria',
      }),
    )
    return ok({ cuenta, proof: 'provisoria', provisoriaFingerprint })
  }

  const refusal = await verifyHash(deps, context, reservation, {
    secret: 'clave',
    subject,
    cuenta,
    text: credential.clave,
  })
  if (refusal) return refusal
  if (!cuenta) throw new Error('a clave matched without a cuenta')
  return ok({ cuenta, proof: 'clave' })
}

/**
 * Compares with the provisoria, which has its own tries and is deleted after the last one (product.md
 * “Tries”). It works while the clave is locked out.
 * @returns its fingerprint when it matches.
 */
async function verifyProvisoria(
  deps: Deps,
  uow: UnitOfWork,
  cuentaId: string,
  clave: string,
): Promise<string | undefined> {
  if (!looksLikeProvisoria(clave)) return undefined
  const provisoria = await uow.provisorias.lock(cuentaId)
  if (!provisoria || provisoria.expiresAt <= deps.clock.now()) return undefined
  if (deps.fingerprints.matches('provisoria', normalizeProvisoria(clave), provisoria.fingerprint))
    return provisoria.fingerprint
  const tries = provisoria.tries + 1
  if (tries >= deps.policy.triesUntilLockout) await uow.provisorias.delete(cuentaId)
  else await uow.provisorias.put({ ...provisoria, tries })
  return undefined
}
