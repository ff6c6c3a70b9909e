import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { type Orden, ordenReasonsOf } from '../../../domain/staff/orden.ts'
import { canHaveMailbox } from '../../accounts/ordenes.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'
import { type AskedOrden, makeOrden } from './make-orden.ts'

/** `propia`: the cuenta of whoever asks. `no_corresponde`: the reason is of another perfil. `use_su_rut`: the cuenta changed to perfil natural, and is asked about by its RUT. */
export type AskRefusal =
  | 'no_existe'
  | 'propia'
  | 'no_corresponde'
  | 'use_su_rut'
  | 'congelada'
  | 'correo_lleno'
  | 'ya_pedida'
export type AskResult = { result: 'bien'; orden: Orden } | { result: AskRefusal }

const POWER_OF = { liberar: 'liberar_cuentas', invitar: 'invitar_personas' } as const

/**
 * Asks for an orden that a second person grants (product.md “Two people”). Audited, also when there is no such cuenta.
 * A cuenta has one open orden; nothing is invited to a frozen one.
 */
export function askOrden(
  deps: Pick<Deps, 'store' | 'random' | 'cipher' | 'fingerprints' | 'clock'>,
  context: StaffContext,
  asked: AskedOrden,
): Promise<AskResult> {
  requirePower(context, POWER_OF[asked.kind])
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(asked.perfil, asked.identificador)
    const done: AskResult = cuenta
      ? await askForOrden(deps, uow, context, asked, cuenta)
      : { result: 'no_existe' }
    await recordAudit(uow, context, deps.clock.now(), 'orden_pedida', {
      cuentaId: cuenta?.id ?? null,
      subject: cuentaSubject(deps, asked, cuenta),
      result: done.result,
      detail: {
        ...{ orden: asked.kind, motivo: asked.reason },
        ...(done.result === 'bien' && { numero: done.orden.number }),
      },
    })
    return done
  })
}

/** The same in a transaction, which the caller records. */
export async function askForOrden(
  deps: Pick<Deps, 'random' | 'cipher' | 'fingerprints' | 'clock'>,
  uow: UnitOfWork,
  context: StaffContext,
  asked: AskedOrden,
  cuenta: Cuenta,
): Promise<AskResult> {
  if (await isOwn(deps, uow, context.actor, cuenta)) return { result: 'propia' }
  const refusal = await whyNotAsked(uow, asked, cuenta)
  if (refusal) return { result: refusal }
  const orden = makeOrden(deps, context, asked, cuenta)
  await uow.ordenes.create(orden)
  return { result: 'bien', orden }
}

async function whyNotAsked(
  uow: UnitOfWork,
  { kind, perfil, reason, email }: AskedOrden,
  cuenta: Cuenta,
): Promise<AskRefusal | undefined> {
  if (cuenta.perfil !== perfil) return 'use_su_rut'
  if (!ordenReasonsOf(kind, perfil).includes(reason)) return 'no_corresponde'
  if (await uow.ordenes.findOpenByCuenta(cuenta.id)) return 'ya_pedida'
  if (kind === 'liberar') return undefined
  if (cuenta.estado !== 'activa') return 'congelada'
  return (await canHaveMailbox(uow, cuenta, email ?? '')) ? undefined : 'correo_lleno'
}
