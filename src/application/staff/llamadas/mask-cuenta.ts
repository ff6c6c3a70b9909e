import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { CallChannel } from '../../../domain/staff/call-channels.ts'
import { maskEmail, maskIdentificador, maskName } from '../../../domain/values/mask.ts'
import { type MaskedChannels, maskChannels } from '../masked-channels.ts'

export type MaskedCallChannels = Record<CallChannel, string | null>

/** What of the account is no secret, or masked. */
export interface MaskedCuenta
  extends MaskedChannels,
    Pick<Cuenta, 'perfil' | 'estado' | 'identidad' | 'wayBack' | 'frozenByStaffAt' | 'createdAt'> {
  maskedIdentificador: string
  /** Null where the account has none. */
  maskedName: string | null
  maskedEmailRepresentante: string | null
  /** Null without a CS. */
  hasClave: boolean
}

export function maskCuenta(cuenta: Cuenta, now: Date): MaskedCuenta {
  const { perfil, identificador, estado, identidad, wayBack, frozenByStaffAt, createdAt } = cuenta
  const { nombres, apellidoPaterno, apellidoMaterno, razonSocial, emailRepresentante } = cuenta
  const names = perfil === 'juridica' ? [razonSocial] : [nombres, apellidoPaterno, apellidoMaterno]
  const name = names.filter(Boolean).join(' ')
  return {
    ...{ perfil, estado, identidad, wayBack, frozenByStaffAt, createdAt },
    ...maskChannels(cuenta, now),
    maskedIdentificador: maskIdentificador(perfil, identificador),
    maskedName: name === '' ? null : maskName(name),
    maskedEmailRepresentante: emailRepresentante && maskEmail(emailRepresentante),
    hasClave: cuenta.claveHash !== null,
  }
}

/** The channels of an account, confirmed or not. */
export function maskedOf(cuenta: Cuenta, now: Date): MaskedCallChannels {
  const { maskedEmail: email, maskedCelular: celular } = maskChannels(cuenta, now)
  const { emailRepresentante } = cuenta
  return { email, celular, emailRepresentante: emailRepresentante && maskEmail(emailRepresentante) }
}
