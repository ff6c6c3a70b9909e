/** What pages after a proof say of the changes that are pending (product.md “Proofs”, 3). */
import type { PendingData } from '../account/pending.ts'
import type { PendingKind } from '../account/pending-kind.ts'
import { fields } from '../fields/fields.ts'
import { formatMoment } from '../values/fecha.ts'
import { maskCelular, maskEmail } from '../values/mask.ts'
import { formatRut } from '../values/rut.ts'

/** A pending change, as pages show it. */
export interface PendingItem {
  title: string
  lines: string[]
}

interface Pending {
  kind: PendingKind
  data: PendingData
  withCodigo: boolean
  createdAt: Date
  expiresAt: Date
  effectiveAt: Date | null
  notBefore: Date | null
}

/** What changes, since when, and with what effect. Addresses and mobiles are masked. */
export function pendingItem(change: Pending): PendingItem {
  const asked = `Se pidió el ${formatMoment(change.createdAt)}.`
  if (change.kind === 'representante') {
    return {
      title: 'Su representante legal cambiará',
      lines: [
        asked,
        ...representanteLines(change.data),
        effectOf(change, 'el representante registrado'),
        ...(change.data.rutRepresentante === undefined ? [] : [VERIFY_AGAIN]),
      ],
    }
  }
  if (change.kind === 'celular') {
    return {
      title: `Su celular será el ${maskCelular(change.data.celular ?? '')}`,
      lines: [asked, celularEffectOf(change)],
    }
  }
  return {
    title: `Su correo cambiará a ${maskEmail(change.data.email ?? '')}`,
    lines: [asked, effectOf(change, 'su correo anterior')],
  }
}

const VERIFY_AGAIN = 'Si la organización está verificada, entonces habrá que verificarla de nuevo.'

function effectOf({ effectiveAt, expiresAt, ...asked }: Pending, former: string): string {
  const until = `Hasta entonces usaremos ${former}.`
  if (effectiveAt) return `Tendrá efecto el ${formatMoment(effectiveAt)}. ${until}`
  const when = whenConfirmed(asked, 'confirme')
  return `Enviamos un enlace a ese correo: ábralo y confirme antes del ${formatMoment(expiresAt)}. El cambio tendrá efecto ${when}. ${until}`
}

function whenConfirmed(
  { withCodigo, notBefore }: Omit<Pending, 'effectiveAt' | 'expiresAt'>,
  confirmed: string,
) {
  if (notBefore) return `el ${formatMoment(notBefore)}, o cuando ${confirmed} si es después`
  return withCodigo ? `en cuanto ${confirmed}` : `24 horas después de que ${confirmed}`
}

function celularEffectOf({ effectiveAt, expiresAt, ...asked }: Pending): string {
  if (effectiveAt) return `Lo usaremos desde el ${formatMoment(effectiveAt)}.`
  const when = whenConfirmed(asked, 'lo confirme')
  return `Confírmelo antes del ${formatMoment(expiresAt)}: al terminar Actualizar Datos o Cambiar CS puede pedir un código por SMS. Lo usaremos ${when}.`
}

function representanteLines({
  rutRepresentante: rut,
  emailRepresentante: email,
  celularRepresentante: celular,
}: PendingData): string[] {
  const line = (name: 'rutRepresentante' | 'emailRepresentante' | 'celularRepresentante', value: string) =>
    `${fields[name].label}: ${value || 'ninguno'}.`
  return [
    ...(rut === undefined ? [] : [line('rutRepresentante', formatRut(rut ?? ''))]),
    ...(email === undefined ? [] : [line('emailRepresentante', maskEmail(email ?? ''))]),
    ...(celular === undefined ? [] : [line('celularRepresentante', maskCelular(celular ?? ''))]),
  ]
}

/** What a page says once a change was cancelled on it. */
export const CANCELLED: Record<PendingKind, string> = {
  celular: 'Cancelamos el cambio de celular. Su cuenta sigue como estaba.',
  email: 'Cancelamos el cambio de correo. Su correo sigue siendo el mismo.',
  representante: 'Cancelamos el cambio de representante legal. Sigue el que estaba registrado.',
}

/** In its place, where there was nothing left to cancel. */
export const WAS_GONE =
  'Ese cambio ya no estaba pendiente: antes tuvo efecto, venció o se canceló. Vea sus datos en Actualizar Datos.'
