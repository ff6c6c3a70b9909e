import {
  NEW_TRY_COUNTER,
  SECRETS,
  type Secret,
  type TakenTry,
  type TryRule,
  takeTry,
  UNTIL_RECUPERAR,
} from '../../domain/account/tries.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import { type Refused, refuse } from '../../domain/outcome/result.ts'
import { formatDate, formatTime, todayInChile } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, Policy, UnitOfWork } from '../ports.ts'

/** Lockout rule of a secret; only the clave can be locked for good (product.md “Tries”). */
const ruleOf = (policy: Policy, secret: Secret): TryRule => ({
  triesUntilLockout: policy.triesUntilLockout,
  lockoutMinutes: policy.lockoutMinutes,
  lockoutMaxHours: policy.lockoutMaxHours,
  missesUntilPermanentLockout: secret === 'clave' ? policy.missesUntilPermanentLockout : null,
})

/**
 * Spends one try in its own transaction, before any hashing, so that parallel tries cannot exceed the limit.
 */
function spendTry(deps: Deps, secret: Secret, subject: string): Promise<TakenTry> {
  return deps.store.transaction(async (uow) => {
    const counter = await uow.tryCounters.lock(secret, subject)
    const taken = takeTry(counter, ruleOf(deps.policy, secret), deps.clock.now())
    if (taken.allowed) await uow.tryCounters.save(secret, subject, taken.counter)
    return taken
  })
}

/** Resets a counter, on success or after a recovery. */
export const resetTries = (uow: UnitOfWork, secret: Secret, subject: string): Promise<void> =>
  uow.tryCounters.save(secret, subject, { ...NEW_TRY_COUNTER })

/** Moves the counters of a cuenta to its new subject: a new identificador neither gains nor loses tries. */
export async function moveTries(uow: UnitOfWork, from: string, to: string): Promise<void> {
  for (const secret of SECRETS) {
    await uow.tryCounters.save(secret, to, await uow.tryCounters.lock(secret, from))
    await resetTries(uow, secret, from)
  }
}

/**
 * Refusal of a miss or of a locked secret: how many tries remain, or until when. Never says which part
 * failed.
 */
function refuseTry(secret: Secret, taken: TakenTry): Refused {
  const { lockedUntil } = taken.allowed ? taken.counter : taken
  const field = FIELD_OF[secret]
  if (taken.allowed && taken.remaining === 1) return refuse('no_coinciden_queda_uno', field)
  if (taken.allowed && taken.remaining > 0) {
    return refuse('no_coinciden', field, { restantes: taken.remaining })
  }
  if (!lockedUntil || lockedUntil >= UNTIL_RECUPERAR) return refuse('cerrado_hasta_recuperar')
  return refuse(LOCKOUT_CODE[secret], undefined, {
    hora: formatTime(lockedUntil),
    fecha: formatDate(todayInChile(lockedUntil)),
  })
}

/** Field to mark, where a single field was tried. */
const FIELD_OF: Partial<Record<Secret, string>> = { respuesta: 'respuestaSecreta', codigo: 'codigo' }
/** The advice during a lockout depends on what was tried. */
const LOCKOUT_CODE = {
  clave: 'cerrado_clave',
  respuesta: 'cerrado_respuesta',
  codigo: 'cerrado',
  datos: 'cerrado',
} as const satisfies Record<Secret, RefusalCode>

/**
 * Checks a secret under its lockout rule and audits the outcome.
 * @param judge runs only when a try was available.
 * @returns undefined on success, which resets the counter; otherwise the refusal.
 */
export async function verifySecret(
  deps: Deps,
  context: Context,
  proof: { secret: Secret; event: AuditEvent; subject: string; cuentaId: string | null },
  judge: () => boolean | Promise<boolean>,
): Promise<Refused | undefined> {
  const { secret, event, subject, cuentaId } = proof
  const taken = await spendTry(deps, secret, subject)
  const matches = taken.allowed && (await judge())
  const failure = taken.allowed ? 'no_coincide' : 'cerrado'
  await deps.store.transaction(async (uow) => {
    if (matches) await resetTries(uow, secret, subject)
    const result = matches ? 'bien' : failure
    await recordAudit(uow, context, deps.clock.now(), event, { cuentaId, subject, result })
  })
  return matches ? undefined : refuseTry(secret, taken)
}
