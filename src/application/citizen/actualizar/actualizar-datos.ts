import { withCodigoConfirmed } from '../../../domain/account/channels.ts'
import { type Cuenta, type MinimumDatum, missingMinimumData } from '../../../domain/account/cuenta.ts'
import { changedFactors } from '../../../domain/account/ends.ts'
import { rankForRepresentante, rankOf } from '../../../domain/account/proofs.ts'
import { withProvenance } from '../../../domain/account/provenance.ts'
import type { FieldName } from '../../../domain/fields/fields.ts'
import {
  changesEmail,
  factorsSetBy,
  type NewData,
  waitingRepresentante,
  withNewData,
  withoutRepresentante,
} from '../../../domain/forms/cambios.ts'
import {
  afterChangingData,
  isRepresentanteReadOnly,
  judgeNewRepresentante,
  losesVerification,
} from '../../../domain/organisations/organismo.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../../domain/secrets/respuesta-secreta.ts'
import { aboutSolicitud, createCasoAndTell } from '../../accounts/casos.ts'
import { endFormer } from '../../accounts/end-former.ts'
import { requireNoRegistroStop } from '../../accounts/impediments.ts'
import { SolicitudLost } from '../../errors.ts'
import { askRepresentante } from '../../links/ask-representante.ts'
import type { Context, Deps, Queries, Solicitud, UnitOfWork } from '../../ports.ts'
import { concludeTry } from '../../proof/tries.ts'
import { type FormSubmission, onceWithCaptcha } from '../../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import {
  finishSolicitud,
  loadSolicitudWithCuenta,
  requireProvenClave,
  resultOf,
  type SolicitudResult,
  secretsFingerprintOf,
  withProof,
} from '../../request/solicitudes.ts'
import { leavePending } from '../leave-pending.ts'
import { becomeNatural } from './become-natural.ts'
import { acceptsClave, codigoHelps, refuseWithoutPermission, tryClaveToConfirm } from './change-permission.ts'
import { tellChanges } from './tell-changes.ts'

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
 *   {@link tryClaveToConfirm}; `requerido` for missing minimum data, {@link judgeNewRepresentante},
 *   `cambio_entretanto`. That three cuentas have a new e-mail shows only when it is confirmed, or anybody could learn
 *   it of any address.
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
      const former = await endFormer(uow, change)
      const pending = await leavePending(deps, uow, proven, cuenta, data)
      const ended = former.filter((kind) => !pending.includes(kind))
      if (changedFactors(cuenta, newCuenta).includes('representante'))
        await askRepresentante(deps, uow, newCuenta)
      const withRut = await changePerfil(deps, uow, context, proven, newCuenta)
      const nowUsesRut = withRut.perfilChange === 'hecho'
      await tellChanges(deps, uow, context, proven, { cuenta, data, nowUsesRut, ended, at })
      const end = finishSolicitud(deps, proven, {
        secretsFingerprint: secretsFingerprintOf(deps, newCuenta),
        ...(ended.length > 0 && { ended }),
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
  const opening = rankForRepresentante(solicitud.proofs, cuenta, now)
  const atOnce = waitingRepresentante(cuenta, data, opening) ? withoutRepresentante(data) : data
  const changed = withNewData(known, atOnce, respuestaHash, now)
  const organismo = await uow.organismos.findByRut(cuenta.identificador)
  const newCuenta = afterChangingData(
    cuenta,
    { ...changed, factores: withProvenance(cuenta, factorsSetBy(cuenta, atOnce), rank, now) },
    organismo,
  )
  // Last, so that whoever may not change it learns nothing of the register's.
  const refusal =
    refuseMissing(newCuenta) ??
    refuseWithoutPermission(deps, solicitud, cuenta, data) ??
    judgeNewRepresentante(cuenta, data.rutRepresentante, organismo)
  if (refusal) return refusal
  let saved = await uow.cuentas.save(newCuenta)
  // The code confirmed a mailbox that three others have: whoever gives another one leaves this as it was.
  if (saved === 'email_en_tres_cuentas' && changesEmail(cuenta, data)) {
    saved = await uow.cuentas.save({ ...newCuenta, emailConfirmedAt: cuenta.emailConfirmedAt })
  }
  if (saved === 'email_en_tres_cuentas') return refuse(saved, 'email')
  if (saved === 'celular_en_tres_cuentas') return refuse(saved, 'celular')
  return typeof saved === 'string' ? refuse('cambio_entretanto') : ok(saved)
}

/**
 * What the form of paso 3 shows: the current cuenta, and which proofs open more fields.
 * @throws {SolicitudLost}
 */
export const readCurrentData = (deps: Deps, solicitudId: string) =>
  deps.store.read(async (queries) => {
    const { cuenta, solicitud } = await loadToActualizar(deps, queries, solicitudId)
    const { rutAlternativo, draft } = resultOf(deps, solicitud)
    return {
      cuenta,
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
  return {
    perfilChange,
    caso: await createCasoAndTell(deps, uow, context, aboutSolicitud(deps, solicitud), perfilChange),
  }
}
