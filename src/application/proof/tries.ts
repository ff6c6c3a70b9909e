import { counterOwner, type ProvenBrowser, RESET_BY } from '../../domain/account/browsers.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import {
  isShared,
  NEW_TRY_COUNTER,
  ruleFor,
  type Secret,
  SHARED,
  type TakenTry,
  type TryKey,
  type TryRule,
  takeBack,
  takeTry,
  UNTIL_RECUPERAR,
} from '../../domain/account/tries.ts'
import type { AuditEvent } from '../../domain/notices/audit-events.ts'
import type { RefusalCode } from '../../domain/outcome/refusals.ts'
import { type Refused, refuse } from '../../domain/outcome/result.ts'
import { formatDate, formatTime, todayInChile } from '../../domain/values/fecha.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'
import { rememberBrowser } from './browsers.ts'
import { endWait } from './end-wait.ts'
import { subjectOf } from './limits.ts'

/**
 * Spends one try before any hashing, so that parallel tries cannot exceed the limit. The first one is a single
 * statement. None waits for the disk: what comes of it is told only after a later transaction, which brings it
 * to disk too.
 */
export async function spendTry(deps: Deps, key: TryKey, rule: TryRule): Promise<TakenTry> {
  const now = deps.clock.now()
  const first = takeTry(NEW_TRY_COUNTER, rule, now)
  if (await deps.store.single.tryCounters.create(key, first.counter)) return first
  return deps.store.transaction(async (uow) => {
    const taken = takeTry(await uow.tryCounters.lock(key), rule, now)
    if (taken.allowed) await uow.tryCounters.save(key, taken.counter)
    return taken
  })
}

/** Leaves the counter as if this try had not been: that of several browsers would tell that it succeeded. */
export async function takeBackTry(
  { tryCounters }: UnitOfWork,
  key: TryKey,
  rule: TryRule,
  taken: TakenTry,
): Promise<void> {
  if (!taken.allowed) return
  if (await tryCounters.restore(key, taken.counter, taken.before)) return
  await tryCounters.save(key, takeBack(await tryCounters.lock(key), rule))
}

/**
 * Refusal of a miss or of a locked secret: how many tries remain, or until when. Never says which part
 * failed.
 */
export function refuseTry(secret: TryKey['secret'], taken: TakenTry): Refused {
  const { lockedUntil } = taken.allowed ? taken.counter : taken
  const field = FIELD_OF[secret]
  if (taken.allowed && taken.remaining === 1) return refuse('no_coinciden_queda_uno', field)
  if (taken.allowed && taken.remaining > 0) {
    return refuse('no_coinciden', field, { restantes: taken.remaining })
  }
  if (!lockedUntil || lockedUntil >= UNTIL_RECUPERAR) return refuse(LONG_LOCKOUT_CODE[secret])
  return refuse(LOCKOUT_CODE[secret], undefined, {
    hora: formatTime(lockedUntil),
    fecha: formatDate(todayInChile(lockedUntil)),
  })
}

/** Field to mark, where a single field was tried. */
const FIELD_OF: Partial<Record<TryKey['secret'], string>> = {
  respuesta: 'respuestaSecreta',
  codigo: 'codigo',
  segundo_factor: 'codigo',
  codigo_recuperacion: 'codigo',
}
/** The advice during a lockout depends on what was tried. */
const LOCKOUT_CODE = {
  clave: 'cerrado_clave',
  respuesta: 'cerrado_respuesta',
  codigo: 'cerrado',
  datos: 'cerrado',
  caso: 'cerrado',
  comprobacion: 'cerrado',
  contrasena: 'cerrado_personal',
  segundo_factor: 'cerrado_personal',
  codigo_recuperacion: 'cerrado_personal',
} as const satisfies Record<TryKey['secret'], RefusalCode>

/** In a proven browser, where a recovery or a stronger proof ends it. */
const LONG_LOCKOUT_CODE = {
  clave: 'cerrado_hasta_recuperar',
  respuesta: 'cerrado_hasta_otra_prueba',
  codigo: 'cerrado_hasta_recuperar',
  datos: 'cerrado_hasta_recuperar',
  caso: 'cerrado',
  comprobacion: 'cerrado',
  contrasena: 'cerrado_personal',
  segundo_factor: 'cerrado_personal',
  codigo_recuperacion: 'cerrado_personal',
} as const satisfies Record<TryKey['secret'], RefusalCode>

/** A try that was spent and judged, and is not recorded yet. */
export interface Tried {
  /** Undefined on success. */
  refusal: Refused | undefined
  /** Audits it, and on success puts the counter back: for {@link concludeTry}. */
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

export interface SecretProof {
  secret: Secret
  event: AuditEvent
  /** By what was typed. */
  subject: string
  /** What is counted where nothing was proven, if not that: something of which strangers have no tries. */
  counted?: string | undefined
  /** Undefined when there is no such cuenta. */
  cuenta: Cuenta | undefined
  /** The browser that asks, if the cuenta was proven in it. */
  known: ProvenBrowser | undefined
  /** False for a code that confirms where it was sent, and proves nothing of the cuenta. */
  proves?: boolean
  /** Whether the form cost a captcha. Defaults to false. */
  paid?: boolean
}

/**
 * Checks a secret under the rule of the counter that the browser spends (product.md “Tries”). Where it is locked, and
 * nothing was paid, it is counted and not recorded (product.md “Audit”). Success makes it a
 * browser where the cuenta was proven, and resets its own counters only.
 * @param judge runs only when a try was available.
 */
export async function trySecret(
  deps: Deps,
  context: Context,
  proof: SecretProof,
  judge: () => boolean | Promise<boolean>,
): Promise<Tried> {
  const { secret, event, subject, counted = subject, cuenta, known, proves = true, paid = false } = proof
  const browser = counterOwner(secret, known)
  // Where it was proven, both its identificadores count as one; before that nothing is made that only a cuenta has.
  const ownSubject = () => (cuenta ? subjectOf(deps, cuenta.perfil, cuenta.identificador) : subject)
  const key = { secret, subject: browser === SHARED.others ? counted : ownSubject(), browser }
  const rule = ruleFor(secret, isShared(browser), deps.policy)
  const taken = await spendTry(deps, key, rule)
  const matches = taken.allowed && (await judge())
  const failure = taken.allowed ? 'no_coincide' : 'cerrado'
  const result = matches ? 'bien' : failure
  return {
    refusal: matches ? undefined : refuseTry(secret, taken),
    async record(uow) {
      // It cost neither a try nor a captcha: anybody could fill the audit with it.
      if (!taken.allowed && !paid) return uow.audit.count({ event, result }, deps.clock.now())
      if (matches && isShared(key.browser)) await takeBackTry(uow, key, rule, taken)
      const reset = proves ? RESET_BY[secret] : [secret]
      if (matches && known) await uow.tryCounters.delete(ownSubject(), known.browser, reset)
      if (matches && cuenta && proves)
        await rememberBrowser(deps, uow, context, { cuenta, proofs: [secret], known })
      if (matches && cuenta && (secret === 'clave' || secret === 'respuesta'))
        await endWait(deps, uow, context, cuenta)
      await recordAudit(uow, context, deps.clock.now(), event, {
        ...{ cuentaId: cuenta?.id ?? null, subject, result },
      })
    },
  }
}
