import { confirmedCelulares, includesMailbox } from '../../../domain/account/channels.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { Aviso, AvisoSms, OrdenTold } from '../../../domain/notices/avisos.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { findOther } from '../../accounts/other-cuenta.ts'
import { createEnlace } from '../../links/enlaces.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, UnitOfWork } from '../../ports.ts'

/**
 * Tells the channels of a cuenta that two people granted an orden about it, until when and how to object (product.md
 * “Two people”), and those of the other that it is about. Each confirmed mailbox gets a link of its own, unless its
 * objection was heard already. What gives the account other channels is told to the others too, which can only call:
 * nobody but who reads them may know of it.
 */
export async function tellGranted(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  orden: Orden & { effectiveAt: Date; canObject: boolean },
): Promise<void> {
  const { effectiveAt, canObject } = orden
  const when = formatMoment(deps.clock.now())
  const until = formatMoment(effectiveAt)
  for (const side of await sidesOf(deps, uow, orden, cuenta)) {
    const { told } = side
    const aviso = { kind: 'orden_concedida', orden: told, reason: orden.reason, when, until } as const
    const enlace = { kind: 'objetar', cuentaId: side.cuenta.id, targetId: orden.id } as const
    await tellChannels(deps, uow, side, {
      mailOf: async (isConfirmed) => ({
        ...aviso,
        name: isConfirmed ? displayName(side.cuenta) : null,
        objetarEnlace:
          canObject && isConfirmed
            ? await createEnlace(deps, uow, { ...enlace, expiresAt: effectiveAt })
            : null,
      }),
      sms: { kind: 'orden_concedida', orden: told, until },
    })
  }
}

/** Tells those who read of an orden that was granted that staff refused it before its hour. */
export async function tellStopped(deps: Deps, uow: UnitOfWork, cuenta: Cuenta, orden: Orden): Promise<void> {
  const when = formatMoment(deps.clock.now())
  for (const side of await sidesOf(deps, uow, orden, cuenta)) {
    const name = displayName(side.cuenta)
    const aviso = { kind: 'orden_detenida', orden: side.told, when } as const
    await tellChannels(deps, uow, side, {
      mailOf: async (isConfirmed) => ({ ...aviso, name: isConfirmed ? name : null }),
      sms: { kind: 'orden_detenida', orden: side.told },
    })
  }
}

/** A cuenta that an orden is about, and as what its channels hear of it. */
interface Side {
  cuenta: Cuenta
  told: OrdenTold
}

async function sidesOf(deps: Deps, uow: UnitOfWork, orden: Orden, cuenta: Cuenta): Promise<Side[]> {
  const other = await findOther(deps, uow, orden)
  return [
    { cuenta, told: orden.kind },
    ...(other ? [{ cuenta: other, told: 'reunir_con_rut' } as const] : []),
  ]
}

/** Of which the channels are told that nobody confirmed, too. */
const TOLD_TO_ALL: readonly OrdenTold[] = ['invitar', 'cambiar_contactos', 'reunir', 'reunir_con_rut']

/** The confirmed channels of a cuenta, and of some kinds the others too. */
async function tellChannels(
  deps: Deps,
  uow: UnitOfWork,
  { cuenta, told: kind }: Side,
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
