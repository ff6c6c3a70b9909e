import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { saveCuenta } from '../../accounts/save-cuenta.ts'
import { SolicitudLost } from '../../errors.ts'
import type { UnitOfWork } from '../../ports.ts'

/** Which of its channels are confirmed. */
type Confirmed = Pick<Cuenta, 'emailConfirmedAt' | 'celularConfirmedAt'>

export const UNCONFIRMED: Confirmed = { emailConfirmedAt: null, celularConfirmedAt: null }

/**
 * Saves a cuenta; a mailbox or mobile that three others have confirmed stays as confirmed as it was.
 * @param former which of its channels were confirmed.
 * @throws {SolicitudLost} when it cannot be saved.
 */
export async function saveUnlessFull(uow: UnitOfWork, changed: Cuenta, former: Confirmed): Promise<Cuenta> {
  const saved = await saveCuenta(uow, changed)
  if (typeof saved !== 'string') return saved
  const { emailConfirmedAt, celularConfirmedAt } = former
  if (saved === 'email_en_tres_cuentas' && changed.emailConfirmedAt !== emailConfirmedAt) {
    return saveUnlessFull(uow, { ...changed, emailConfirmedAt }, former)
  }
  if (saved === 'celular_en_tres_cuentas' && changed.celularConfirmedAt !== celularConfirmedAt) {
    return saveUnlessFull(uow, { ...changed, celularConfirmedAt }, former)
  }
  throw new SolicitudLost()
}
