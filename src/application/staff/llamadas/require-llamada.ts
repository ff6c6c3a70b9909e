/** Acting in a call: only whose it is, and only while it goes on (product.md “Calls”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Llamada, type LlamadaRefusal, whyNotInLlamada } from '../../../domain/staff/llamada.ts'
import type { Power } from '../../../domain/staff/powers.ts'
import type { Actor, Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { recordLost } from '../record-lost.ts'
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

export type Funcionario = Extract<Actor, { kind: 'funcionario' }>

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
  { deps: { clock }, context: { actor }, id, holdsCuenta }: Acting,
  uow: UnitOfWork,
): Promise<HeldLlamada> {
  // Before the llamada, as whatever changes a cuenta and then ends what rested on it: neither waits for the other.
  const found = holdsCuenta ? await uow.llamadas.findById(id) : undefined
  const held = found && (await uow.cuentas.hold(found.cuentaId))
  const llamada = await uow.llamadas.lock(id)
  const refusal = whyNotInLlamada(llamada, actor.kind === 'funcionario' ? actor.id : '', clock.now())
  if (refusal || !llamada) throw new LlamadaLost(refusal ?? 'no_existe')
  const cuenta = held ?? (await uow.cuentas.findById(llamada.cuentaId))
  if (!cuenta || cuenta.estado === 'cerrada') throw new LlamadaLost('no_existe')
  return { llamada, cuenta }
}

/** Who acts in which llamada, with which power. */
interface Acting {
  deps: Pick<Deps, 'store' | 'clock'>
  context: StaffContext
  id: string
  power: Power
  /** Whether nobody changes the cuenta meanwhile: for what is done to it. */
  holdsCuenta?: true
}

/**
 * Runs what is done in a llamada, in one transaction with the look at whose it is. An attempt of anybody else is
 * recorded.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export async function inLlamada<T>(
  acting: Acting,
  work: (uow: UnitOfWork, held: HeldLlamada) => Promise<T>,
): Promise<T> {
  const { deps, context, id, power } = acting
  requireFuncionario(context, power)
  try {
    return await deps.store.transaction(async (uow) => work(uow, await requireLlamada(acting, uow)))
  } catch (error) {
    if (error instanceof LlamadaLost)
      await recordLost(deps, context, {
        ...{ event: 'llamada_rehusada', result: error.reason, name: 'llamada' },
        find: (uow) => uow.llamadas.findById(id),
      })
    throw error
  }
}
