import {
  type Cuenta,
  displayName,
  MAX_SHARING_CUENTAS,
  type MinimumDatum,
  missingMinimumData,
} from '../../domain/account/cuenta.ts'
import { rankOf, withCodigoConfirmed, withProvenance } from '../../domain/account/proofs.ts'
import type { FieldName } from '../../domain/fields/fields.ts'
import {
  changedFields,
  changesEmail,
  factorsSetBy,
  labelOf,
  type NewData,
  PROTECTED_FIELDS,
  withNewData,
} from '../../domain/forms/cambios.ts'
import {
  afterChangingData,
  isRepresentanteReadOnly,
  losesVerification,
} from '../../domain/organisations/organismo.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { maskEmail } from '../../domain/values/mask.ts'
import { casoFor } from '../accounts/casos.ts'
import { endFormer } from '../accounts/end-former.ts'
import { requireNoRegistroStop } from '../accounts/impediments.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../ports.ts'
import { concludeTry } from '../proof/tries.ts'
import { type FormSubmission, onceWithCaptcha } from '../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../request/read-again.ts'
import {
  finishSolicitud,
  loadSolicitudWithCuenta,
  requireProvenClave,
  resultOf,
  type SolicitudResult,
  secretsFingerprintOf,
  withProof,
} from '../request/solicitudes.ts'
import { becomeNatural } from './become-natural.ts'
import { acceptsClave, codigoHelps, refuseWithoutPermission, tryClaveToConfirm } from './change-permission.ts'
import { requestConfirmation } from './confirm-new-email.ts'

export interface DataPaso {
  solicitudId: string
  data: NewData
  /** Version of the cuenta when the form was rendered. */
  version: number
  form: FormSubmission
}

/**
 * Paso 3 of Actualizar: saves the data, leaves a new e-mail pending confirmation and tells the registered
 * mailbox.
 * @returns the finished solicitud. Refusals: those of the captcha, {@link refuseWithoutPermission} and
 *   {@link tryClaveToConfirm}; `requerido` for missing minimum data, `email_en_tres_cuentas`,
 *   `celular_en_tres_cuentas`, `cambio_entretanto`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function actualizarDatos(deps: Deps, context: Context, paso: DataPaso): Promise<Result<Solicitud>> {
  const { data } = paso
  return onceWithCaptcha(deps, context, paso.form, async (keep) => {
    const hashed = await deps.hasher.reserve(
      context,
      data.claveParaConfirmar ? 2 : 1,
      async (reservation) => {
        const read = await loadToActualizar(deps, deps.store.single, paso.solicitudId)
        const tried = await tryClaveToConfirm(deps, context, reservation, { ...read, data })
        const respuestaHash =
          data.respuestaNueva && !tried?.refusal
            ? await reservation.create(normalizeRespuesta(data.respuestaNueva))
            : null
        return { read: { ...read, cuenta: tried?.cuenta ?? read.cuenta }, tried, respuestaHash }
      },
    )
    const { tried, respuestaHash } = hashed
    const load = readAgainOnConflict(hashed.read, (uow) => loadToActualizar(deps, uow, paso.solicitudId))
    return concludeTry(deps, tried ?? NO_TRY, async (uow) => {
      if (tried?.refusal) return keep(uow, tried.refusal)
      const { solicitud, cuenta } = await load(uow)
      if (cuenta.version !== paso.version) return keep(uow, refuse('cambio_entretanto'))
      const proven = tried ? withProof(deps, solicitud, 'clave') : solicitud
      const changed = await saveData(deps, uow, cuenta, data, respuestaHash, proven)
      if (!changed.ok) return keep(uow, changed)
      const newCuenta = changed.value
      const at = newCuenta.updatedAt
      const change = { before: cuenta, after: newCuenta, except: solicitud.id, context, at }
      const ended = await endFormer(uow, change)

      const wait = await requestConfirmation(deps, uow, proven, cuenta, data)
      const withRut = await changePerfil(deps, uow, context, proven, newCuenta)
      const nowUsesRut = withRut.perfilChange === 'hecho'
      const endedEmail = ended && wait === undefined
      await notifyChanges(deps, uow, context, proven, { cuenta, data, nowUsesRut, endedEmail, at })
      const end = finishSolicitud(deps, proven, {
        secretsFingerprint: secretsFingerprintOf(deps, newCuenta),
        ...(wait && { pendingEmail: wait }),
        ...(endedEmail && { endedEmail }),
        ...(losesVerification(cuenta, newCuenta) && { noLongerVerified: true }),
        ...withRut,
      })
      await advanceSolicitud(uow, solicitud, end)
      return keep(uow, ok(end))
    })
  })
}

/** No clave was needed. */
const NO_TRY = { async record() {} }

