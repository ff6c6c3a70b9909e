/** Keys that sign tokens, changed without a moment in which nothing signs (docs/decisions/0069). */
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import { whyNotPublish, whyNotRetire, whyNotSign } from '../../domain/openid/signing-keys.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import { recordAudit } from '../audit/record.ts'
import { keyContext } from '../openid/contexts.ts'
import { makeKey, readSigningKeys, type SigningKeyDeps } from '../openid/signing-keys.ts'
import type { OpenIdKey, OperadorContext, UnitOfWork } from '../ports.ts'
import { requirePower } from '../staff/require-power.ts'
import { recordCommand } from './record-command.ts'

/** `isUrgent`: a key leaked. Only the nodes are waited for, not the systems. */
interface Which {
  id: string
  isUrgent: boolean
}

/** Lists every key, also those that were retired. Audited. @throws {PowerMissing} */
export async function listSigningKeys(deps: SigningKeyDeps, context: OperadorContext): Promise<OpenIdKey[]> {
  requirePower(context, 'administrar_firma')
  await readSigningKeys(deps)
  const keys = await deps.store.read(({ openIdKeys }) => openIdKeys.findAll())
  await recordCommand(deps, context, 'firmas_listadas', { detail: { cuantas: keys.length } })
  return keys
}

/** Publishes a new key, which does not sign yet. @throws {PowerMissing} */
export async function publishSigningKey(
  deps: SigningKeyDeps,
  context: OperadorContext,
): Promise<Result<OpenIdKey>> {
  requirePower(context, 'administrar_firma')
  await readSigningKeys(deps)
  const { length } = await deps.store.read(({ openIdKeys }) => openIdKeys.findAll())
  // Made before, since it takes a while. Who published meanwhile took its number, and is waiting.
  const key = await makeKey(deps, length + 1)
  return changeKeys(deps, context, 'firma_publicada', key.id, async ({ openIdKeys }, keys) => {
    const why = whyNotPublish(keys)
    if (!why) await openIdKeys.create(key)
    return why ?? ok(key)
  })
}

/** Has a published key sign from now on, instead of the one that does. @throws {PowerMissing} */
export function startSigning(
  deps: SigningKeyDeps,
  context: OperadorContext,
  { id, isUrgent }: Which,
): Promise<Result<OpenIdKey>> {
  requirePower(context, 'administrar_firma')
  return changeKeys(deps, context, 'firma_estrenada', id, async ({ openIdKeys }, keys, now) => {
    const why = whyNotSign(keys, id, { now, isUrgent })
    if (why) return why
    for (const former of keys.filter(({ estado }) => estado === 'firma'))
      await openIdKeys.save({ ...former, estado: 'publicada' })
    return save(openIdKeys, keys, id, { estado: 'firma', signingSince: now })
  })
}

/** Takes a key away that no longer signs, its private part too. @throws {PowerMissing} */
export function retireSigningKey(
  deps: SigningKeyDeps,
  context: OperadorContext,
  { id, isUrgent }: Which,
): Promise<Result<OpenIdKey>> {
  requirePower(context, 'administrar_firma')
  return changeKeys(deps, context, 'firma_retirada', id, async ({ openIdKeys }, keys, now) => {
    const why = whyNotRetire(keys, id, { now, isUrgent })
    if (why) return why
    const encryptedJwk = deps.cipher.encrypt('{}', keyContext(id))
    return save(openIdKeys, keys, id, { estado: 'retirada', retiredAt: now, encryptedJwk })
  })
}

async function save(
  openIdKeys: UnitOfWork['openIdKeys'],
  keys: readonly OpenIdKey[],
  id: string,
  changes: Partial<OpenIdKey>,
): Promise<Result<OpenIdKey>> {
  const key = keys.find((one) => one.id === id)
  if (!key) throw new Error('the key is not there')
  const changed = { ...key, ...changes }
  await openIdKeys.save(changed)
  return ok(changed)
}

/** Changes the keys while nobody else does. Audited, also when nothing is done. */
function changeKeys(
  deps: SigningKeyDeps,
  context: OperadorContext,
  event: AuditEvent,
  id: string,
  change: (uow: UnitOfWork, keys: readonly OpenIdKey[], now: Date) => Promise<Result<OpenIdKey>>,
): Promise<Result<OpenIdKey>> {
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    await uow.openIdKeys.lock()
    const keys = await uow.openIdKeys.findAll()
    const changed = await change(uow, keys, now)
    const result = changed.ok ? 'bien' : (changed.refusals[0]?.code ?? '')
    const isKnown = changed.ok || keys.some((key) => key.id === id)
    await recordAudit(uow, context, now, event, { result, detail: isKnown ? { kid: id } : null })
    return changed
  })
}
