/** The owner's objection to what two people granted (product.md “Two people”). */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { ok } from '../../domain/outcome/result.ts'
import { createCaso } from '../accounts/casos.ts'
import { freezeForCaso } from '../accounts/freeze-for-caso.ts'
import { findOther, recordOfOther } from '../accounts/other-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Context, Deps } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { type ButtonPress, pressOnce, useEnlace } from './open-enlace.ts'

/**
 * The button of the link with which the owner objects. It ends nothing for good: the orden stops, the cuenta freezes, and
 * the call centre decides on what both sides show. Whoever has the other cuenta that it is about objects alike: what
 * freezes is the one that was to end.
 * @returns the number of the caso; undefined when the link cannot be used any more, or the orden took effect or ended.
 */
export const objetar = (deps: Deps, context: Context, press: ButtonPress): Promise<string | undefined> =>
  pressOnce(deps, press, async (uow, keep) => {
    const { enlace, cuenta: own } = await useEnlace(deps, uow, press.id, 'objetar')
    const now = deps.clock.now()
    const orden = await uow.ordenes.findById(enlace.targetId ?? '')
    if (orden?.estado !== 'concedida') throw new SolicitudLost()
    const cuenta = await uow.cuentas.findById(orden.cuentaId)
    if (!cuenta) throw new SolicitudLost()
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
    await recordOfOther(deps, uow, context, 'orden_objetada', {
      orden,
      other: await findOther(deps, uow, orden),
    })
    const openFor = (one: Cuenta) =>
      createCaso(deps, uow, context, { ...one, cuentaId: one.id, proofs: ['enlace'] }, 'objecion')
    const caso = await openFor(cuenta)
    await freezeForCaso(deps, uow, context, cuenta, { caso, at: now })
    // Each follows the caso of their own account.
    return keep(uow, ok(own.id === cuentaId ? caso : await openFor(own)))
  })
