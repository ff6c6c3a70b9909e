/** What pages after a proof say of mailboxes that mail does not reach (product.md “Notices”). */
import type { BounceReason } from '../notices/bounces.ts'
import type { Perfil } from '../perfil.ts'
import { formatMoment } from '../values/fecha.ts'
import { maskEmail } from '../values/mask.ts'
import type { PendingItem } from './pending-section.ts'

interface Bounced {
  email: string
  of: 'email' | 'representante' | 'pendiente'
  reason: BounceReason
  since: Date
}

/** What staff read, after “desde el …:”, and people. */
export const BOUNCE_TEXT: Record<BounceReason, string> = {
  direccion: 'esa dirección no existe',
  dominio: 'lo que sigue a la @ no recibe correo',
  cerrado: 'ese correo está cerrado',
  lleno: 'ese correo está lleno',
}

const WHOSE: Record<Bounced['of'], string> = {
  email: 'No pudimos entregarle correo en',
  representante: 'No pudimos entregar correo a su representante legal en',
  pendiente: 'No pudimos entregar el correo para confirmar',
}

/** Which mailbox, masked, since when, why, and what to do. */
export const bouncedItem = (perfil: Perfil, { email, of, reason, since }: Bounced): PendingItem => ({
  title: `${WHOSE[of]} ${maskEmail(email)}`,
  lines: [
    `Desde el ${formatMoment(since)}: ${BOUNCE_TEXT[reason]}.`,
    perfil === 'facilitador'
      ? 'Para cambiarlo, llame gratis al 800 80 10 30.'
      : `${reason === 'lleno' ? 'Haga espacio en él, o cámbielo' : 'Cámbielo'} en Actualizar Datos.`,
  ],
})
