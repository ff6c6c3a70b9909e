/** What the page of an action says before it is done, and what is read aloud afterwards (product.md “Calls”). */
import { confirmedCelulares, confirmedMailboxes } from '../../../domain/account/channels.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Accion, accionesOf, type Opening } from '../../../domain/staff/acciones.ts'
import { type Done, type Llamada, passedIn } from '../../../domain/staff/llamada.ts'
import type { Told } from '../../../domain/staff/summary.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type MaskedCuenta, maskCuenta } from '../llamadas/mask-cuenta.ts'
import { inLlamada, LlamadaLost, requireFuncionario } from '../llamadas/require-llamada.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'
import { earliestEffect } from './contacts.ts'

export interface AccionSheet extends MaskedChannels {
  llamadaId: string
  accion: Accion
  cuenta: MaskedCuenta
  /** Why it is not possible now: what would open it, or that the account does not admit it. */
  closed: Opening | 'no_corresponde' | undefined
  /** The only caso that is open; undefined where there is none, or several, and where it is not to be closed. */
  openCaso: string | undefined
  /** When a change asked for now would take effect at the earliest. */
  effectiveAt: Date
}

/**
 * An action of a call as it is before it is done.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export const readAccion = (
  deps: Deps,
  context: StaffContext,
  { llamadaId: id, accion }: { llamadaId: string; accion: Accion },
): Promise<AccionSheet> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, { llamada, cuenta }) => {
    const now = deps.clock.now()
    const found = accionesOf(passedIn(llamada, now), cuenta, now).find((one) => one.accion === accion)
    return {
      llamadaId: id,
      accion,
      cuenta: maskCuenta(cuenta, now),
      closed: found ? found.opening : 'no_corresponde',
      openCaso: accion === 'cerrar_caso' ? await findOnlyOpen(deps, uow, cuenta) : undefined,
      effectiveAt: await earliestEffect(uow, cuenta, now),
      ...maskChannels(cuenta, now),
    }
  })

async function findOnlyOpen(
  deps: Deps,
  uow: UnitOfWork,
  { perfil, identificador }: Cuenta,
): Promise<string | undefined> {
  const casos = await uow.casos.findBySubject(subjectOf(deps, perfil, identificador))
  const open = casos.filter(({ closedAt }) => !closedAt)
  return open.length === 1 ? open[0]?.number : undefined
}

/** What was done in a call of whoever asks. */
export interface Summary extends Pick<Llamada, 'id' | 'casoNumber'> {
  done: readonly Done[]
  isOver: boolean
  told: Told
}

/**
 * What was done in a call, also once it is over, for whoever's it was.
 * @throws {PowerMissing}
 * @throws {LlamadaLost} of another agent's.
 */
export function readSummary(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  llamadaId: string,
): Promise<Summary> {
  const funcionario = requireFuncionario(context, 'atender_llamadas')
  return deps.store.read(async ({ llamadas, cuentas }) => {
    const llamada = await llamadas.findById(llamadaId)
    if (llamada?.funcionarioId !== funcionario.id) throw new LlamadaLost(llamada ? 'ajena' : 'no_existe')
    const { id, casoNumber, done, endedAt, cuentaId } = llamada
    const cuenta = await cuentas.findById(cuentaId)
    const told = {
      mailboxes: cuenta ? new Set(confirmedMailboxes(cuenta).map(toEmailKey)).size : 0,
      celulares: cuenta ? confirmedCelulares(cuenta, deps.clock.now()).length : 0,
    }
    return { id, casoNumber, done, isOver: endedAt !== null, told }
  })
}
