import type { Cuenta, MinimumDatum } from '../../domain/account/cuenta.ts'
import type { PerfilChange, Proof, StopReason } from '../../domain/account/progress.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import { addMinutes, PROVEN_SOLICITUD_MINUTES, SOLICITUD_MINUTES } from '../../domain/values/durations.ts'
import { SolicitudLost } from '../errors.ts'
import type { Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { cuentaSubject } from '../proof/limits.ts'

export interface NewSolicitud {
  operacion: TramiteOperacion
  perfil: Perfil
  identificador: string
  /** Its account; undefined for a decoy. */
  cuenta: Pick<Cuenta, 'id' | 'perfil' | 'identificador'> | undefined
  proofs?: Proof[]
  returnOperacion?: Operacion | null
  volver: Solicitud['volver']
}

/** A request lives 30 minutes, 10 after something was proven (product.md “Forms”). */
const expiryOf = (proofs: readonly Proof[], now: Date): Date =>
  addMinutes(now, proofs.length > 0 ? PROVEN_SOLICITUD_MINUTES : SOLICITUD_MINUTES)

/** Makes a request in progress; it is not stored yet. */
export function makeSolicitud(deps: Deps, data: NewSolicitud): Solicitud {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  const proofs = data.proofs ?? []
  return {
    id,
    operacion: data.operacion,
    perfil: data.perfil,
    cuentaId: data.cuenta?.id ?? null,
    subject: cuentaSubject(deps, data, data.cuenta),
    encryptedIdentificador: deps.cipher.encrypt(data.identificador, `solicitud:${id}:identificador`),
    proofs,
    estado: 'abierta',
    reason: null,
    encryptedResult: null,
    encryptedSecret: null,
    secretExpiresAt: null,
    returnOperacion: data.returnOperacion ?? null,
    volver: data.volver,
    createdAt: now,
    expiresAt: expiryOf(proofs, now),
  }
}

/**
 * A request that is still alive.
 * @throws {SolicitudLost} when it is unknown, over, or not of that operation and state.
 */
export async function loadOpenSolicitud(
  deps: Deps,
  uow: UnitOfWork,
  id: string,
  operacion: TramiteOperacion,
): Promise<Solicitud> {
  const solicitud = await uow.solicitudes.findById(id)
  if (
    solicitud?.operacion !== operacion ||
    solicitud.estado !== 'abierta' ||
    solicitud.expiresAt <= deps.clock.now()
  ) {
    throw new SolicitudLost()
  }
  return solicitud
}

/**
 * A request of any operation and state whose time is not over.
 * @throws {SolicitudLost}
 */
export async function readSolicitud(deps: Pick<Deps, 'store' | 'clock'>, id: string): Promise<Solicitud> {
  const solicitud = await deps.store.transaction((uow) => uow.solicitudes.findById(id))
  if (!solicitud || solicitud.expiresAt <= deps.clock.now()) throw new SolicitudLost()
  return solicitud
}

/**
 * A request that is still alive, and its account if it is not a decoy.
 * @throws {SolicitudLost}
 */
export const loadSolicitudWithCuenta = (deps: Deps, id: string, operacion: TramiteOperacion) =>
  deps.store.transaction(async (uow) => {
    const solicitud = await loadOpenSolicitud(deps, uow, id, operacion)
    return { solicitud, cuenta: await uow.cuentas.findById(solicitud.cuentaId ?? '') }
  })

/** The request with one more proof and its time begun anew. */
export const withProof = (deps: Deps, solicitud: Solicitud, proof: Proof): Solicitud => {
  const proofs = [...solicitud.proofs, proof]
  return { ...solicitud, proofs, expiresAt: expiryOf(proofs, deps.clock.now()) }
}

/** What was typed, as its boxes had it and without secrets, and the version of the account that it was about. */
export interface Draft {
  version: number
  typed: Readonly<Record<string, string | readonly string[]>>
}

/** What a step keeps for a later one or for the last page. Encrypted in the request. */
export interface SolicitudResult {
  /** End of the temporary key that was made, ISO-8601. */
  provisoriaExpires?: string
  /** Fingerprint of the temporary key with which it was proven. */
  provisoriaFingerprint?: string
  maskedEmail?: string
  /** Mobile to which the temporary key went. */
  maskedCelular?: string
  pendingEmail?: { masked: string; waits24h: boolean }
  /** The organisation is not vouched for any more. */
  noLongerVerified?: true
  missing?: MinimumDatum[]
  /** Version of the account as this request left it. */
  version?: number
  caso?: string
  enlaceSent?: true
  /** The OTEC's request that is accepted when the CS is chosen. */
  lazoId?: string
  /** The request let a facilitator go. */
  withdrawn?: true
  /** RUT under which a migrant wants to go on, and what came of it. */
  rutAlternativo?: string
  /** What was typed into the last step when a code was asked for there. */
  draft?: Draft
  perfilChange?: PerfilChange
}

export const withResult = (deps: Deps, solicitud: Solicitud, result: SolicitudResult): Solicitud => ({
  ...solicitud,
  encryptedResult: deps.cipher.encrypt(JSON.stringify(result), `solicitud:${solicitud.id}:resultado`),
})

export const resultOf = (deps: Pick<Deps, 'cipher'>, solicitud: Solicitud): SolicitudResult =>
  solicitud.encryptedResult
    ? JSON.parse(deps.cipher.decrypt(solicitud.encryptedResult, `solicitud:${solicitud.id}:resultado`))
    : {}

export const identificadorOf = (deps: Pick<Deps, 'cipher'>, solicitud: Solicitud): string =>
  deps.cipher.decrypt(solicitud.encryptedIdentificador, `solicitud:${solicitud.id}:identificador`)

/** The request, done: its last page may be seen for ten minutes. */
export const finishSolicitud = (deps: Deps, solicitud: Solicitud, result: SolicitudResult): Solicitud => ({
  ...withResult(deps, solicitud, result),
  estado: 'lista',
  expiresAt: addMinutes(deps.clock.now(), PROVEN_SOLICITUD_MINUTES),
})

/** The request, stopped: it cannot go on and its page says why and what to do. */
export const stopSolicitud = (
  deps: Deps,
  solicitud: Solicitud,
  reason: StopReason,
  result: SolicitudResult = {},
): Solicitud => ({ ...withResult(deps, solicitud, result), estado: 'detenida', reason })
