/** Ending a call (product.md “Calls”). */
import { type Done, withEnding } from '../../../domain/staff/llamada.ts'
import { createCaso } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { inLlamada } from './require-llamada.ts'

/** What is read aloud when a call ends. */
export interface EndedLlamada {
  done: readonly Done[]
  /** The number of its caso, which is opened now where there was none. */
  casoNumber: string
}

/**
 * Ends a llamada: what was shown in it opens nothing any more.
 * @throws {PowerMissing}
 * @throws {LlamadaLost} also when it has ended: its page shows how.
 */
export const endLlamada = (deps: Deps, context: StaffContext, id: string): Promise<EndedLlamada> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, { llamada, cuenta }) => {
    const now = deps.clock.now()
    const about = { ...cuenta, cuentaId: cuenta.id, proofs: [] }
    const casoNumber = llamada.casoNumber ?? (await createCaso(deps, uow, context, about, 'llamada'))
    await uow.llamadas.save(withEnding({ ...llamada, casoNumber }, 'terminada', now))
    await recordAudit(uow, context, now, 'llamada_terminada', {
      cuentaId: cuenta.id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      detail: { llamada: id, numero: casoNumber, hecho: llamada.done.map(({ accion }) => accion).join(' ') },
    })
    return { done: llamada.done, casoNumber }
  })
