import { confirmedMailboxes, includesMailbox } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { effectOfNoFuiYo } from '../../domain/account/no-fui-yo.ts'
import { ok } from '../../domain/outcome/result.ts'
import { createCaso } from '../accounts/casos.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { type ButtonPress, pressOnce, useEnlace } from '../links/open-enlace.ts'
import { toldMailbox } from '../notices/eventos.ts'
import type { Context, Deps, Evento, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { cuentaBefore, freeze } from './freeze.ts'

/** What came of pressing “No fui yo”; with the caso where only the call centre can go on. */
export type NoFuiYoOutcome =
  | { outcome: 'deshecho' | 'congelada' }
  | { outcome: 'congelada_mesa' | 'buzon_anterior'; caso: string }

/** Why the call centre has a caso: the account is frozen, or the mailbox is no longer the account's. */
const CASO_REASONS = { congela: 'no_fui_yo', mesa: 'buzon_anterior' } as const

/**
 * The button “No fui yo” (product.md “No fui yo”; the effect: {@link effectOfNoFuiYo}). One effect per evento;
 * a closed cuenta stays closed.
 * @returns undefined when the link or the evento was already used, or the evento was undone with an earlier
 *   one.
 */
export async function noFuiYo(
  deps: Deps,
  context: Context,
  press: ButtonPress,
): Promise<NoFuiYoOutcome | undefined> {
  const done = await pressOnce(deps, press, async (uow, keep) => {
    const { enlace, cuenta } = await useEnlace(deps, uow, press.id, 'no-fui-yo')
    const evento = await uow.eventos.findById(enlace.targetId ?? '')
    const now = deps.clock.now()
    const canFreeze = evento && cuenta.estado !== 'cerrada' && (await uow.eventos.freeze(evento.id, now))
    if (!canFreeze) throw new SolicitudLost()
    return keep(uow, ok(await act(deps, uow, context, cuenta, evento)))
  })
  if (done === undefined || done === 'deshecho' || done === 'congelada') return done && { outcome: done }
  // Otherwise it is the number of the caso, which a second click gets too.
  const caso = await deps.store.single.casos.findByNumber(done)
  const outcome = caso?.reason === CASO_REASONS.mesa ? 'buzon_anterior' : 'congelada_mesa'
  return { outcome, caso: done }
}

/** @returns 'deshecho', 'congelada' or the number of the caso. */
async function act(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  cuenta: Cuenta,
  evento: Evento,
): Promise<string> {
  const now = deps.clock.now()
  const mailbox = toldMailbox(deps, evento)
  const subject = subjectOf(deps, cuenta.perfil, cuenta.identificador)
  const fact = { cuentaId: cuenta.id, subject }
  // Only a new CS is told together with the mailboxes that the account has after it.
  const { email = null, emailRepresentante = null } =
    evento.kind === 'cambiar' ? cuentaBefore(deps, evento, undefined) : {}
  const kept = includesMailbox([email, emailRepresentante], mailbox)
  const contested = { ...evento, mailbox, kept }
  const done = effectOfNoFuiYo(contested, cuenta, await wasProven(uow, cuenta))
  if (done.effect === 'deshace') {
    await uow.openId.endByCuenta(cuenta.id, now)
    await uow.cuentas.erase(cuenta.id)
    await recordAudit(uow, context, now, 'registro_deshecho', fact)
    return 'deshecho'
  }
  const openCaso = () =>
    createCaso(
      deps,
      uow,
      context,
      { ...cuenta, cuentaId: cuenta.id, proofs: ['enlace'] },
      CASO_REASONS[done.effect],
    )
  if (done.effect === 'mesa') return openCaso()
  const { wayBack, restores } = done
  const caso = wayBack === 'mesa' ? await openCaso() : null
  const { perfil } = await freeze(deps, uow, context, { cuenta, evento, mailbox, restores, wayBack, caso })
  await recordFreeze(uow, context, now, { fact, evento, wayBack })
  if (perfil !== cuenta.perfil) {
    const move = { result: 'repuesto', detail: { de: cuenta.perfil, a: perfil } } as const
    await recordAudit(uow, context, now, 'perfil_cambiado', { ...fact, ...move })
  }
  return caso ?? 'congelada'
}

const recordFreeze = (
  uow: UnitOfWork,
  context: Context,
  now: Date,
  frozen: { fact: { cuentaId: string; subject: string }; evento: Evento; wayBack: 'correo' | 'mesa' },
): Promise<void> =>
  recordAudit(uow, context, now, 'cuenta_congelada', {
    ...frozen.fact,
    detail: { evento: frozen.evento.id, tipo: frozen.evento.kind, vuelta: frozen.wayBack },
  })

/**
 * Whether anything was proven since the account was made: mailbox confirmed, CS, answer or code used, identity
 * verified by somebody (what the register holds matched when it was made).
 */
async function wasProven(uow: UnitOfWork, cuenta: Cuenta): Promise<boolean> {
  if (confirmedMailboxes(cuenta).length > 0) return true
  if (cuenta.identidad === 'verificada') return true
  return uow.audit.readWasProven(cuenta.id)
}
