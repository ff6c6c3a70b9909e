import type { MaskedChannels } from '../application/staff/masked-channels.ts'
import { formatMoment } from '../domain/values/fecha.ts'

/** The mailbox and the mobile of an account, and whether each is confirmed. */
export const channelLines = (channels: MaskedChannels): string[] => [
  `Email: ${channelText(channels.maskedEmail, channels.emailConfirmedAt)}`,
  `Celular: ${channelText(channels.maskedCelular, channels.celularConfirmedAt)}`,
]

function channelText(masked: string | null, confirmedAt: Date | null): string {
  if (!masked) return 'no tiene'
  return `${masked}, ${confirmedAt ? `confirmado el ${formatMoment(confirmedAt)}` : 'sin confirmar'}`
}
