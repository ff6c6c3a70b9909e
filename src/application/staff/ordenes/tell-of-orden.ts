import { confirmedCelulares, includesMailbox } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { Aviso, AvisoSms } from '../../../domain/notices/avisos.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { createEnlace } from '../../links/enlaces.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

/**
 * Tells the channels of a cuenta that two people granted an orden about it, until when and how to object (product.md
 * “Two people”). Each confirmed mailbox gets a link of its own, unless its objection was heard already. What gives the account other channels is told to the others too, which can only
 * call: nobody but who reads them may know of it.
 */
export async function tellGranted(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  {
    id,
    kind,
    reason,
    effectiveAt,
    canObject,
  }: Pick<Orden, 'id' | 'kind' | 'reason'> & { effectiveAt: Date; canObject: boolean },
): Promise<void> {
  const now = deps.clock.now()
  const { id: cuentaId } = cuenta
  const aviso = {
    kind: 'orden_concedida',
    name: displayName(cuenta),
    orden: kind,
    reason,
    when: formatMoment(now),
    until: formatMoment(effectiveAt),
  } as const
  const expiresAt = effectiveAt
  await tellChannels(deps, uow, cuenta, kind, {
    async mailOf(isConfirmed) {
      const enlace = { kind: 'objetar', cuentaId, targetId: id, expiresAt } as const
      const objetarEnlace = canObject && isConfirmed ? await createEnlace(deps, uow, enlace) : null
      return { ...aviso, name: isConfirmed ? aviso.name : null, objetarEnlace }
    },
    sms: { kind: 'orden_concedida', orden: kind, until: aviso.until },
  })
}

/** Tells those who read of an orden that was granted that staff refused it before its hour. */
export async function tellStopped(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  orden: Orden['kind'],
): Promise<void> {
  const name = displayName(cuenta)
  const aviso = { kind: 'orden_detenida', orden, when: formatMoment(deps.clock.now()) } as const
  await tellChannels(deps, uow, cuenta, orden, {
    mailOf: async (isConfirmed) => ({ ...aviso, name: isConfirmed ? name : null }),
    sms: { kind: 'orden_detenida', orden },
  })
}

/** Of which the channels are told that nobody confirmed, too. */
const TOLD_TO_ALL: readonly Orden['kind'][] = ['invitar', 'cambiar_contactos']

/** The confirmed channels of a cuenta, and of some kinds the others too. */
async function tellChannels(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  kind: Orden['kind'],
  { mailOf, sms }: { mailOf(isConfirmed: boolean): Promise<Aviso>; sms: AvisoSms },
): Promise<void> {
  const now = deps.clock.now()
  const { id: cuentaId } = cuenta
  const told: string[] = []
  const mail = async (to: string, isConfirmed: boolean) => {
    told.push(to)
    await enqueueAviso(deps, uow, { to, cuentaId, aviso: await mailOf(isConfirmed), now })
  }
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    byMail: (to) => mail(to, true),
    sms,
    now,
  })
  if (!TOLD_TO_ALL.includes(kind)) return
  for (const to of [cuenta.email, cuenta.emailRepresentante]) {
    if (to !== null && !includesMailbox(told, to)) await mail(to, false)
  }
  const toldCelulares = confirmedCelulares(cuenta, now)
  for (const to of new Set([cuenta.celular, cuenta.celularRepresentante])) {
    if (to === null || toldCelulares.includes(to)) continue
    await enqueueSms(deps, uow, { to, cuentaId, aviso: sms, now })
  }
}
