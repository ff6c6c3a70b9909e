/** A freeze by staff, and undoing it as their own mistake (product.md “Proofs”, 4). */

import { channelsWhenFrozen, confirmedMailboxes, includesMailbox } from '../../../domain/account/channels.ts'
import { whichMailbox } from '../../../domain/account/coming-back.ts'
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import type { AuditResult } from '../../../domain/pages/audit-results.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { addDays, addHours } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { createCaso } from '../../accounts/casos.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { recordAudit } from '../../audit/record.ts'
import { createEnlace } from '../../links/enlaces.ts'
import { enqueueAviso } from '../../notices/avisos.ts'
import { tellConfirmed } from '../../notices/tell-confirmed.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { cuentaSubject } from '../../proof/limits.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'
import { tellUnfrozen } from './unfreeze-cuenta.ts'

/** Why staff freeze an account. */
export const FREEZE_REASONS = ['pedido_de_la_persona', 'uso_sospechoso', 'orden_de_autoridad'] as const
/** What the mistake was. */
export const MISTAKES = ['otra_cuenta', 'mal_entendido'] as const
/** How long staff's own mistake can be undone. */
const MISTAKE_HOURS = 24

interface Order<R> {
  perfil: Perfil
  identificador: string
  reason: R
}

export type FreezeResult =
  | { result: 'bien'; byMail: boolean }
  | { result: 'no_activa' | 'cambio_entretanto' }
  | { result: 'no_existe' }

/**
 * Freezes an account by decision of staff. Every confirmed mailbox is told, with a link back of its own, and every
 * confirmed mobile.
 * @returns `byMail`: whether a confirmed mailbox gives it back; otherwise only the call centre does.
 */
export function freezeCuenta(
  deps: Deps,
  context: StaffContext,
  order: Order<(typeof FREEZE_REASONS)[number]>,
): Promise<FreezeResult> {
  requirePower(context, 'congelar_cuentas')
  return onCuenta(deps, context, 'cuenta_congelada', order, (uow, cuenta) =>
    freezeByStaff(deps, uow, context, cuenta),
  )
}

/** The same in a transaction, which the caller records. */
export async function freezeByStaff(
  deps: Deps,
  uow: UnitOfWork,
  context: StaffContext,
  cuenta: Cuenta,
): Promise<Exclude<FreezeResult, { result: 'no_existe' }>> {
  if (cuenta.estado !== 'activa') return { result: 'no_activa' }
  const now = deps.clock.now()
  // The former mailbox may still say “No fui yo” and come back, where the present one does not.
  const wayBack = confirmedMailboxes(cuenta).length > 0 ? 'correo' : 'mesa'
  const frozen: Cuenta = { ...cuenta, estado: 'congelada', wayBack, frozenByStaffAt: now, updatedAt: now }
  const saved = await uow.cuentas.save(frozen)
  if (typeof saved === 'string') return { result: 'cambio_entretanto' }
  await endFormer(uow, { before: cuenta, after: saved, context, at: now })
  await uow.provenBrowsers.deleteByCuenta(cuenta.id)
  await tellFrozen(deps, uow, context, saved)
  return { result: 'bien', byMail: channelsWhenFrozen(saved, now).length > 0 }
}

/**
 * Tells the confirmed channels. Each mailbox gets a link back, which knows which mailbox it went to; one that was set
 * lately with less than a code only a caso.
 */
