import { type Cuenta, type CuentaSnapshot, displayName } from '../../domain/account/cuenta.ts'
import { afterRestoring } from '../../domain/organisations/organismo.ts'
import { ok } from '../../domain/outcome/result.ts'
import { addDays } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { undoLazos } from '../facilitador/lazos.ts'
import { createEnlace } from '../links/enlaces.ts'
import { type ButtonPress, pressOnce, useEnlace } from '../links/open-enlace.ts'
import { enqueueAviso } from '../notices/avisos.ts'
import type { Context, Deps, Evento, FormerIdentificador, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

/**
 * The button “No fui yo” (product.md “No fui yo”): freezes the cuenta, ends its sessions and provisoria,
 * restores contact data, pregunta and perfil from before the evento, and mails a link that reactivates it to
 * the mailbox that got the aviso. One freeze per evento; a closed cuenta stays closed.
 * @returns false when the link or the evento was already used, or the evento was undone with an earlier one.
 */
export async function noFuiYo(deps: Deps, context: Context, press: ButtonPress): Promise<boolean> {
  const done = await pressOnce(deps, press, async (uow, keep) => {
    const { enlace, cuenta } = await useEnlace(deps, uow, press.id, 'no-fui-yo')
    const evento = await uow.eventos.findById(enlace.targetId ?? '')
    const now = deps.clock.now()
    const canFreeze = evento && cuenta.estado !== 'cerrada' && (await uow.eventos.freeze(evento.id, now))
    if (!canFreeze) throw new SolicitudLost()
    // Their links must not undo what this freeze restores.
    await uow.eventos.freezeLater(evento, now)
    const { perfil } = await freeze(deps, uow, context, cuenta, evento)
    const fact = { cuentaId: cuenta.id, subject: subjectOf(deps, cuenta.perfil, cuenta.identificador) }
    const detail = { evento: evento.id, tipo: evento.kind }
    await recordAudit(uow, context, now, 'cuenta_congelada', { ...fact, detail })
    if (perfil !== cuenta.perfil) {
      const move = { result: 'repuesto', detail: { de: cuenta.perfil, a: perfil } }
      await recordAudit(uow, context, now, 'perfil_cambiado', { ...fact, ...move })
    }
    return keep(uow, ok('congelada'))
  })
  return done !== undefined
}

async function freeze(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  cuenta: Cuenta,
  evento: Evento,
): Promise<Cuenta> {
  const now = deps.clock.now()
  const before = cuentaBefore(deps, evento, await uow.cuentas.findFormerIdentificador(cuenta.id))
  const restored: Cuenta = { ...cuenta, ...before, estado: 'congelada', updatedAt: now }
  const congelada = afterRestoring(cuenta, restored, await uow.organismos.findByRut(cuenta.identificador))
  const saved = await saveCuenta(uow, congelada)
  // Three other cuentas may have the old e-mail or mobile by now; the mailed link works without them.
  if (typeof saved === 'string') await saveCuenta(uow, { ...congelada, email: null, celular: null })
  if (congelada.perfil !== cuenta.perfil) {
    const subject = (one: Cuenta) => subjectOf(deps, one.perfil, one.identificador)
    await uow.tryCounters.move(subject(cuenta), subject(congelada))
  }
  // A cuenta that was frozen already is frozen anew.
  await endFormer(uow, { before: cuenta, after: congelada, also: ['estado'], context, at: now })
  await uow.provenBrowsers.deleteByCuenta(cuenta.id)
  await undoLazos(uow, cuenta.id, evento, now)
  const expiresAt = addDays(now, deps.policy.noFuiYoDays)
  const volverEnlace = await createEnlace(deps, uow, {
    kind: 'volver',
    cuentaId: cuenta.id,
    targetId: evento.id,
    expiresAt,
  })
  await enqueueAviso(deps, uow, {
    cuentaId: cuenta.id,
    to: deps.cipher.decrypt(evento.encryptedMailbox, `evento:${evento.id}:buzon`),
    aviso: {
      kind: 'cuenta_congelada',
      name: displayName(cuenta),
      when: formatMoment(now),
      volverEnlace,
    },
    now,
  })
  return congelada
}

/**
 * The cuenta's data before the evento; without e-mail and mobile if the evento was its registration. Perfil
 * and identificador are restored only to the reserved former ones, which nobody else can have taken.
 */
function cuentaBefore(deps: Deps, evento: Evento, former: FormerIdentificador | undefined): Partial<Cuenta> {
  if (!evento.encryptedBefore) return { email: null, emailConfirmedAt: null, celular: null, ...former }
  const {
    perfil,
    identificador,
    ...before
  }: Omit<CuentaSnapshot, 'emailConfirmedAt'> & { emailConfirmedAt: string | null } = JSON.parse(
    deps.cipher.decrypt(evento.encryptedBefore, `evento:${evento.id}:antes`),
  )
  const goesBack = former?.perfil === perfil && former.identificador === identificador
  return {
    ...before,
    emailConfirmedAt: before.emailConfirmedAt ? new Date(before.emailConfirmedAt) : null,
    ...(goesBack && former),
  }
}
