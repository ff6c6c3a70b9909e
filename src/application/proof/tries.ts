import {
  NEW_TRY_COUNTER,
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
 * Spends one try before any hashing, so that parallel tries cannot exceed the limit. The first one is a single
 * statement. None waits for the disk: what comes of it is told only after a later transaction, which brings it
 * to disk too.
 */
async function spendTry(deps: Deps, secret: Secret, subject: string): Promise<TakenTry> {
  const rule = ruleOf(deps.policy, secret)
  const now = deps.clock.now()
  const first = takeTry(NEW_TRY_COUNTER, rule, now)
  if (await deps.store.single.tryCounters.create(secret, subject, first.counter)) return first
  return deps.store.transaction(async (uow) => {
    const taken = takeTry(await uow.tryCounters.lock(secret, subject), rule, now)
    if (taken.allowed) await uow.tryCounters.save(secret, subject, taken.counter)
    return taken
  })
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

/** A try that was spent and judged, and is not recorded yet. */
export interface Tried {
  /** Undefined on success. */
  refusal: Refused | undefined
  /** Audits it, and resets the counter on success: for {@link concludeTry}. */
  record(uow: UnitOfWork): Promise<void>
}

/**
 * Records a try in the transaction of what it leads to.
 * @param conclude the rest of that transaction. When it throws, the try is recorded all the same.
 * @returns what `conclude` returned.
 */
export async function concludeTry<T>(
  { store }: Pick<Deps, 'store'>,
  { record }: Pick<Tried, 'record'>,
  conclude: (uow: UnitOfWork) => Promise<T>,
): Promise<T> {
  try {
    return await store.transaction(async (uow) => {
      await record(uow)
      return conclude(uow)
    })
  } catch (error) {
    // With the database down this fails too; the first error is the one to report.
    await store.transaction(record).catch(() => {})
    throw error
  }
}

/**
 * Checks a secret under its lockout rule.
 * @param judge runs only when a try was available.
 */
export async function trySecret(
  deps: Deps,
  context: Context,
  proof: { secret: Secret; event: AuditEvent; subject: string; cuentaId: string | null },
  judge: () => boolean | Promise<boolean>,
): Promise<Tried> {
  const { secret, event, subject, cuentaId } = proof
  const taken = await spendTry(deps, secret, subject)
  const matches = taken.allowed && (await judge())
  const failure = taken.allowed ? 'no_coincide' : 'cerrado'
  const result = matches ? 'bien' : failure
  return {
    refusal: matches ? undefined : refuseTry(secret, taken),
    async record(uow) {
      if (matches) await uow.tryCounters.delete(subject, [secret])
      await recordAudit(uow, context, deps.clock.now(), event, { cuentaId, subject, result })
    },
  }
}