/** @returns the cuenta as saved, or refusals with nothing written. */
async function saveData(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  data: NewData,
  respuestaHash: string | null,
  solicitud: Solicitud,
): Promise<Result<Cuenta>> {
  const now = deps.clock.now()
  const rank = rankOf(solicitud.proofs, cuenta, now)
  const known = withCodigoConfirmed(cuenta, solicitud.proofs, now)
  const changed = withNewData(known, data, respuestaHash, now)
  const newCuenta = afterChangingData(
    cuenta,
    { ...changed, factores: withProvenance(cuenta, factorsSetBy(cuenta, data), rank, now) },
    await uow.organismos.findByRut(cuenta.identificador),
  )
  const refusal =
    refuseMissing(newCuenta) ??
    refuseWithoutPermission(deps, solicitud, cuenta, data) ??
    (await refuseEmail(uow, cuenta, data))
  if (refusal) return refusal
  const saved = await uow.cuentas.save(newCuenta)
  if (saved === 'email_en_tres_cuentas') return refuse(saved, 'email')
  if (saved === 'celular_en_tres_cuentas') return refuse(saved, 'celular')
  return typeof saved === 'string' ? refuse('cambio_entretanto') : ok(saved)
}

/**
 * What the form of paso 3 shows: the current cuenta, its pending e-mail, masked, and which proofs open more
 * fields.
 * @throws {SolicitudLost}
 */
export const readCurrentData = (deps: Deps, solicitudId: string) =>
  deps.store.read(async (queries) => {
    const { cuenta, solicitud } = await loadToActualizar(deps, queries, solicitudId)
    const pending = await queries.emailChanges.findByCuenta(cuenta.id)
    const { rutAlternativo, draft } = resultOf(deps, solicitud)
    return {
      cuenta,
      pendingEmail: pending ? maskEmail(pending.newEmail) : null,
      codigoHelps: codigoHelps(deps, solicitud, cuenta),
      acceptsClave: acceptsClave(deps, solicitud, cuenta),
      fromRegistro: isRepresentanteReadOnly(cuenta, await queries.organismos.findByRut(cuenta.identificador)),
      rutAlternativo,
      // Obsolete once the cuenta has changed.
      draft: draft?.version === cuenta.version ? draft.typed : undefined,
    }
  })

/**
 * Loads an open solicitud that may update data, and its cuenta.
 * @throws {SolicitudLost}
 */
async function loadToActualizar(deps: Deps, reads: Queries, solicitudId: string) {
  const { solicitud, cuenta } = await loadSolicitudWithCuenta(deps, reads, solicitudId, 'actualizar')
  const proven = solicitud.proofs.some((proof) => proof !== 'datos')
  if (!proven || cuenta?.estado !== 'activa') throw new SolicitudLost()
  requireProvenClave(deps, solicitud, cuenta)
  await requireNoRegistroStop(reads, cuenta)
  return { solicitud, cuenta }
}

const FIELD_OF: Record<MinimumDatum, FieldName> = {
  fechaNacimiento: 'fechaNacimiento',
  representante: 'rutRepresentante',
  email: 'email',
  preguntaSecreta: 'preguntaNueva',
  domicilio: 'direccion',
}

function refuseMissing(newCuenta: Cuenta): Refused | undefined {
  const refusals = missingMinimumData(newCuenta).map((datum) => ({
    code: 'requerido' as const,
    field: FIELD_OF[datum],
  }))
  return refusals.length > 0 ? { ok: false, refusals } : undefined
}

async function refuseEmail(uow: UnitOfWork, cuenta: Cuenta, data: NewData): Promise<Refused | undefined> {
  if (!changesEmail(cuenta, data)) return undefined
  return (await uow.cuentas.findByEmail(data.email)).length >= MAX_SHARING_CUENTAS
    ? refuse('email_en_tres_cuentas', 'email')
    : undefined
}

/** Changes a migrante who gave an RUT to natural. @returns what the page says about it. */
async function changePerfil(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  cuenta: Cuenta,
): Promise<Pick<SolicitudResult, 'perfilChange' | 'caso'>> {
  const { rutAlternativo: rut } = resultOf(deps, solicitud)
  if (!rut) return {}
  const perfilChange = await becomeNatural(deps, uow, context, { solicitud, cuenta, rut })
  if (perfilChange !== 'rut_en_uso') return { perfilChange }
  return { perfilChange, caso: await casoFor(deps, uow, context, solicitud, perfilChange) }
}

async function notifyChanges(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  {
    cuenta,
    data,
    nowUsesRut,
    endedEmail,
    at: now,
  }: { cuenta: Cuenta; data: NewData; nowUsesRut: boolean; endedEmail: boolean; at: Date },
): Promise<void> {
  const changed = changedFields(cuenta, data)
  await recordAudit(uow, context, now, 'datos_actualizados', {
    cuentaId: cuenta.id,
    subject: solicitud.subject,
    detail: { campos: changed.join(' '), prueba: solicitud.proofs.at(-1) ?? '' },
  })
  await notifyDeed(deps, uow, {
    kind: 'actualizar',
    cuentaId: cuenta.id,
    before: cuenta,
    mailbox: cuenta.email ?? data.email,
    otherMailbox: PROTECTED_FIELDS.some((field) => changed.includes(field))
      ? cuenta.emailRepresentante
      : null,
    rank: rankOf(solicitud.proofs, cuenta, now),
    from: now,
    aviso: (noFuiYoEnlace) => ({
      kind: 'datos_actualizados',
      name: displayName(cuenta),
      when: formatMoment(now),
      changes: changed.filter((field) => field !== 'email' || cuenta.email === null).map(labelOf),
      newEmail: changesEmail(cuenta, data) ? maskEmail(data.email) : null,
      ...(nowUsesRut && { nowUsesRut }),
      ...(endedEmail && { endedEmail }),
      noFuiYoEnlace,
    }),
  })
}
