import { confirmedCelulares, confirmedMailboxes } from '../../../domain/account/channels.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import {
  type DecisionRefusal,
  effectOf,
  isHeard,
  OBJECTION_DAYS_WHEN_CONTESTED,
  whyNotDecided,
} from '../../../domain/staff/decision.ts'
import { type Orden, versionOf } from '../../../domain/staff/orden.ts'
import { funcionarioOf } from '../../../domain/staff/person.ts'
import { addDays } from '../../../domain/values/durations.ts'
import { dataOfOrden, findOrdenImpediment, type OrdenImpediment } from '../../accounts/ordenes.ts'
import { findOther, recordOfOther } from '../../accounts/other-cuenta.ts'
import { recordAudit } from '../../audit/record.ts'
import { type Deps, personOf, type StaffActor, type StaffContext, type UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { isOwn, isOwnContact } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'
import { stillMay } from './still-may.ts'
import { tellGranted, tellStopped } from './tell-of-orden.ts'

export interface Decision {
  number: string
  verdict: 'conceder' | 'rechazar'
  /** The version of the cuenta that the decision has seen; by default that which the orden was asked about. */
  seen?: number | undefined
}

/**
 * `propia`: the cuenta, the other that it is about, or what it is to be reached at, is of whoever decides.
 * `segundo_factor`: a supervisor shows it again, for this orden. `ya_no_puede`: they were suspended, or given another
 * role, a moment ago.
 */
export type DecideRefusal =
  | DecisionRefusal
  | OrdenImpediment
  | 'no_existe'
  | 'segundo_factor'
  | 'propia'
  | 'ya_no_puede'
/** `hasWhoToTell`: whether the cuenta has a confirmed mailbox or mobile, which hears of what is granted. */
export type DecideResult = { result: 'bien'; orden: Orden; hasWhoToTell: boolean } | { result: DecideRefusal }

/**
 * A second person grants an orden, or refuses it (product.md “Two people”): never who asked, once, within seven days, and
 * about the cuenta as they have seen it. To refuse it the cuenta need not be as it was, and what was granted can be
 * refused until it takes effect, since its owner may only be able to call. What is granted waits, and the confirmed
 * channels of the cuenta are told until when and how to object; where they did, who asked for it or granted it then does
 * not grant it now.
 */
export function decideOrden(deps: Deps, context: StaffContext, decision: Decision): Promise<DecideResult> {
  requirePower(context, 'decidir_ordenes')
  return deps.store.transaction(async (uow) => {
    const orden = await uow.ordenes.findByNumber(decision.number)
    const cuenta = orden && (await uow.cuentas.findById(orden.cuentaId))
    const other = orden && (await findOther(deps, uow, orden))
    const done: DecideResult =
      orden && cuenta
        ? await decide(deps, uow, context, { ...decision, orden, cuenta, other })
        : { result: 'no_existe' }
    if (done.result === 'bien')
      await recordOfOther(deps, uow, context, 'orden_decidida', { orden: done.orden, other, result: 'bien' })
    await recordAudit(uow, context, deps.clock.now(), 'orden_decidida', {
      cuentaId: cuenta?.id ?? null,
      subject: cuenta ? cuentaSubject(deps, cuenta, cuenta) : null,
      result: done.result,
      detail: {
        decision: decision.verdict,
        ...(orden && { orden: orden.kind, numero: orden.number }),
      },
    })
    return done
  })
}

/** An orden, the cuentas that it is about, and what becomes of it. */
interface Decided {
  orden: Orden
  cuenta: Cuenta
  other: Cuenta | undefined
  /** With who decides, when, and what they looked at. */
  decided: Orden & { decidedBy: string; decidedAt: Date }
}

async function decide(
  deps: Deps,
  uow: UnitOfWork,
  { actor }: StaffContext,
  { orden, cuenta, other, verdict, seen }: Decision & Omit<Decided, 'decided'>,
): Promise<DecideResult> {
  if (!(await stillMay(uow, actor, 'decidir_ordenes'))) return { result: 'ya_no_puede' }
  for (const one of cuentasOf({ cuenta, other }))
    if (await isOwn(deps, uow, actor, one)) return { result: 'propia' }
  if (actor.kind === 'funcionario' && actor.renewedFor !== orden.id) return { result: 'segundo_factor' }
  const now = deps.clock.now()
  const by = personOf(actor)
  const current = versionOf(cuenta, other)
  const looked = verdict === 'rechazar' ? current : (seen ?? orden.cuentaVersion)
  const refusal = whyNotDecided(orden, { verdict, by, now, current, seen: looked })
  if (refusal) return { result: refusal }
  const decided = { ...orden, cuentaVersion: current, decidedBy: by, decidedAt: now }
  const about = { orden, cuenta, other, decided }
  const done = verdict === 'rechazar' ? await reject(deps, uow, about) : await grant(deps, uow, actor, about)
  if (typeof done === 'string') return { result: done }
  const hasWhoToTell = confirmedMailboxes(cuenta).length + confirmedCelulares(cuenta, now).length > 0
  return { result: 'bien', orden: done, hasWhoToTell }
}

const cuentasOf = ({ cuenta, other }: Pick<Decided, 'cuenta' | 'other'>): Cuenta[] =>
  other ? [cuenta, other] : [cuenta]

async function reject(
  deps: Deps,
  uow: UnitOfWork,
  { orden, cuenta, decided }: Decided,
): Promise<Orden | 'terminada'> {
  const rejected: Orden = {
    ...decided,
    estado: 'rechazada',
    effectiveAt: null,
    endedAt: decided.decidedAt,
  }
  if (!(await uow.ordenes.advance(orden, rejected))) return 'terminada'
  // Where it was granted, there is nothing to object to any more.
  await uow.enlaces.deleteByTarget(orden.id)
  if (orden.estado === 'concedida') await tellStopped(deps, uow, cuenta, orden)
  return rejected
}

async function grant(
  deps: Deps,
  uow: UnitOfWork,
  actor: StaffActor,
  { orden, cuenta, other, decided }: Decided,
): Promise<Orden | DecideRefusal> {
  const { decidedBy: by, decidedAt: now } = decided
  const objected = await uow.ordenes.findObjected(cuenta.id)
  const heard = isHeard(orden, cuenta, objected)
  // Nor with their parts changed: who asked then would grant what who granted then asks for now.
  const decidedThen = [objected?.askedBy, objected?.decidedBy].includes(by)
  if ((heard && decidedThen) || (await isOneHuman(uow, orden.askedBy, by))) return 'misma_persona'
  const data = dataOfOrden(deps, orden)
  if (await isOwnContact(deps, uow, actor, data)) return 'propia'
  const impediment = await findOrdenImpediment(uow, { kind: orden.kind, data, now }, cuenta)
  if (impediment) return impediment
  const since = addDays(now, -OBJECTION_DAYS_WHEN_CONTESTED)
  let isContested = false
  for (const { id } of cuentasOf({ cuenta, other }))
    isContested ||= await uow.eventos.wasContestedByConfirmed(id, since)
  const effectiveAt = effectOf(now, isContested)
  const granted: Orden = { ...decided, estado: 'concedida', effectiveAt }
  if (!(await uow.ordenes.advance(orden, granted))) return 'ya_concedida'
  await tellGranted(deps, uow, cuenta, { ...granted, effectiveAt, canObject: !heard })
  return granted
}

/** Whether two that act, as `personOf` writes them, are staff with the same RUT: somebody who was made twice is one person. */
async function isOneHuman(
  { funcionarios }: Pick<UnitOfWork, 'funcionarios'>,
  ...persons: [string, string]
): Promise<boolean> {
  const subjects: (string | null)[] = []
  for (const person of persons) {
    const id = funcionarioOf(person)
    subjects.push((id && (await funcionarios.findById(id))?.ownSubject) || null)
  }
  return subjects[0] !== null && subjects[0] === subjects[1]
}
