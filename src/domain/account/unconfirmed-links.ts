/** What a link to a mailbox that is not confirmed takes before it opens anything (product.md “Proofs”, 1). */

import { type EnlaceMailboxes, isEnlaceConfirmed } from './channels.ts'
import type { Cuenta } from './cuenta.ts'

/**
 * `nada`: the link is enough. `identificador`: and it goes on. `datos`: birth date too, and then it waits; a cuenta
 * without one gives the identificador, and gets a caso, as an organisation does.
 */
export type LinkAsks = 'nada' | 'identificador' | 'datos'

type Asked = Pick<Cuenta, 'fechaNacimiento'> & EnlaceMailboxes

/** What the page of a link to recover, or to answer an OTEC, asks for. */
export function linkAsks(cuenta: Asked): LinkAsks {
  if (isEnlaceConfirmed(cuenta)) return 'nada'
  const { perfil } = cuenta
  return perfil === 'natural' || perfil === 'migrante' ? 'datos' : 'identificador'
}

/** What somebody typed on that page. */
export interface Identity {
  identificador: string | null
  fechaNacimiento: string | null
}

/**
 * Whether it is the account's; the birth date counts where the account has one.
 * @param asks what the page of the link asks for.
 */
export const matchesIdentity = (
  cuenta: Cuenta,
  { identificador, fechaNacimiento }: Identity,
  asks: LinkAsks,
): boolean =>
  identificador === cuenta.identificador &&
  (asks !== 'datos' || cuenta.fechaNacimiento === null || cuenta.fechaNacimiento === fechaNacimiento)

/** Whether it goes on at once, since it activates an account: that of a facilitador who never had a CS. */
export const activates = ({ perfil, firstClaveAt }: Pick<Cuenta, 'perfil' | 'firstClaveAt'>): boolean =>
  perfil === 'facilitador' && firstClaveAt === null

/** Whether it recovers after a wait. The others that ask, and activate nothing, get a caso. */
export const recoversSlowly = (cuenta: Pick<Cuenta, 'perfil' | 'estado' | 'fechaNacimiento'>): boolean =>
  (cuenta.perfil === 'natural' || cuenta.perfil === 'migrante') &&
  cuenta.estado === 'activa' &&
  cuenta.fechaNacimiento !== null
