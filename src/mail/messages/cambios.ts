/** What became of a change that was pending: it took effect, or was cancelled. */
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import { type AvisoOf, inChileTime, type Message, noFuiYo, paragraph } from './message.ts'

/** What happened, then that whoever did it need do nothing more, and the way out for who did not. */
const happened = (subject: string, noFuiYoEnlace: string, ...what: [string, string]): Message => ({
  subject,
  blocks: [
    paragraph(...what),
    paragraph('Si fue usted, no tiene que hacer nada más.'),
    ...noFuiYo(noFuiYoEnlace),
  ],
})

export const representanteCambiado = (aviso: AvisoOf<'representante_cambiado'>): Message =>
  happened(
    'El representante legal de su Clave Sence fue cambiado',
    aviso.noFuiYoEnlace,
    `El ${inChileTime(aviso.when)} cambió el representante legal registrado en su Clave Sence (CS), o sus datos de contacto.`,
    'Se había pedido 24 horas antes.',
  )

export const celularCambiado = (aviso: AvisoOf<'celular_cambiado'>): Message =>
  happened(
    'El celular de su Clave Sence fue cambiado',
    aviso.noFuiYoEnlace,
    `El ${inChileTime(aviso.when)} cambió el celular registrado en su Clave Sence (CS).`,
    'Se confirmó con un código enviado al celular nuevo.',
  )

export const emailCambiado = (aviso: AvisoOf<'email_cambiado'>): Message =>
  happened(
    'El correo de su Clave Sence fue cambiado',
    aviso.noFuiYoEnlace,
    `El ${inChileTime(aviso.when)} cambió el correo registrado en su Clave Sence (CS).`,
    'Desde ahora le escribiremos al correo nuevo.',
  )

const CANCELLED: Record<PendingKind, [string, string]> = {
  celular: ['el cambio de celular', 'El celular registrado sigue siendo el mismo.'],
  email: ['el cambio de correo', 'El correo registrado sigue siendo el mismo.'],
  representante: ['el cambio de representante legal', 'El representante registrado sigue siendo el mismo.'],
}

export const cambioCancelado = (aviso: AvisoOf<'cambio_cancelado'>): Message => {
  const [what, stays] = CANCELLED[aviso.what]
  return happened(
    'Se canceló un cambio de su Clave Sence',
    aviso.noFuiYoEnlace,
    `El ${inChileTime(aviso.when)} se canceló ${what} que estaba pendiente en su Clave Sence (CS).`,
    stays,
  )
}
