import type { StaffSecret, TryRule } from '../../../domain/account/tries.ts'
import type { AuditEvent } from '../../../domain/notices/audit-events.ts'
import type { Refused } from '../../../domain/outcome/result.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Actor, Context, Deps, Policy, UnitOfWork } from '../../ports.ts'
import { refuseTry, spendTry } from '../../proof/tries.ts'
import { counterOf } from './known-browser.ts'

/** Key of what is counted of an address of staff, whether there is anybody of that address or not. */
export const staffSubject = (deps: Pick<Deps, 'fingerprints'>, email: string): string =>
  deps.fingerprints.fingerprint('sujeto', `funcionario:${toEmailKey(email)}`)

/** Time lowers it as it does where nothing was proven; success ends it. */
const ruleOf = ({ triesUntilLockout, lockoutMinutes, lockoutMaxHours }: Policy): TryRule => ({
  ...{ triesUntilLockout, lockoutMinutes, lockoutMaxHours },
  longLockout: null,
  forgets: true,
})

const EVENTS = {
  contrasena: 'contrasena_presentada',
  segundo_factor: 'segundo_factor_presentado',
  codigo_recuperacion: 'codigo_recuperacion_presentado',
} as const satisfies Record<StaffSecret, AuditEvent>

/** Who acts once it is known; until then, somebody. */
export const actorOf = ({ id, rol }: Pick<Funcionario, 'id' | 'rol'>): Actor => ({
  kind: 'funcionario',
  id,
  rol,
  powers: [],
  renewedFor: null,
})

/** A try that was spent and judged, and is not recorded yet. */
interface StaffTry {
  /** Undefined on success. */
  refusal: Refused | undefined
  /** Audits it, and on success ends the counter. */
  record(uow: UnitOfWork): Promise<void>
}

/**
 * Checks what somebody signs in with under its counter (product.md “Staff”): of an address of staff and of a browser
 * where they signed in before, or of all the others; over all nodes, spent before anything is looked at.
 * @param funcionario whose it is; undefined when there is nobody of that address.
 * @param judge runs only when a try was available.
 */
export async function tryStaffSecret(
  deps: Deps,
  { requestId, browser }: Pick<Context, 'requestId' | 'browser'>,
  {
    secret,
    email,
    funcionario,
  }: { secret: StaffSecret; email: string; funcionario: Funcionario | undefined },
  judge: () => boolean | Promise<boolean>,
): Promise<StaffTry> {
  const subject = staffSubject(deps, email)
  const counter = await counterOf(deps, { browser }, funcionario?.id)
  const taken = await spendTry(deps, { secret, subject, browser: counter }, ruleOf(deps.policy))
  const matches = taken.allowed && (await judge())
  const event = EVENTS[secret]
  return {
    refusal: matches ? undefined : refuseTry(secret, taken),
    async record(uow) {
      const now = deps.clock.now()
      const result = matches ? 'bien' : taken.allowed ? 'no_coincide' : 'cerrado'
      // It cost nothing: anybody could fill the audit with it.
      if (!taken.allowed) return uow.audit.count({ event, result }, now)
      if (matches) await uow.tryCounters.delete(subject, counter, [secret])
      const actor: Actor = funcionario && matches ? actorOf(funcionario) : { kind: 'persona' }
      await recordAudit(uow, { actor, requestId }, now, event, {
        subject,
        result,
        detail: funcionario ? { funcionario: funcionario.id } : null,
      })
    },
  }
}
