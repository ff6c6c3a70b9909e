/** A person confirms a mobile by a code sent there by SMS, from the page that ends a tramite. */
import type { Cuenta } from '../../domain/account/cuenta.ts'
import { isCelularConfirmed, rankOf, withCelularConfirmed } from '../../domain/account/proofs.ts'
import { ok, type Result, refuse } from '../../domain/outcome/result.ts'
import type { TramiteOperacion } from '../../domain/perfil.ts'
import { addMinutes, CODIGO_MINUTES, CODIGO_REPEAT_MINUTES } from '../../domain/values/durations.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { enqueueSms } from '../notices/avisos.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../ports.ts'
import { findProvenBrowser } from '../proof/browsers.ts'
import { cuentaSubject } from '../proof/limits.ts'
import { concludeTry, trySecret } from '../proof/tries.ts'
import { type FormSubmission, once } from '../request/once.ts'
import { advanceSolicitud } from '../request/read-again.ts'
import { resultOf, secretsFingerprintOf, withCodigoAsked, withResult } from '../request/solicitudes.ts'

/** The operaciones whose last page offers it: the cuenta was made or proven in them. */
export const OFFERS_CELULAR: readonly TramiteOperacion[] = ['registrar', 'cambiar', 'actualizar']

/** The mobile that a finished solicitud offers to confirm. */
export interface CelularToConfirm {
  celular: string
}

/**
 * The mobile that a person can confirm on the last page of a solicitud (product.md “Proofs”, 1).
 * @returns undefined when there is none, it is confirmed already, or what was proven no longer holds.
 */
export function findCelularToConfirm(
  deps: Pick<Deps, 'cipher' | 'fingerprints' | 'clock'>,
  solicitud: Solicitud,
  cuenta: Cuenta | undefined,
): CelularToConfirm | undefined {
  const isOffered = solicitud.estado === 'lista' && OFFERS_CELULAR.includes(solicitud.operacion)
  if (!isOffered || cuenta?.estado !== 'activa') return undefined
  if (resultOf(deps, solicitud).secretsFingerprint !== secretsFingerprintOf(deps, cuenta)) return undefined
  const { celular } = cuenta
  return celular === null || isCelularConfirmed(cuenta, deps.clock.now()) ? undefined : { celular }
}

/** The same for who has only the solicitud. */
export const readCelularToConfirm = async (
  deps: Pick<Deps, 'cipher' | 'fingerprints' | 'clock' | 'store'>,
  solicitud: Solicitud,
): Promise<CelularToConfirm | undefined> =>
  findCelularToConfirm(deps, solicitud, await deps.store.single.cuentas.findById(solicitud.cuentaId ?? ''))

interface Found extends CelularToConfirm {
  solicitud: Solicitud
  cuenta: Cuenta
}

/** @throws {SolicitudLost} when there is nothing to confirm (any more). */
async function load(deps: Deps, reads: Queries, solicitudId: string): Promise<Found> {
  const solicitud = await reads.solicitudes.findById(solicitudId)
  const cuenta = await reads.cuentas.findById(solicitud?.cuentaId ?? '')
  const isLive = solicitud !== undefined && solicitud.expiresAt > deps.clock.now()
  const found = isLive ? findCelularToConfirm(deps, solicitud, cuenta) : undefined
  if (!solicitud || !cuenta || !found) throw new SolicitudLost()
  return { ...found, solicitud, cuenta }
}

/** A code serves in one solicitud and for one mobile. */
const codigoText = ({ solicitud, celular }: Pick<Found, 'solicitud' | 'celular'>, codigo: string): string =>
  `${solicitud.id}:${celular}:${codigo}`

/**
 * Sends a 6-digit code by SMS to the mobile. It replaces any previous one; if the mobile is over its limit, the
 * previous one stays valid. The first one prolongs the solicitud to as long as it serves.
 * @returns the solicitud.
 * @throws {SolicitudLost} when there is no mobile to confirm.
 */
export function requestCelularCodigo(
  deps: Deps,
  context: Context,
  { solicitudId, form }: { solicitudId: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const found = await load(deps, uow, solicitudId)
      const { solicitud, cuenta, celular } = found
      const now = deps.clock.now()
      const expiresAt = addMinutes(now, CODIGO_MINUTES)
      const codigo = deps.random.text('0123456789', 6)
      const aviso = { kind: 'codigo' as const, codigo }
      const leaves = await enqueueSms(deps, uow, { to: celular, cuentaId: cuenta.id, aviso, now })
      if (leaves) {
        const fingerprint = deps.fingerprints.fingerprint('codigo', codigoText(found, codigo))
        await uow.codigos.put({ solicitudId, fingerprint, expiresAt })
      }
      await recordAudit(uow, context, now, 'codigo_pedido', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail: { canal: 'sms' },
      })
      const end = withCodigoAsked(deps, solicitud)
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end), CODIGO_REPEAT_MINUTES)
    }),
  )
}

/**
 * Confirms the mobile with the code sent there: the only thing that does. The code proves nothing of the cuenta.
 * @returns the solicitud; or refusals `codigo_vencido`, `no_coinciden`, `cerrado`, and `celular_en_tres_cuentas` when
 *   three others have confirmed it.
 * @throws {SolicitudLost} when there is no mobile to confirm.
 */
export function confirmCelular(
  deps: Deps,
  context: Context,
  { solicitudId, codigo, form }: { solicitudId: string; codigo: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, async (keep) => {
    const found = await load(deps, deps.store.single, solicitudId)
    const saved = await deps.store.single.codigos.findBySolicitud(solicitudId)
    if (!saved || saved.expiresAt <= deps.clock.now()) return refuse('codigo_vencido', 'codigo')
    const { cuenta } = found
    const proof = {
      secret: 'codigo',
      event: 'codigo_presentado',
      subject: cuentaSubject(deps, cuenta, cuenta),
      cuenta,
      known: await findProvenBrowser(deps, context, cuenta.id),
      proves: false,
    } as const
    const tried = await trySecret(deps, context, proof, () =>
      deps.fingerprints.matches('codigo', codigoText(found, codigo), saved.fingerprint),
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const current = await load(deps, uow, solicitudId)
      if (current.celular !== found.celular) throw new SolicitudLost()
      return keep(uow, await confirm(deps, uow, context, current))
    })
  })
}

/** Saves what the code confirmed, in the transaction of the try. */
async function confirm(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { solicitud, cuenta }: Found,
): Promise<Result<Solicitud>> {
  const now = deps.clock.now()
  const rank = solicitud.operacion === 'registrar' ? undefined : rankOf(solicitud.proofs, cuenta, now)
  const saved = await saveCuenta(uow, withCelularConfirmed(cuenta, rank, now))
  if (typeof saved === 'string') return refuse('celular_en_tres_cuentas', 'codigo')
  await uow.codigos.delete(solicitud.id)
  const fact = { cuentaId: cuenta.id, subject: solicitud.subject, result: 'con_efecto' }
  await recordAudit(uow, context, now, 'celular_confirmado', fact)
  const result = resultOf(deps, solicitud)
  const isCurrent = result.version === cuenta.version
  const end = withResult(deps, solicitud, {
    ...result,
    // What the page offers besides goes on.
    ...(isCurrent && { version: saved.version }),
    celular: 'confirmado',
  })
  await advanceSolicitud(uow, solicitud, end)
  return ok(end)
}
