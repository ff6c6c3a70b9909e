import type { Cuenta, MinimumDatum } from '../../domain/account/cuenta.ts'
import type { PendingKind } from '../../domain/account/pending-kind.ts'
import type { PerfilChangeResult, Proof, StopReason } from '../../domain/account/progress.ts'
import type { Mailbox } from '../../domain/account/ranks.ts'
import type { Operacion, Perfil, TramiteOperacion } from '../../domain/perfil.ts'
import {
  addMinutes,
  CODIGO_MINUTES,
  PROVEN_SOLICITUD_MINUTES,
  SOLICITUD_MINUTES,
} from '../../domain/values/durations.ts'
import { SolicitudLost } from '../errors.ts'
import type { Deps, Queries, Solicitud } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'

/** Encryption context of a text of a solicitud: moved to another row or column, it does not decrypt. */
export const solicitudContext = (id: string, column: 'identificador' | 'resultado' | 'secreto'): string =>
  `solicitud:${id}:${column}`

export interface NewSolicitud {
  operacion: TramiteOperacion
  perfil: Perfil
  identificador: string
  /** Undefined for a decoy. */
  cuenta: Pick<Cuenta, 'id' | 'perfil' | 'identificador'> | undefined
  proofs?: Proof[]
  returnOperacion?: Operacion | null
  volver: Solicitud['volver']
}

/** 30 minutes; 10 once something was proven, which validation data do not (product.md “Forms”). */
const expiryOf = (proofs: readonly Proof[], now: Date): Date =>
  addMinutes(now, proofs.some((proof) => proof !== 'datos') ? PROVEN_SOLICITUD_MINUTES : SOLICITUD_MINUTES)

