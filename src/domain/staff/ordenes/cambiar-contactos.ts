import { includesMailbox } from '../../account/channels.ts'
import type { Cuenta } from '../../account/cuenta.ts'
import { codigoChannels } from '../codigo-channels.ts'
import { type KindRefusal, OF_A_PERSON, OF_AN_ORGANISATION, type OrdenData, type OrdenRule } from './rule.ts'

/**
 * Another mailbox or mobile, where no channel is left to which a code of the call could go: it changes as if the code had
 * been read back, so that whoever asks still confirms it, and proves the account for that.
 */
export const cambiarContactos = {
  power: 'cambiar_contactos',
  reasons: ['sin_canal', 'canal_perdido'],
  documents: [...new Set([...OF_A_PERSON, ...OF_AN_ORGANISATION])],
  asks: [],
  asksOneOf: ['email', 'celular'],
  restsOn: 'factores',
  refusalOf: (cuenta, now, data) => {
    if (cuenta.estado !== 'activa') return 'congelada'
    const takesCode = (accion: string) => codigoChannels(accion, cuenta, now).length > 0
    return data
      ? refusalOfData(cuenta, data, takesCode)
      : takesCode('cambiar_correo') && (cuenta.perfil === 'facilitador' || takesCode('cambiar_celular'))
        ? 'queda_un_canal'
        : undefined
  },
} as const satisfies OrdenRule

/** A mailbox that leaves no channel takes the mobile along with it: its own code would go to the mailbox that is lost. */
function refusalOfData(
  { perfil, email, emailConfirmedAt }: Cuenta,
  data: OrdenData,
  takesCode: (accion: string) => boolean,
): KindRefusal | undefined {
  if (data.celular !== null && perfil === 'facilitador') return 'no_corresponde'
  if (data.email === null) return takesCode('cambiar_celular') ? 'queda_un_canal' : undefined
  if (emailConfirmedAt && includesMailbox([email], data.email)) return 'no_corresponde'
  return takesCode('cambiar_correo') ? 'queda_un_canal' : undefined
}
