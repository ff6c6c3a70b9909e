/** Acting in a call: only whose it is, and only while it goes on (product.md “Calls”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Llamada, type LlamadaRefusal, whyNotInLlamada } from '../../../domain/staff/llamada.ts'
import type { Power } from '../../../domain/staff/powers.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Actor, Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { PowerMissing, requirePower } from '../require-power.ts'

/** The call is another agent's, over, or never was: nothing was done in it. */
export class LlamadaLost extends Error {
  readonly reason: LlamadaRefusal
  constructor(reason: LlamadaRefusal) {
    super(`nobody acts in this call: ${reason}`)
    this.name = 'LlamadaLost'
    this.reason = reason
  }
}

type Funcionario = Extract<Actor, { kind: 'funcionario' }>

/** Lets only a funcionario who has a power go on: an operador answers no calls. @throws {PowerMissing} */
export function requireFuncionario(context: StaffContext, power: Power): Funcionario {
  requirePower(context, power)
  if (context.actor.kind !== 'funcionario') throw new PowerMissing(power)
  return context.actor
}

/** A llamada of who asks, and its cuenta as it is now. */
export interface HeldLlamada {
  llamada: Llamada
  cuenta: Cuenta
}

/**
 * Holds a llamada until the transaction ends, for who acts in it. What is done in it is to be saved with `withLease` or
 * `withDone`.
 * @throws {LlamadaLost} when it is another agent's, or over.
 */
async function requireLlamada(
  { clock }: Pick<Deps, 'clock'>,
  uow: UnitOfWork,
  { actor }: StaffContext,
  id: string,
): Promise<HeldLlamada> {
  const llamada = await uow.llamadas.lock(id)
  const refusal = whyNotInLlamada(llamada, actor.kind === 'funcionario' ? actor.id : '', clock.now())
  if (refusal || !llamada) throw new LlamadaLost(refusal ?? 'no_existe')
  const cuenta = await uow.cuentas.findById(llamada.cuentaId)
  if (!cuenta || cuenta.estado === 'cerrada') throw new LlamadaLost('no_existe')
  return { llamada, cuenta }
}

/** Who acts in which llamada, with which power. */
interface Acting {
  deps: Pick<Deps, 'store' | 'clock'>
  context: StaffContext
  id: string
  power: Power
}

/**
 * Runs what is done in a llamada, in one transaction with the look at whose it is. An attempt of anybody else is
 * recorded.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export async function inLlamada<T>(
  { deps, context, id, power }: Acting,
  work: (uow: UnitOfWork, held: HeldLlamada) => Promise<T>,
): Promise<T> {
  requireFuncionario(context, power)
  try {
    return await deps.store.transaction(async (uow) =>
      work(uow, await requireLlamada(deps, uow, context, id)),
    )
  } catch (error) {
    if (error instanceof LlamadaLost) await recordRefused(deps, context, id, error.reason)
    throw error
  }
}

const recordRefused = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  id: string,
  result: LlamadaRefusal,
): Promise<void> =>
  store.transaction(async (uow) => {
    const llamada = await uow.llamadas.findById(id)
    await recordAudit(uow, context, clock.now(), 'llamada_rehusada', {
      cuentaId: llamada?.cuentaId ?? null,
      result,
      // What was asked for may be anything: only what there is is written.
      detail: llamada ? { llamada: llamada.id } : null,
    })
  })