/** Makes an open solicitud, not stored yet. */
export function makeSolicitud(deps: Deps, data: NewSolicitud): Solicitud {
  const id = deps.random.uuid()
  const now = deps.clock.now()
  const proofs = data.proofs ?? []
  return {
    id,
    operacion: data.operacion,
    perfil: data.perfil,
    cuentaId: data.cuenta?.id ?? null,
    subject: subjectOf(deps, data.perfil, data.identificador),
    encryptedIdentificador: deps.cipher.encrypt(data.identificador, solicitudContext(id, 'identificador')),
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

/** Where a solicitud and its cuenta are read from: a transaction, or one statement after another. */
type Reads = Pick<Queries, 'solicitudes' | 'cuentas'>

/**
 * Loads an open solicitud of an operacion.
 * @throws {SolicitudLost} when there is no such one.
 */
export async function loadOpenSolicitud(
  deps: Pick<Deps, 'clock'>,
  { solicitudes }: Pick<Reads, 'solicitudes'>,
  id: string,
  operacion: TramiteOperacion,
): Promise<Solicitud> {
  const solicitud = await solicitudes.findById(id)
  if (
    solicitud?.operacion !== operacion ||
    solicitud.estado !== 'abierta' ||
    solicitud.expiresAt <= deps.clock.now()
  ) {
    throw new SolicitudLost()
  }
  return solicitud
}

/** Loads an unexpired solicitud of any operacion and estado. @throws {SolicitudLost} */
export async function readSolicitud(deps: Pick<Deps, 'store' | 'clock'>, id: string): Promise<Solicitud> {
  const solicitud = await deps.store.single.solicitudes.findById(id)
  if (!solicitud || solicitud.expiresAt <= deps.clock.now()) throw new SolicitudLost()
  return solicitud
}

/**
 * Loads an open solicitud, and its cuenta unless it is a decoy: the same reads for both.
 * @throws {SolicitudLost}
 */
export async function loadSolicitudWithCuenta(
  deps: Pick<Deps, 'clock'>,
  reads: Reads,
  id: string,
  operacion: TramiteOperacion,
) {
  const solicitud = await loadOpenSolicitud(deps, reads, id, operacion)
  return { solicitud, cuenta: await reads.cuentas.findById(solicitud.cuentaId ?? '') }
}

/** The solicitud with one more proof and a new expiry. */
export const withProof = (deps: Deps, solicitud: Solicitud, proof: Proof): Solicitud => {
  const proofs = [...solicitud.proofs, proof]
  return { ...solicitud, proofs, expiresAt: expiryOf(proofs, deps.clock.now()) }
}

/**
 * The solicitud once a codigo was asked for: the first one prolongs it, to as long as the codigo serves; later ones
 * do not, so that nobody keeps what was proven for ever by asking (product.md “Forms”).
 */
export function withCodigoAsked(deps: Deps, solicitud: Solicitud): Solicitud {
  const result = resultOf(deps, solicitud)
  if (result.codigoAsked) return solicitud
  const until = addMinutes(deps.clock.now(), CODIGO_MINUTES)
  const asked = withResult(deps, solicitud, { ...result, codigoAsked: true })
  return until > asked.expiresAt ? { ...asked, expiresAt: until } : asked
}

/** The raw values typed in a form, without secrets, and the version of the cuenta that they are about. */
export interface Draft {
  version: number
  typed: Readonly<Record<string, string | readonly string[]>>
}

/** What a paso keeps for a later one or for the final page. Encrypted in the solicitud. */
export interface SolicitudResult {
  /** Expiry of the provisoria that was made, ISO 8601. */
  provisoriaExpires?: string
  /** Fingerprint of the provisoria that was the proof. */
  provisoriaFingerprint?: string
  /** The mailbox at which a link came that two people granted. */
  invitedMailbox?: string
  /** The clave that was the proof: see {@link claveFingerprintOf}. */
  claveFingerprint?: string
  /** The secrets that the cuenta was left with: see {@link secretsFingerprintOf}. */
  secretsFingerprint?: string
  /** A code confirmed the mobile, registered or new. */
  celularConfirmed?: true
  maskedEmail?: string
  /** Mobile that the provisoria was sent to. */
  maskedCelular?: string
  /** The organisation lost its verification. */
  noLongerVerified?: true
  missing?: MinimumDatum[]
  /** Version of the cuenta as this solicitud left it. */
  version?: number
  caso?: string
  /** A codigo was asked for, which prolonged it. */
  codigoAsked?: true
  /** A code to the register's channel verified the organisation. */
  registro?: 'verificada'
  /** The entry of the register that a code was given for, which is taken over. */
  registroEntry?: string
  enlaceSent?: true
  /** Who came back: everything but what they proved was removed. */
  cameBack?: true
  /** Pending changes that ended with what was done. */
  ended?: readonly PendingKind[]
  /** Pending changes that were cancelled in it. */
  cancelled?: readonly PendingKind[]
  /** Ids of those whose button was pressed. */
  pressed?: readonly string[]
  /** A button was pressed for one that was not pending any more. */
  wasGone?: true
  /** The mailbox whose link was the proof. */
  provenMailbox?: Mailbox
  /** Id of the lazo that is accepted when the clave is chosen. */
  lazoId?: string
  /** A facilitador was withdrawn. */
  withdrawn?: true
  /** RUT that a migrante wants to continue with. */
  rutAlternativo?: string
  /** What was typed in the last paso when a codigo was requested there. */
  draft?: Draft
  /** What came of continuing with `rutAlternativo`. */
  perfilChange?: PerfilChangeResult
}

export const withResult = (deps: Deps, solicitud: Solicitud, result: SolicitudResult): Solicitud => ({
  ...solicitud,
  encryptedResult: deps.cipher.encrypt(JSON.stringify(result), solicitudContext(solicitud.id, 'resultado')),
})

export const resultOf = (deps: Pick<Deps, 'cipher'>, solicitud: Solicitud): SolicitudResult =>
  solicitud.encryptedResult
    ? JSON.parse(deps.cipher.decrypt(solicitud.encryptedResult, solicitudContext(solicitud.id, 'resultado')))
    : {}

/**
 * Stands for the clave that a cuenta has. A change of clave deletes what the old one opened, but not a
 * solicitud that is stored an instant later because its hash was being compared meanwhile.
 */
export const claveFingerprintOf = (
  deps: Pick<Deps, 'fingerprints'>,
  { claveHash }: Pick<Cuenta, 'claveHash'>,
): string => deps.fingerprints.fingerprint('clave', claveHash ?? '')

/**
 * Stands for the clave and the respuesta that a cuenta has: once they changed, a finished solicitud does no more
 * than show its page (product.md “Proofs”, 2).
 */
export const secretsFingerprintOf = (
  deps: Pick<Deps, 'fingerprints'>,
  { claveHash, respuestaHash }: Pick<Cuenta, 'claveHash' | 'respuestaHash'>,
): string => deps.fingerprints.fingerprint('clave', `${claveHash}\n${respuestaHash}`)

/** @throws {SolicitudLost} when the clave that was the proof is no longer the cuenta's. */
export function requireProvenClave(
  deps: Pick<Deps, 'cipher' | 'fingerprints'>,
  solicitud: Solicitud,
  cuenta: Cuenta,
): void {
  const { claveFingerprint } = resultOf(deps, solicitud)
  if (claveFingerprint && claveFingerprint !== claveFingerprintOf(deps, cuenta)) throw new SolicitudLost()
}

export const identificadorOf = (deps: Pick<Deps, 'cipher'>, solicitud: Solicitud): string =>
  deps.cipher.decrypt(solicitud.encryptedIdentificador, solicitudContext(solicitud.id, 'identificador'))

/** The solicitud, done; its final page can be seen for ten minutes. */
export const finishSolicitud = (deps: Deps, solicitud: Solicitud, result: SolicitudResult): Solicitud => ({
  ...withResult(deps, solicitud, result),
  estado: 'lista',
  expiresAt: addMinutes(deps.clock.now(), PROVEN_SOLICITUD_MINUTES),
})

/** The solicitud, stopped; its page says why and what to do. */
export const stopSolicitud = (
  deps: Deps,
  solicitud: Solicitud,
  reason: StopReason,
  result: SolicitudResult = {},
): Solicitud => ({ ...withResult(deps, solicitud, result), estado: 'detenida', reason })