async function tellFrozen(deps: Deps, uow: UnitOfWork, context: StaffContext, cuenta: Cuenta): Promise<void> {
  const now = deps.clock.now()
  const channels = channelsWhenFrozen(cuenta, now)
  const of = { ...cuenta, cuentaId: cuenta.id, proofs: [] }
  // One for all the mailboxes that get one.
  const caso = confirmedMailboxes(cuenta).every((one) => includesMailbox(channels, one))
    ? null
    : await createCaso(deps, uow, context, of, 'congelada_mesa')
  const expiresAt = addDays(now, deps.policy.noFuiYoDays)
  await tellConfirmed(deps, uow, {
    states: [cuenta],
    except: [],
    async byMail(to) {
      const targetId = whichMailbox(cuenta, to)
      const volver = { kind: 'volver', cuentaId: cuenta.id, targetId, expiresAt } as const
      const isChannel = includesMailbox(channels, to)
      await enqueueAviso(deps, uow, {
        to,
        cuentaId: cuenta.id,
        aviso: {
          kind: 'cuenta_congelada',
          name: displayName(cuenta),
          when: formatMoment(now),
          expires: formatMoment(expiresAt),
          volverEnlace: isChannel ? await createEnlace(deps, uow, volver) : null,
          caso: isChannel ? null : caso,
          by: 'personal',
        },
        now,
      })
    },
    sms: { kind: 'cuenta_congelada', byStaff: true },
    now,
  })
}

export type UndoFreezeResult =
  | 'bien'
  | 'no_existe'
  | 'propia'
  | 'no_congelada'
  | 'no_por_personal'
  | 'tarde'
  | 'no_fui_yo'
  | 'cambio_entretanto'

/**
 * Undoes a freeze by staff that was their own mistake, by order of a supervisor: CS, question, mailboxes and mobile
 * stay as they were. Only within 24 hours, and only if nobody pressed “No fui yo” meanwhile: then `descongelar`.
 */
export async function undoFreeze(
  deps: Deps,
  context: StaffContext,
  order: Order<(typeof MISTAKES)[number]>,
): Promise<UndoFreezeResult> {
  requirePower(context, 'deshacer_congelaciones')
  const { result } = await onCuenta<{ result: UndoFreezeResult }>(
    deps,
    context,
    'cuenta_descongelada',
    order,
    async (uow, cuenta) => {
      const now = deps.clock.now()
      if (await isOwn(deps, uow, context.actor, cuenta)) return { result: 'propia' }
      const refusal = await whyNotUndone(uow, cuenta, now)
      if (refusal) return { result: refusal }
      const saved = await uow.cuentas.save({
        ...cuenta,
        estado: 'activa',
        wayBack: null,
        frozenByStaffAt: null,
        updatedAt: now,
      })
      if (typeof saved === 'string') return { result: 'cambio_entretanto' }
      await endFormer(uow, { before: cuenta, after: saved, context, at: now })
      await tellUnfrozen(deps, uow, { before: cuenta, after: saved, intact: true })
      return { result: 'bien' }
    },
  )
  return result
}

async function whyNotUndone(
  uow: UnitOfWork,
  { id, estado, frozenByStaffAt }: Cuenta,
  now: Date,
): Promise<UndoFreezeResult | undefined> {
  if (estado !== 'congelada') return 'no_congelada'
  if (frozenByStaffAt === null) return 'no_por_personal'
  if (await uow.eventos.wasContestedSince(id, frozenByStaffAt)) return 'no_fui_yo'
  return addHours(frozenByStaffAt, MISTAKE_HOURS) <= now ? 'tarde' : undefined
}

/** Runs an order about a cuenta in one transaction, and records it, also of one that does not exist. */
function onCuenta<T extends { result: AuditResult }>(
  deps: Deps,
  context: StaffContext,
  event: 'cuenta_congelada' | 'cuenta_descongelada',
  { perfil, identificador, reason }: Order<(typeof FREEZE_REASONS)[number] | (typeof MISTAKES)[number]>,
  run: (uow: UnitOfWork, cuenta: Cuenta) => Promise<T>,
): Promise<T | { result: 'no_existe' }> {
  return deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findByIdentificador(perfil, identificador)
    const done = cuenta ? await run(uow, cuenta) : { result: 'no_existe' as const }
    await recordAudit(uow, context, deps.clock.now(), event, {
      subject: cuentaSubject(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      result: done.result,
      detail: { motivo: reason },
    })
    return done
  })
}
