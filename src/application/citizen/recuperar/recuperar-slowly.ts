/** Recovery by a mailbox that is not confirmed (product.md “Proofs”, 1). */
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { linkAsks, recoversSlowly } from '../../../domain/account/unconfirmed-links.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { addHours, PETICION_HOURS, SLOW_RECOVERY_HOURS } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { createCasoAndTell } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import { SolicitudLost } from '../../errors.ts'
import { makeEnlace } from '../../links/enlaces.ts'
import { type ButtonPress, pressOnce, useEnlace } from '../../links/open-enlace.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import type { Context, Deps, Peticion, PeticionEnd, UnitOfWork } from '../../ports.ts'
import { peticionContext, waitId } from '../../request/peticiones.ts'

/** What came of it: it waits, or the number of a caso. */
export type SlowRecovery = { waits: true } | { waits: false; caso: string }

const WAITS = 'espera'

/**
 * Uses the link of Recuperar at a mailbox that is not confirmed, once {@link identify} took what was typed: in 72 hours
 * a second link leaves, which the mobile is told, confirmed or not. Organisations, and who has no birth date to
 * compare, a facilitador who once had a CS too, get a caso instead.
 * @returns undefined when the link cannot be used any more.
 */
export async function recuperarSlowly(
  deps: Deps,
  context: Context,
  press: ButtonPress,
): Promise<SlowRecovery | undefined> {
  const done = await pressOnce(deps, press, async (uow, keep) => {
    const { cuenta } = await useEnlace(deps, uow, press.id, 'recuperar')
    if (linkAsks(cuenta) === 'nada') throw new SolicitudLost()
    if (recoversSlowly(cuenta)) {
      await wait(deps, uow, context, cuenta)
      return keep(uow, ok(WAITS))
    }
    const about = { ...cuenta, cuentaId: cuenta.id, proofs: ['datos'] as const }
    return keep(uow, ok(await createCasoAndTell(deps, uow, context, about, 'correo_sin_confirmar')))
  })
  if (done === undefined) return undefined
  return done === WAITS ? { waits: true } : { waits: false, caso: done }
}

/** One that waits already goes on. */
async function wait(deps: Deps, uow: UnitOfWork, context: Context, cuenta: Cuenta): Promise<void> {
  const id = waitId(cuenta.id)
  if (await uow.peticiones.findById(id)) return
  const now = deps.clock.now()
  const availableAt = addHours(now, SLOW_RECOVERY_HOURS)
  await uow.peticiones.create({
    id,
    kind: 'espera',
    perfil: cuenta.perfil,
    encryptedIdentificador: deps.cipher.encrypt(cuenta.identificador, peticionContext(id)),
    solicitudId: '',
    browser: null,
    createdAt: now,
    availableAt,
    expiresAt: addHours(availableAt, PETICION_HOURS),
    tries: 0,
  })
  await recordAudit(uow, context, now, 'recuperacion_en_espera', { cuentaId: cuenta.id })
  const { celular, id: cuentaId } = cuenta
  if (celular)
    await enqueueSms(deps, uow, { to: celular, cuentaId, aviso: { kind: 'recuperacion_en_espera' }, now })
}

/**
 * Mails the second link once the wait is over, as the worker finds it.
 * @returns 'tarde' where the cuenta is another one by now, is not active, or its mailbox was confirmed.
 */
export async function sendSecondEnlace(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { id }: Peticion,
): Promise<PeticionEnd> {
  if (id !== waitId(cuenta.id) || !recoversSlowly(cuenta) || cuenta.emailConfirmedAt !== null) return 'tarde'
  if (!cuenta.email) return 'sin_destino'
  const now = deps.clock.now()
  const expiresAt = addHours(now, SLOW_RECOVERY_HOURS)
  const { enlace, url } = makeEnlace(deps, { kind: 'recuperar-tras-espera', cuentaId: cuenta.id, expiresAt })
  await uow.enlaces.replace(enlace)
  const expires = formatMoment(expiresAt)
  const aviso = { kind: 'enlace_tras_espera', name: displayName(cuenta), enlace: url, expires } as const
  await enqueueAviso(deps, uow, { to: cuenta.email, cuentaId: cuenta.id, aviso, now })
  return 'enviada'
}
