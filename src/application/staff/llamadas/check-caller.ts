/** The check of a caller (product.md “Calls”). */
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { SHARED, type TryKey, takeTry } from '../../../domain/account/tries.ts'
import { type Answers, askedOf, COMPROBACION_RULE, isCaller } from '../../../domain/staff/guion.ts'
import { withLease } from '../../../domain/staff/llamada.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type HeldLlamada, inLlamada } from './require-llamada.ts'

/** `cerrada`: too many failed, whoever asked. `sin_datos`: the account has too little to ask. */
export type CheckResult =
  | { result: 'bien' | 'sin_datos' }
  | { result: 'no_coincide'; remaining: number }
  | { result: 'cerrada'; until: Date }

/** Whose tries: of an account, whatever it is called, and not with those of its secrets. */
export const comprobacionKey = (deps: Pick<Deps, 'fingerprints'>, cuentaId: string): TryKey => ({
  secret: 'comprobacion',
  subject: deps.fingerprints.fingerprint('sujeto', `comprobacion:${cuentaId}`),
  browser: SHARED.others,
})

/**
 * Judges what a caller says, as a whole. The third that fails closes the questions for an hour, for every agent, and is
 * told to every confirmed mailbox and mobile. Audited, never with what was said.
 * @returns never which datum failed.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export const checkCaller = (
  deps: Deps,
  context: StaffContext,
  { id, answers }: { id: string; answers: Answers },
): Promise<CheckResult> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, held) => {
    const now = deps.clock.now()
    const { llamada, cuenta } = held
    const checked = llamada.checkedAt ? { result: 'bien' as const } : await check(deps, uow, held, answers)
    await uow.llamadas.save({
      ...withLease(llamada, now),
      checkedAt: llamada.checkedAt ?? (checked.result === 'bien' ? now : null),
    })
    await recordAudit(uow, context, now, 'comprobacion_hecha', {
      cuentaId: cuenta.id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      result: checked.result,
      detail: { llamada: id },
    })
    return checked
  })

async function check(
  deps: Deps,
  uow: UnitOfWork,
  { cuenta }: HeldLlamada,
  answers: Answers,
): Promise<CheckResult> {
  if (askedOf(cuenta).length === 0) return { result: 'sin_datos' }
  const key = comprobacionKey(deps, cuenta.id)
  const taken = takeTry(await uow.tryCounters.lock(key), COMPROBACION_RULE, deps.clock.now())
  if (!taken.allowed) return { result: 'cerrada', until: taken.lockedUntil }
  if (isCaller(cuenta, answers)) return { result: 'bien' }
  await uow.tryCounters.save(key, taken.counter)
  const until = taken.counter.lockedUntil
  if (!until) return { result: 'no_coincide', remaining: taken.remaining }
  await tellFailed(deps, uow, cuenta, until)
  return { result: 'cerrada', until }
}

async function tellFailed(deps: Deps, uow: UnitOfWork, cuenta: Cuenta, until: Date): Promise<void> {
  const now = deps.clock.now()
  const kind = 'comprobacion_fallida'
  const aviso = {
    kind,
    name: displayName(cuenta),
    when: formatMoment(now),
    until: formatMoment(until),
  } as const
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    byMail: (to) => enqueueAviso(deps, uow, { to, cuentaId: cuenta.id, aviso, now }),
    sms: { kind },
    now,
  })
}
