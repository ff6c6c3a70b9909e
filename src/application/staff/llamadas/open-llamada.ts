/** Opening an account for a caller (product.md “Calls”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { isSamePress, type Llamada } from '../../../domain/staff/llamada.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { concludeLlamada } from '../../accounts/conclude-llamada.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { spendCap, spendOpening } from '../acciones/caps.ts'
import { callNumberContext, makeLlamada, type OpenedFor } from './make-llamada.ts'
import { isOwn } from './own-cuenta.ts'
import { requireFuncionario } from './require-llamada.ts'

/** Which account: as a search found it, or as it was typed. */
type Which = { cuentaId: string } | { perfil: Perfil; identificador: string }

export type OpenOrder = Which & OpenedFor & { casoNumber?: string | null }

/**
 * `propia`: the account of whoever asks. `ocupada`: somebody has it, perhaps who asks, for another caller. `caso_ajeno`: no
 * open caso of that account. `tope`: whoever asks opened as many as they may today; `tope_de_cuenta`: that one as often.
 */
export type OpenResult =
  /** `isAgain`: the same press, which begins no other. */
  | { result: 'bien'; llamada: Llamada; isAgain?: true }
  | {
      result: 'ocupada'
      held: Pick<Llamada, 'id' | 'funcionarioId' | 'cuentaId' | 'openedAt'>
      isOwn: boolean
    }
  | { result: 'no_existe' | 'propia' | 'caso_ajeno' | 'tope' | 'tope_de_cuenta' }

/**
 * Opens an account for a caller, and begins a llamada in which nothing was shown. Audited, also when it is refused.
 * @returns `ocupada` while somebody has it: {@link takeOver} is another button.
 * @throws {PowerMissing}
 */
export const openLlamada = (deps: Deps, context: StaffContext, order: OpenOrder): Promise<OpenResult> =>
  open(deps, context, order, false)

/**
 * The same, of an account that somebody has: their llamada ends, and the checks begin again.
 * @throws {PowerMissing}
 */
export const takeOver = (deps: Deps, context: StaffContext, order: OpenOrder): Promise<OpenResult> =>
  open(deps, context, order, true)

function open(deps: Deps, context: StaffContext, order: OpenOrder, takesOver: boolean): Promise<OpenResult> {
  const funcionario = requireFuncionario(context, 'abrir_cuentas')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const found = await find(uow, order)
    // Of many at once, one after another: whoever comes second sees the call of the first.
    const cuenta = found && (await uow.cuentas.hold(found.id))
    const done: OpenResult = cuenta
      ? await openCuenta(deps, uow, context, { cuenta, order, takesOver, funcionarioId: funcionario.id })
      : { result: 'no_existe' }
    await recordAudit(uow, context, now, 'llamada_abierta', {
      cuentaId: cuenta?.id ?? null,
      subject: subjectOfOrder(deps, order, cuenta),
      result: done.result === 'bien' && done.isAgain ? 'repetida' : done.result,
      detail: {
        motivo: order.reason,
        ...(takesOver && { tomada: true }),
        ...(done.result === 'bien' && { llamada: done.llamada.id }),
        ...(done.result === 'bien' && done.llamada.casoNumber && { numero: done.llamada.casoNumber }),
      },
    })
    return done
  })
}

async function find(uow: UnitOfWork, order: OpenOrder): Promise<Cuenta | undefined> {
  const cuenta =
    'cuentaId' in order
      ? await uow.cuentas.findById(order.cuentaId)
      : await uow.cuentas.findByIdentificador(order.perfil, order.identificador)
  return cuenta?.estado === 'cerrada' ? undefined : cuenta
}

async function openCuenta(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  {
    cuenta,
    order,
    takesOver,
    funcionarioId,
  }: { cuenta: Cuenta; order: OpenOrder; takesOver: boolean; funcionarioId: string },
): Promise<OpenResult> {
  const now = deps.clock.now()
  if (await isOwn(deps, uow, context.actor, cuenta)) return { result: 'propia' }
  const casoNumber = order.casoNumber ?? null
  if (casoNumber && !(await isItsCaso(deps, uow, casoNumber, cuenta))) return { result: 'caso_ajeno' }
  const held = await uow.llamadas.lockOpenByCuenta(cuenta.id)
  if (held?.funcionarioId === funcionarioId && isSameOrder(deps, held, order, now)) {
    return { result: 'bien', llamada: held, isAgain: true }
  }
  if (held && held.leaseUntil > now && !takesOver) {
    return { result: 'ocupada', held, isOwn: held.funcionarioId === funcionarioId }
  }
  if (!(await spendOpening(uow, { funcionarioId, cuentaId: cuenta.id, now })))
    return { result: 'tope_de_cuenta' }
  // From here on nothing refuses: what is spent is what is opened.
  if (!(await spendCap(deps, uow, { capped: 'abrir', funcionarioId, now }))) return { result: 'tope' }
  if (held) {
    const ending = held.leaseUntil > now ? 'tomada' : 'vencida'
    await concludeLlamada(deps, uow, context, { llamada: held, cuenta }, ending)
  }
  const llamada = makeLlamada(deps, order, { funcionarioId, cuentaId: cuenta.id, casoNumber })
  await uow.llamadas.create(llamada)
  return { result: 'bien', llamada }
}

/** Whether a call was begun by the same press as this one: a double click, also of the button that takes over. */
function isSameOrder(
  { cipher }: Pick<Deps, 'cipher'>,
  held: Llamada,
  { reason, callNumber }: OpenOrder,
  now: Date,
): boolean {
  const { id, encryptedCallNumber } = held
  if (held.reason !== reason || !isSamePress(held.openedAt, now)) return false
  const isNew = held.checkedAt === null && held.codigosSent + held.done.length === 0
  return isNew && cipher.decrypt(encryptedCallNumber ?? '', callNumberContext(id)) === callNumber
}

/** Whether a number is that of an open caso of an account. */
async function isItsCaso(
  deps: Pick<Deps, 'cipher'>,
  uow: UnitOfWork,
  number: string,
  { id }: Cuenta,
): Promise<boolean> {
  const caso = await uow.casos.findByNumber(number)
  if (!caso || caso.closedAt !== null) return false
  return (await cuentaOfCaso(uow, caso, factsOf(deps, caso)))?.id === id
}

function subjectOfOrder(deps: Deps, order: OpenOrder, cuenta: Cuenta | undefined): string | null {
  if (cuenta) return subjectOf(deps, cuenta.perfil, cuenta.identificador)
  return 'perfil' in order ? subjectOf(deps, order.perfil, order.identificador) : null
}
