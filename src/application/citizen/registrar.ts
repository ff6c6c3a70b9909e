import { type Cuenta, displayName, makeCuenta } from '../../domain/account/cuenta.ts'
import type { StopReason } from '../../domain/account/progress.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import type { DataOf } from '../../domain/forms/tramites.ts'
import { applyRegistro } from '../../domain/organisations/organismo.ts'
import { judgeByRegistro } from '../../domain/organisations/registrar-organismo.ts'
import { ok, refuse } from '../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { addHours, CONFIRM_EMAIL_HOURS, DAY_S } from '../../domain/values/durations.ts'
import { identificadorIn } from '../../domain/values/identificador.ts'
import { prepareDocumento, saveDocumento, withFileFault } from '../accounts/documentos.ts'
import { recordAudit } from '../audit/record.ts'
import { createEnlace } from '../links/enlaces.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, Outcome, Solicitud, UnitOfWork } from '../ports.ts'
import { countFirstPaso, countUse } from '../proof/limits.ts'
import { type Finish, type FormSubmission, once } from '../request/once.ts'
import { finishSolicitud, makeSolicitud, stopSolicitud } from '../request/solicitudes.ts'

export interface Registration {
  data: DataOf<'registrar', ''>
  form: FormSubmission
  volver: Solicitud['volver']
}

/**
 * Creates a cuenta (product.md “Registrar”): cuenta, audit and aviso in one transaction. An organisation that
 * is in the register takes its name and type from there.
 * @returns a finished solicitud, or a stopped one when the identificador has a cuenta ('ya_registrado') or
 *   the OTEC is not in force in the register ('otec_no_vigente'). Refusals: those of the captcha and of the
 *   documento, `email_en_tres_cuentas`, `celular_en_tres_cuentas`, `representante_no_coincide`.
 * @throws {Overloaded} {RateLimitExceeded} when a network address tries an identificador too often, or too
 *   many that have a cuenta.
 */
export async function registrar(deps: Deps, context: Context, registration: Registration): Promise<Outcome> {
  const file = 'documento' in registration.data ? registration.data.documento : undefined
  const outcome = await createOnce(deps, context, registration, file)
  const captchaFailed = !outcome.ok && outcome.refusals.some(({ field }) => field === 'captcha')
  return captchaFailed && file ? withFileFault(deps, context, file, outcome) : outcome
}

function createOnce(
  deps: Deps,
  context: Context,
  { data, form, volver }: Registration,
  file: ReceivedFile | undefined,
): Promise<Outcome> {
  const identificador = identificadorIn(data)
  return once(deps, context, form, async (finish) => {
    // Before reserving hashes, so that a slow file does not block other people's hashing.
    const documento = await prepareDocumento(deps, context, file)
    if (!documento.ok) return documento
    return deps.hasher.reserve(context, 2, async (reservation) => {
      const solicitud = makeSolicitud(deps, {
        operacion: 'registrar',
        perfil: data.perfil,
        identificador,
        cuenta: undefined,
        volver,
      })
      const refused = await deps.store.transaction(async (uow): Promise<Outcome | undefined> => {
        await countFirstPaso(deps, uow, context, 'registrar', solicitud.subject)
        const existing = await uow.cuentas.findByIdentificador(data.perfil, identificador)
        if (existing) return stop(deps, uow, context, solicitud, 'ya_registrado', finish)
        const organismo = await organismoOf(uow, data)
        if (!organismo || data.perfil !== 'juridica') return undefined
        const verdict = judgeByRegistro(data, organismo)
        if (verdict === 'otec_no_vigente') return stop(deps, uow, context, solicitud, verdict, finish)
        if (verdict) await recordRefusal(deps, uow, context, solicitud, verdict.refusals[0]?.code ?? '')
        return verdict
      })
      if (refused) return refused

      const [claveHash, respuestaHash] = await Promise.all([
        reservation.create(data.clave),
        reservation.create(normalizeRespuesta(data.respuestaSecreta)),
      ])
      const { perfil, preguntaSecreta } = data
      const declared = makeCuenta(
        { id: deps.random.uuid(), perfil, identificador, claveHash, preguntaSecreta, respuestaHash },
        data,
        deps.clock.now(),
      )
      return deps.store.transaction(async (uow): Promise<Outcome> => {
        const cuenta = applyRegistro(declared, await organismoOf(uow, data))
        const saved = await uow.cuentas.create(cuenta)
        if (saved === 'identificador_en_uso')
          return stop(deps, uow, context, solicitud, 'ya_registrado', finish)
        if (typeof saved === 'string') {
          await recordRefusal(deps, uow, context, solicitud, saved)
          return refuse(saved, saved === 'email_en_tres_cuentas' ? 'email' : 'celular')
        }
        await notifyRegistration(deps, uow, cuenta, data.email)
        const detail = { perfil: data.perfil, identidad: cuenta.identidad }
        await recordAudit(uow, context, deps.clock.now(), 'cuenta_creada', {
          cuentaId: cuenta.id,
          subject: solicitud.subject,
          detail,
        })
        await saveDocumento(deps, uow, context, cuenta.id, documento.value)
        await uow.solicitudes.create({ ...finishSolicitud(deps, solicitud, {}), cuentaId: cuenta.id })
        await finish(uow, solicitud.id)
        return ok(solicitud.id)
      })
    })
  })
}

/** Looks the organisation up in the register; undefined for other perfiles. */
const organismoOf = async (uow: UnitOfWork, data: Registration['data']) =>
  data.perfil === 'juridica' ? uow.organismos.findByRut(data.rut) : undefined

async function stop(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  reason: Extract<StopReason, 'ya_registrado' | 'otec_no_vigente'>,
  finish: Finish,
): Promise<Outcome> {
  await recordRefusal(deps, uow, context, solicitud, reason)
  await uow.solicitudes.create(stopSolicitud(deps, solicitud, reason))
  await finish(uow, solicitud.id)
  return ok(solicitud.id)
}

/**
 * Counts and audits a refusal that reveals that a cuenta exists, or who represents an organisation. Limited
 * per network address and day.
 * @throws {RateLimitExceeded}
 */
async function recordRefusal(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { subject }: Solicitud,
  result: string,
): Promise<void> {
  const now = deps.clock.now()
  const limit = deps.policy.alreadyRegisteredPerDay
  await countUse(
    uow,
    { key: `ya-registrado:${context.networkFingerprint}`, windowSeconds: DAY_S, limit },
    now,
  )
  await recordAudit(uow, context, now, 'registro_rechazado', { subject, result })
}

async function notifyRegistration(deps: Deps, uow: UnitOfWork, cuenta: Cuenta, email: string): Promise<void> {
  const expiresAt = addHours(deps.clock.now(), CONFIRM_EMAIL_HOURS)
  const confirmEnlace = await createEnlace(deps, uow, {
    kind: 'confirmar-correo',
    cuentaId: cuenta.id,
    expiresAt,
  })
  await notifyDeed(deps, uow, {
    kind: 'registrar',
    cuentaId: cuenta.id,
    before: null,
    mailbox: email,
    withRespuesta: false,
    aviso: (noFuiYoEnlace) => ({
      kind: 'cuenta_creada',
      name: displayName(cuenta),
      confirmEnlace,
      noFuiYoEnlace,
    }),
  })
}
