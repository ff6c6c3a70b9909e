/** Which mobile a person can confirm, on the page that ends a tramite (product.md “Proofs”, 1). */

import { confirmedMailboxes, isCelularConfirmed } from '../../../domain/account/channels.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { TramiteOperacion } from '../../../domain/perfil.ts'
import { SolicitudLost } from '../../errors.ts'
import { enqueueSms } from '../../notices/avisos.ts'
import type { Deps, PendingChange, Queries, Solicitud } from '../../ports.ts'
import { resultOf, secretsFingerprintOf } from '../../request/solicitudes.ts'
import type { CodigoOfPage } from './codigo-of-page.ts'

/** The operaciones whose last page offers it: the cuenta was made or proven in them. */
export const OFFERS_CELULAR: readonly TramiteOperacion[] = ['registrar', 'cambiar', 'actualizar']

/** The mobile that a finished solicitud offers to confirm. */
export interface CelularToConfirm {
  celular: string
  /** The change that is pending, when it is a new one. */
  change: PendingChange | undefined
}

/** Where it is looked for: a transaction, or one statement after another. */
type Reads = Pick<Queries, 'solicitudes' | 'cuentas' | 'pendingChanges'>

/**
 * The mobile that a person can confirm on the last page of a solicitud (product.md “Proofs”, 1): a new one that is
 * pending, or else the registered one.
 * @returns undefined when there is none, it is confirmed already, or what was proven no longer holds.
 */
export async function findCelularToConfirm(
  deps: Pick<Deps, 'cipher' | 'fingerprints' | 'clock'>,
  reads: Pick<Reads, 'pendingChanges'>,
  solicitud: Solicitud,
  cuenta: Cuenta | undefined,
): Promise<CelularToConfirm | undefined> {
  const isOffered = solicitud.estado === 'lista' && OFFERS_CELULAR.includes(solicitud.operacion)
  if (!isOffered || cuenta?.estado !== 'activa') return undefined
  if (resultOf(deps, solicitud).secretsFingerprint !== secretsFingerprintOf(deps, cuenta)) return undefined
  const now = deps.clock.now()
  const change = await findPendingCelular(reads, cuenta.id)
  if (change?.confirmedAt) return undefined
  if (change?.data.celular && change.expiresAt > now) return { celular: change.data.celular, change }
  const { celular } = cuenta
  return celular === null || isCelularConfirmed(cuenta, now) ? undefined : { celular, change: undefined }
}

/** The new mobile of a cuenta that waits for its code, or confirmed for its hour. */
export const findPendingCelular = async (
  { pendingChanges }: Pick<Reads, 'pendingChanges'>,
  cuentaId: string,
): Promise<PendingChange | undefined> =>
  (await pendingChanges.findByCuenta(cuentaId)).find(({ kind }) => kind === 'celular')

/** The same for who has only the solicitud. */
export const readCelularToConfirm = async (
  deps: Pick<Deps, 'cipher' | 'fingerprints' | 'clock' | 'store'>,
  solicitud: Solicitud,
): Promise<CelularToConfirm | undefined> => {
  const { single } = deps.store
  const cuenta = await single.cuentas.findById(solicitud.cuentaId ?? '')
  return findCelularToConfirm(deps, single, solicitud, cuenta)
}

/** It with what it was found in. */
export interface FoundCelular extends CelularToConfirm {
  solicitud: Solicitud
  cuenta: Cuenta
}

/** @throws {SolicitudLost} when there is nothing to confirm (any more). */
async function load(deps: Deps, reads: Reads, solicitudId: string): Promise<FoundCelular> {
  const solicitud = await reads.solicitudes.findById(solicitudId)
  const cuenta = await reads.cuentas.findById(solicitud?.cuentaId ?? '')
  const isLive = solicitud !== undefined && solicitud.expiresAt > deps.clock.now()
  const found = isLive ? await findCelularToConfirm(deps, reads, solicitud, cuenta) : undefined
  if (!solicitud || !cuenta || !found) throw new SolicitudLost()
  return { ...found, solicitud, cuenta }
}

/** The code that confirms a mobile, by SMS to it. */
export const CELULAR_CODIGO: CodigoOfPage<FoundCelular> = {
  canal: 'sms',
  load,
  about: ({ celular }) => celular,
  send: (deps, uow, { solicitud, cuenta, celular: to }, { codigo }) =>
    enqueueSms(deps, uow, {
      to,
      cuentaId: cuenta.id,
      aviso: { kind: 'codigo', codigo },
      now: deps.clock.now(),
      // Anybody can register, with anybody’s mobile, and then prove that account.
      byStranger: solicitud.operacion === 'registrar' || confirmedMailboxes(cuenta).length === 0,
    }),
}
