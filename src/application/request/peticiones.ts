import type { Cuenta } from '../../domain/account/cuenta.ts'
import { addHours, PETICION_HOURS } from '../../domain/values/durations.ts'
import type { Context, Deps, Peticion, PeticionKind, Solicitud, UnitOfWork } from '../ports.ts'
import { identificadorOf } from './solicitudes.ts'

/** Encryption context of the identificador of a peticion. */
export const peticionContext = (id: string): string => `peticion:${id}:identificador`

/**
 * Leaves what was asked for to the worker, in the transaction that answers: the same row with and without a
 * cuenta, whose existence no time of the answer can tell (product.md “Alike before proof”).
 * @param about whom it is about, when not who asks.
 */
export async function leaveToWorker(
  deps: Deps,
  uow: UnitOfWork,
  context: Pick<Context, 'browser'>,
  kind: PeticionKind,
  solicitud: Solicitud,
  about?: Pick<Cuenta, 'perfil' | 'identificador'>,
): Promise<void> {
  await leaveAbout(deps, uow, {
    kind,
    perfil: about?.perfil ?? solicitud.perfil,
    identificador: about?.identificador ?? identificadorOf(deps, solicitud),
    solicitudId: solicitud.id,
    browser: context.browser && !context.browser.isNew ? context.browser.fingerprint : null,
  })
}

/** Leaves to the worker what is about an identificador, with or without a cuenta. */
export async function leaveAbout(
  deps: Deps,
  uow: UnitOfWork,
  left: Pick<Peticion, 'kind' | 'perfil' | 'solicitudId' | 'browser'> & { identificador: string },
): Promise<void> {
  const { identificador, ...about } = left
  const id = deps.random.uuid()
  const now = deps.clock.now()
  await uow.peticiones.create({
    id,
    ...about,
    encryptedIdentificador: deps.cipher.encrypt(identificador, peticionContext(id)),
    createdAt: now,
    availableAt: now,
    expiresAt: addHours(now, PETICION_HOURS),
    tries: 0,
  })
}

/** The id of a recovery that waits: one for each cuenta. */
export const waitId = (cuentaId: string): string => `espera:${cuentaId}`

/** The identificador that a peticion is about. @throws when its key is missing. */
export const identificadorAsked = (
  { cipher }: Pick<Deps, 'cipher'>,
  { id, encryptedIdentificador }: Peticion,
): string => cipher.decrypt(encryptedIdentificador, peticionContext(id))
