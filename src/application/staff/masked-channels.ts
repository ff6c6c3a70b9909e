import { isCelularConfirmed } from '../../domain/account/channels.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { maskCelular, maskEmail } from '../../domain/values/mask.ts'

/** What staff see of how a cuenta is reached: no full address. */
export interface MaskedChannels {
  maskedEmail: string | null
  emailConfirmedAt: Date | null
  maskedCelular: string | null
  /** When a code or key sent there was last used; null when it is not confirmed (any more). */
  celularConfirmedAt: Date | null
}

export const maskChannels = (cuenta: Cuenta, now: Date): MaskedChannels => ({
  maskedEmail: cuenta.email && maskEmail(cuenta.email),
  emailConfirmedAt: cuenta.emailConfirmedAt,
  maskedCelular: cuenta.celular && maskCelular(cuenta.celular),
  celularConfirmedAt: isCelularConfirmed(cuenta, now) ? cuenta.celularConfirmedAt : null,
})
