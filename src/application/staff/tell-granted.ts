import { confirmedCelulares, includesMailbox } from '../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../domain/account/cuenta.ts'
import type { Orden } from '../../domain/staff/orden.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { createEnlace } from '../links/enlaces.ts'
import { enqueueAviso, enqueueSms } from '../notices/avisos.ts'
import { tellConfirmed } from '../notices/tell-confirmed.ts'
import type { Deps, UnitOfWork } from '../ports.ts'

/**
 * Tells the channels of a cuenta that two people granted an orden about it, until when and how to object (product.md
 * “Two people”). Each confirmed mailbox gets a link of its own, unless its objection was heard already. An invitation is told to the others too, which can only
 * call: nobody but who reads them may know of it.
 */
export async function tellGranted(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  {
    id,
    kind,
    effectiveAt,
    canObject,
  }: Pick<Orden, 'id' | 'kind'> & { effectiveAt: Date; canObject: boolean },
): Promise<void> {
  const now = deps.clock.now()
  const { id: cuentaId } = cuenta
  const aviso = {
    kind: 'orden_concedida',
    name: displayName(cuenta),
    orden: kind,
    when: formatMoment(now),
    until: formatMoment(effectiveAt),
  } as const
  const told: string[] = []
  const sms = { kind: 'orden_concedida', orden: kind, until: aviso.until } as const
  const expiresAt = effectiveAt
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    async byMail(to) {
      told.push(to)
      const enlace = { kind: 'objetar', cuentaId, targetId: id, expiresAt } as const
      const objetarEnlace = canObject ? await createEnlace(deps, uow, enlace) : null
      await enqueueAviso(deps, uow, { to, cuentaId, aviso: { ...aviso, objetarEnlace }, now })
    },
    sms,
    now,
  })
  if (kind !== 'invitar') return
  for (const to of [cuenta.email, cuenta.emailRepresentante]) {
    if (to === null || includesMailbox(told, to)) continue
    told.push(to)
    await enqueueAviso(deps, uow, { to, cuentaId, aviso: { ...aviso, name: null, objetarEnlace: null }, now })
  }
  const toldCelulares = confirmedCelulares(cuenta, now)
  for (const to of new Set([cuenta.celular, cuenta.celularRepresentante])) {
    if (to === null || toldCelulares.includes(to)) continue
    await enqueueSms(deps, uow, { to, cuentaId, aviso: sms, now })
  }
}
