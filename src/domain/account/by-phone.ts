/** Accounts that the call centre made for who dictated their data, and proved nothing (product.md “Calls”). */
import { WITHOUT_SECRETS } from './coming-back.ts'
import { type Cuenta, type CuentaData, makeCuenta } from './cuenta.ts'
import { withProvenance } from './provenance.ts'

/**
 * A new account without CS. Its mailbox and mobile are whatever was said on the phone: they rank as nothing for as long
 * as provenance counts, or until the person uses the link that activates it.
 */
export function registeredByPhone(
  start: Pick<Cuenta, 'id' | 'perfil' | 'identificador'>,
  data: Partial<CuentaData>,
  now: Date,
): Cuenta {
  const none = { claveHash: null, preguntaSecreta: null, respuestaHash: null }
  const made = makeCuenta({ ...start, ...none }, data, now)
  const said = made.celular === null ? (['email'] as const) : (['email', 'celular'] as const)
  return { ...made, factores: withProvenance(made, said, 'ninguno', now) }
}

/** Whether an account that was registered by phone still waits for its person to activate it. */
export const awaitsActivation = ({ firstClaveAt, email, emailConfirmedAt, factores }: Cuenta): boolean =>
  firstClaveAt === null && email !== null && emailConfirmedAt === null && factores.email?.rank === 'ninguno'

/** The account of whoever activates it: the mailbox that got the link is confirmed by that. The mobile that was said stays. */
export const activatedByPhone = (cuenta: Cuenta, now: Date): Cuenta => ({
  ...cuenta,
  ...WITHOUT_SECRETS,
  celular: cuenta.celular,
  emailConfirmedAt: cuenta.emailConfirmedAt ?? now,
  factores: withProvenance(cuenta, ['email'], 'canal', now),
})
