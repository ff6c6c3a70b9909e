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

/** The lock-out rule of a secret; only the clave closes for good (product.md “Tries”). */
const ruleOf = (policy: Policy, secret: Secret): TryRule => ({
  tries: policy.tries,
  lockoutMinutes: policy.lockoutMinutes,
  lockoutMaxHours: policy.lockoutMaxHours,
  missesUntilLockoutForGood: secret === 'clave' ? policy.missesUntilLockoutForGood : null,
})

/** Takes one try, in a transaction of its own and before any hashing, so that parallel tries cannot pass it. */
function spendTry(deps: Deps, secret: Secret, subject: string): Promise<TakenTry> {
  return deps.store.transaction(async (uow) => {
    const counter = await uow.tryCounters.lock(secret, subject)
    const taken = takeTry(counter, ruleOf(deps.policy, secret), deps.clock.now())
    if (taken.allowed) await uow.tryCounters.save(secret, subject, taken.counter)
    return taken
  })
}

/** Success, or a finished recovery: the counter begins again. */
export const resetTries = (uow: UnitOfWork, secret: Secret, subject: string): Promise<void> =>
  uow.tryCounters.save(secret, subject, { ...NEW_TRY_COUNTER })

/** An account that goes by another identifier takes its counters along: it neither gains nor loses tries. */
export async function moveTries(uow: UnitOfWork, from: string, to: string): Promise<void> {
  for (const secret of SECRETS) {
    await uow.tryCounters.save(secret, to, await uow.tryCounters.lock(secret, from))
    await resetTries(uow, secret, from)
  }
}

/** The refusal after a miss, or when no try was left: how many remain, or when to come back. Never which part failed. */
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

/** Where one field alone was tried. */
const FIELD_OF: Partial<Record<Secret, string>> = { respuesta: 'respuestaSecreta', codigo: 'codigo' }
/** What to do while it is closed depends on what was tried. */
const LOCKOUT_CODE = {
  clave: 'cerrado_clave',
  respuesta: 'cerrado_respuesta',
  codigo: 'cerrado',
  datos: 'cerrado',
} as const satisfies Record<Secret, RefusalCode>

/**
 * Judges a secret within the rule of tries and writes both outcomes in the audit.
 * @param judge runs only when a try could be taken.
 * @returns nothing on success (the counter begins again), and otherwise the refusal.
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
