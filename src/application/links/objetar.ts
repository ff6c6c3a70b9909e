/** The owner's objection to what two people granted (product.md “Two people”). */
import { ok } from '../../domain/outcome/result.ts'
import { createCaso } from '../accounts/casos.ts'
import { freezeForCaso } from '../accounts/freeze-for-caso.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { type ButtonPress, pressOnce, useEnlace } from './open-enlace.ts'

/**
 * The button of the link with which the owner objects. It ends nothing for good: the orden stops, the cuenta freezes, and
 * the call centre decides on what both sides show.
 * @returns the number of the caso; undefined when the link cannot be used any more, or the orden took effect or ended.
 */
export const objetar = (deps: Deps, context: Context, press: ButtonPress): Promise<string | undefined> =>
  pressOnce(deps, press, async (uow, keep) => {
    const { enlace, cuenta } = await useEnlace(deps, uow, press.id, 'objetar')
    const now = deps.clock.now()
    const orden = await uow.ordenes.findById(enlace.targetId ?? '')
    if (orden?.estado !== 'concedida') throw new SolicitudLost()
    if (!(await uow.ordenes.advance(orden, { ...orden, estado: 'objetada', endedAt: now }))) {
      throw new SolicitudLost()
    }
    const { perfil, id: cuentaId } = cuenta
    const subject = subjectOf(deps, perfil, cuenta.identificador)
    await recordAudit(uow, context, now, 'orden_objetada', {
      cuentaId,
      subject,
      detail: { orden: orden.kind, numero: orden.number },
    })
    const caso = await createCaso(deps, uow, context, { ...cuenta, cuentaId, proofs: ['enlace'] }, 'objecion')
    await freezeForCaso(deps, uow, context, cuenta, { caso, at: now })
    return keep(uow, ok(caso))
  })
