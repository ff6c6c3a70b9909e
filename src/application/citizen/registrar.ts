import { type Cuenta, displayName, makeCuenta } from '../../domain/account/cuenta.ts'
import type { Proof, StopReason } from '../../domain/account/progress.ts'
import type { ReceivedFile } from '../../domain/documento/documento.ts'
import { allowedClave } from '../../domain/forms/rules.ts'
import type { DataOf } from '../../domain/forms/tramites.ts'
import { applyRegistro } from '../../domain/organisations/organismo.ts'
import { judgeByRegistro } from '../../domain/organisations/registrar-organismo.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import type { AuditResult } from '../../domain/pages/audit-results.ts'
import { normalizeRespuesta } from '../../domain/secrets/respuesta-secreta.ts'
import { addHours, CONFIRM_EMAIL_HOURS, DAY_S } from '../../domain/values/durations.ts'
import { identificadorIn } from '../../domain/values/identificador.ts'
import { prepareDocumento, saveDocumento, withFileFault } from '../accounts/documentos.ts'
import { recordAudit } from '../audit/record.ts'
import { askRepresentante } from '../links/ask-representante.ts'
import { createEnlace } from '../links/enlaces.ts'
import { notifyDeed } from '../notices/eventos.ts'
import type { Context, Deps, Queries, SaveCuentaRefusal, Solicitud, UnitOfWork } from '../ports.ts'
import { rememberBrowser } from '../proof/browsers.ts'
import { countFirstPaso, countUse, limitFor } from '../proof/limits.ts'
import { countNewCuenta } from '../proof/new-cuentas.ts'
import { type FormSubmission, type Keep, type Kept, onceWithCaptcha } from '../request/once.ts'
import {
  finishSolicitud,
  makeSolicitud,
  secretsFingerprintOf,
  stopSolicitud,
} from '../request/solicitudes.ts'

export interface Registration {
  data: DataOf<'registrar', ''>
  form: FormSubmission
  volver: Solicitud['volver']
}

/**
 * Creates a cuenta (product.md “Registrar”): cuenta, audit and aviso in one transaction. An organisation that
 * is in the register takes its name and type from there.
 * @returns the finished solicitud, or a stopped one when the identificador has a cuenta ('ya_registrado') or
 *   the OTEC is not in force in the register ('otec_no_vigente'). Refusals: those of the captcha and of the
 *   documento and of the clave, `email_en_tres_cuentas`, `celular_en_tres_cuentas`, `representante_no_coincide`.
 * @throws {Overloaded} {RateLimitExceeded} when a network address tries an identificador too often, or too
 *   many that have a cuenta. {FormLimitExceeded} {PriceDue} for the accounts that it made that day.
 */
