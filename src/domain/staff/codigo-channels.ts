/** Where a code of the call can go that opens an action (product.md “Calls”). */
import { keepConfirmed, linkMailboxes } from '../account/coming-back.ts'
import type { Cuenta } from '../account/cuenta.ts'
import { type CallChannel, callChannels } from './call-channels.ts'

/**
 * The channels at which a code of the call opens an action: never the one that it is about. Of a frozen account never one
 * to which the way in is mailed afterwards either, so that whoever holds one channel alone does not get it back.
 * @param accion one of the table (acciones.ts, which reads this); none opens with a code that is not named here.
 */
export function codigoChannels(accion: string, cuenta: Cuenta, now: Date): CallChannel[] {
  const channels = callChannels(cuenta, now)
  switch (accion) {
    case 'reabrir':
      return channels
    case 'cambiar_correo':
      return channels.filter((one) => one !== 'email')
    case 'cambiar_celular':
      return channels.filter((one) => one !== 'celular')
    case 'descongelar': {
      const waysIn = linkMailboxes(keepConfirmed(cuenta, now))
      return waysIn.length > 0 ? channels.filter((one) => !waysIn.some((way) => way === one)) : []
    }
    default:
      return []
  }
}
