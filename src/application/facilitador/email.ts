import { MAX_SHARING_CUENTAS } from '../../domain/account/cuenta.ts'
import { canRewrite, isOtecEmail } from '../../domain/organisations/lazo.ts'
import { type Refused, refuse } from '../../domain/outcome/result.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { toEmailKey } from '../../domain/values/email.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import type { Context, Deps, UnitOfWork } from '../ports.ts'
import type { Otec } from './otec.ts'

/**
 * Checks the e-mail that an OTEC gives for a facilitador. “Another facilitador has it” and “three cuentas
 * have it” get the same refusal, so that the OTEC learns nothing (decision 0013).
 * @param facilitadorId cuenta of the typed documento, which may already have this e-mail.
 * @returns undefined when it is fine; otherwise `email_de_la_otec` or `email_no_disponible`.
 */
export async function judgeEmail(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  otec: Otec,
  email: string,
  facilitadorId: string | undefined,
): Promise<Refused | undefined> {
  if (isOtecEmail(email, otec)) return refuse('email_de_la_otec', 'email')
  // Two at once with one e-mail: this row makes the later one wait, and then see the other.
  const key = `correo-facilitador:${deps.fingerprints.fingerprint('mensajes', toEmailKey(email))}`
  await uow.rateLimits.increment(key, HOUR_S, deps.clock.now())
  const others = (await uow.cuentas.findByEmail(email)).filter(({ id }) => id !== facilitadorId)
  for (const { id } of others.filter(({ perfil }) => perfil === 'facilitador')) {
    if (!(await releaseEmail(deps, uow, context, otec, id))) return unavailable()
  }
  const places = others.filter(({ isConfirmed }) => isConfirmed).length
  return places >= MAX_SHARING_CUENTAS ? unavailable() : undefined
}

const unavailable = (): Refused => refuse('email_no_disponible', 'email')

/**
 * Removes the e-mail from a cuenta whose clave was never chosen and whose invitation expired or is this
 * OTEC's, so that a mistyped pedido does not block a mailbox.
 * @returns whether it did.
 */
async function releaseEmail(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  otec: Otec,
  cuentaId: string,
): Promise<boolean> {
  const cuenta = await uow.cuentas.findById(cuentaId)
  const lazos = await uow.lazos.findByFacilitador(cuentaId)
  if (!cuenta || !canRewrite(cuenta, lazos, otec.id, deps.clock.now())) return false
  const after = { ...cuenta, email: null, emailConfirmedAt: null }
  await saveCuenta(uow, after)
  await endFormer(uow, { before: cuenta, after, context, at: deps.clock.now() })
  return true
}