export async function registrar(
  deps: Deps,
  context: Context,
  registration: Registration,
): Promise<Result<Solicitud>> {
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
): Promise<Result<Solicitud>> {
  const { perfil } = data
  const identificador = identificadorIn(data)
  return onceWithCaptcha(deps, context, form, async (keep) => {
    const broken = await allowedClave('clave')(data, deps)
    if (broken.length > 0) return { ok: false, refusals: broken }
    // Before reserving hashes, so that a slow file does not block other people's hashing.
    const documento = await prepareDocumento(deps, context, file)
    if (!documento.ok) return documento
    const start = { operacion: 'registrar', perfil, identificador, cuenta: undefined, volver } as const
    const solicitud = makeSolicitud(deps, start)
    const claves = await deps.hasher.reserve(context, 2, async (reservation) => {
      await countFirstPaso(deps, context, 'registrar', solicitud.subject)
      const impediment = await findImpediment(deps, data, identificador)
      if (impediment) return { impediment }
      const [claveHash, respuestaHash] = await Promise.all([
        reservation.create(data.clave),
        reservation.create(normalizeRespuesta(data.respuestaSecreta)),
      ])
      return { claveHash, respuestaHash }
    })
    const { impediment } = claves
    if (impediment) {
      return deps.store.transaction((uow) => refuseOrStop(deps, uow, context, solicitud, impediment, keep))
    }
    const { claveHash, respuestaHash } = claves
    const { preguntaSecreta } = data
    const declared = makeCuenta(
      { id: deps.random.uuid(), perfil, identificador, claveHash, preguntaSecreta, respuestaHash },
      data,
      deps.clock.now(),
    )
    return deps.store.transaction(async (uow) => {
      const cuenta = applyRegistro(declared, await organismoOf(uow, data))
      const saved = await uow.cuentas.create(cuenta)
      if (typeof saved === 'string') {
        return refuseOrStop(deps, uow, context, solicitud, IMPEDIMENT_OF[saved], keep)
      }
      await countNewCuenta(deps, uow, context, form.isPaid ?? false)
      await notifyRegistration(deps, uow, cuenta, data.email)
      await askRepresentante(deps, uow, cuenta)
      const detail = { perfil, identidad: cuenta.identidad }
      await recordAudit(uow, context, deps.clock.now(), 'cuenta_creada', {
        cuentaId: cuenta.id,
        subject: solicitud.subject,
        detail,
      })
      const sent = { cuentaId: cuenta.id, kind: 'identificacion' } as const
      await saveDocumento(deps, uow, context, sent, documento.value)
      // Whoever makes a cuenta has its clave: the browser counts as one where it was proven.
      const proofs: Proof[] = ['clave']
      await rememberBrowser(deps, uow, context, { cuenta, proofs })
      const end = {
        ...finishSolicitud(deps, solicitud, { secretsFingerprint: secretsFingerprintOf(deps, cuenta) }),
        proofs,
        cuentaId: cuenta.id,
      }
      await uow.solicitudes.create(end)
      return keep(uow, ok(end))
    })
  })
}

/** Why an identificador cannot be registered: a page that says so, or refusals. */
type Impediment = Extract<StopReason, 'ya_registrado' | 'otec_no_vigente'> | Refused

/** What is known only when the cuenta is written. */
const IMPEDIMENT_OF = {
  identificador_en_uso: 'ya_registrado',
  email_en_tres_cuentas: refuse('email_en_tres_cuentas', 'email'),
  celular_en_tres_cuentas: refuse('celular_en_tres_cuentas', 'celular'),
  cambio_entretanto: 'ya_registrado',
} as const satisfies Record<SaveCuentaRefusal, Impediment>

/** What is known before hashing. */
async function findImpediment(
  { store: { single } }: Deps,
  data: Registration['data'],
  identificador: string,
): Promise<Impediment | undefined> {
  if (await single.cuentas.findByIdentificador(data.perfil, identificador)) return 'ya_registrado'
  const organismo = await organismoOf(single, data)
  return organismo && data.perfil === 'juridica' ? judgeByRegistro(data, organismo) : undefined
}

/** Looks the organisation up in the register; undefined for other perfiles. */
const organismoOf = async ({ organismos }: Pick<Queries, 'organismos'>, data: Registration['data']) =>
  data.perfil === 'juridica' ? organismos.findByRut(data.rut) : undefined

/** @throws {RateLimitExceeded} */
async function refuseOrStop(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  solicitud: Solicitud,
  impediment: Impediment,
  keep: Keep,
): Promise<Kept<Solicitud>> {
  if (typeof impediment !== 'string') {
    await recordRefusal(deps, uow, context, solicitud, impediment.refusals[0]?.code ?? '')
    return keep(uow, impediment)
  }
  await recordRefusal(deps, uow, context, solicitud, impediment)
  const stopped = stopSolicitud(deps, solicitud, impediment)
  await uow.solicitudes.create(stopped)
  return keep(uow, ok(stopped))
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
  result: AuditResult,
): Promise<void> {
  const now = deps.clock.now()
  const limit = limitFor(deps, context, deps.policy.alreadyRegisteredPerDay)
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
    rank: 'ninguno',
    aviso: (noFuiYoEnlace) => ({
      kind: 'cuenta_creada',
      name: displayName(cuenta),
      confirmEnlace,
      noFuiYoEnlace,
    }),
  })
}
