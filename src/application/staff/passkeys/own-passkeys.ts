import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { mayRemovePasskey, passkeyNameOf } from '../../../domain/staff/passkey.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Context, Deps, SignedIn, StaffPasskey } from '../../ports.ts'
import { actorOf } from '../funcionarios/staff-tries.ts'
import { findOwner, lockOwner, mayChangePasskeys, type PasskeySession } from './owner.ts'
import { tellOfPasskey } from './tell-of-passkey.ts'

/** A passkey as its owner sees it. */
export interface OwnPasskey extends Pick<StaffPasskey, 'name' | 'createdAt' | 'usedAt'> {
  /** What stands for it in addresses. */
  ref: string
  /** Not the last one of who needs one. */
  mayGo: boolean
}

const refOf = ({ fingerprints }: Pick<Deps, 'fingerprints'>, { credentialId }: StaffPasskey): string =>
  fingerprints.fingerprint('sesion', `passkey:${credentialId}`).slice(0, 16)

/** The passkeys of whoever is signed in, the oldest first; none when their session is over. */
export async function listOwnPasskeys(deps: Deps, signedIn: SignedIn): Promise<OwnPasskey[]> {
  const funcionario = await findOwner(deps, signedIn)
  if (!funcionario) return []
  const own = await deps.store.single.passkeys.findByFuncionario(funcionario.id)
  const mayGo = mayRemovePasskey(funcionario.rol, own.length, deps.policy.staffPasskeys)
  return own.map((one) => ({
    ref: refOf(deps, one),
    name: one.name,
    createdAt: one.createdAt,
    usedAt: one.usedAt,
    mayGo,
  }))
}

/**
 * Calls a passkey of whoever is signed in otherwise: by its name its owner knows which one to remove, and it opens nothing.
 * One that is gone already is no error.
 * @param name as typed; without one it is called after today.
 * @returns `ingreso_vencido` where their session is over.
 */
export function renamePasskey(
  deps: Deps,
  { requestId }: Pick<Context, 'requestId'>,
  signedIn: SignedIn,
  { ref, name }: { ref: string; name: string },
): Promise<Result<null>> {
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const funcionario = await lockOwner(uow, signedIn)
    if (!funcionario) return refuse('ingreso_vencido')
    const { id } = funcionario
    const passkey = (await uow.passkeys.findByFuncionario(id)).find((one) => refOf(deps, one) === ref)
    if (!passkey) return ok(null)
    await uow.passkeys.rename(id, passkey.credentialId, passkeyNameOf(name, now))
    await recordAudit(uow, { actor: actorOf(funcionario), requestId }, now, 'llave_renombrada', {
      result: 'bien',
      detail: { funcionario: id },
    })
    return ok(null)
  })
}

/**
 * Removes a passkey of whoever is signed in, and tells them by mail. One that is gone already is no error.
 * @returns `ingreso_vencido`, `llave_pide_factor`, or `llave_ultima` for the last one of who needs one.
 */
export async function removePasskey(
  deps: Deps,
  { requestId }: Pick<Context, 'requestId'>,
  session: PasskeySession,
  ref: string,
): Promise<Result<null>> {
  if (!mayChangePasskeys(deps, session)) return refuse('llave_pide_factor')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const funcionario = await lockOwner(uow, session.signedIn)
    if (!funcionario) return refuse('ingreso_vencido')
    const { id, rol } = funcionario
    const own = await uow.passkeys.findByFuncionario(id)
    const passkey = own.find((one) => refOf(deps, one) === ref)
    if (!passkey) return ok(null)
    const isKept = !mayRemovePasskey(rol, own.length, deps.policy.staffPasskeys)
    await recordAudit(uow, { actor: actorOf(funcionario), requestId }, now, 'llave_quitada', {
      result: isKept ? 'llave_ultima' : 'bien',
      detail: { funcionario: id },
    })
    if (isKept) return refuse('llave_ultima')
    await uow.passkeys.delete(id, passkey.credentialId)
    await tellOfPasskey(deps, uow, funcionario, { what: 'quitada', now })
    return ok(null)
  })
}
