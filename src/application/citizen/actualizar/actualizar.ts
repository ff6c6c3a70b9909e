import { type Cuenta, missingMinimumData } from '../../../domain/account/cuenta.ts'
import type { StopReason } from '../../../domain/account/progress.ts'
import type { DataOf } from '../../../domain/forms/tramites.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import type { Operacion } from '../../../domain/perfil.ts'
import { toEmailKey } from '../../../domain/values/email.ts'
import { identificadorIn } from '../../../domain/values/identificador.ts'
import { findCuentaStop, requireNoRegistroStop } from '../../accounts/impediments.ts'
import { SolicitudLost } from '../../errors.ts'
import type { Context, Deps, Solicitud } from '../../ports.ts'
import { authenticate } from '../../proof/authenticate.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { countFirstPaso, subjectOf } from '../../proof/limits.ts'
import { concludeTry, trySecret } from '../../proof/tries.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import {
  claveFingerprintOf,
  makeSolicitud,
  resultOf,
  stopSolicitud,
  withResult,
} from '../../request/solicitudes.ts'

interface ActualizarStart {
  volver: Solicitud['volver']
  returnOperacion: Operacion | null
  form: FormSubmission
}

/**
 * Paso 1: identificador, birth date (or RUT of the representative) and registered e-mail.
 * @returns the solicitud. Refusals: `no_coinciden`, `cerrado`; never which field.
 * @throws {RateLimitExceeded}
 */
export function validateForActualizar(
  deps: Deps,
  context: Context,
  data: DataOf<'actualizar', ''>,
  { form, ...start }: ActualizarStart,
): Promise<Result<Solicitud>> {
  const { perfil } = data
  const identificador = identificadorIn(data)
  return once(deps, form, async (keep) => {
    const subject = subjectOf(deps, perfil, identificador)
    await countFirstPaso(deps, context, 'actualizar', subject)
    const cuenta = await deps.store.single.cuentas.findByIdentificador(perfil, identificador)
    const known = await findProvenBrowser(deps, context, cuenta?.id)
    const tried = await trySecret(
      deps,
      context,
      { secret: 'datos', event: 'datos_presentados', subject, cuenta, known },
      () => matchesData(cuenta ?? NOBODY, data) && cuenta !== undefined,
    )
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      const newSolicitud = makeSolicitud(deps, {
        operacion: 'actualizar',
        perfil,
        identificador,
        cuenta,
        proofs: ['datos'],
        ...start,
      })
      const rutAlternativo = 'rutAlternativo' in data ? data.rutAlternativo : null
      const solicitud = rutAlternativo ? withResult(deps, newSolicitud, { rutAlternativo }) : newSolicitud
      await uow.solicitudes.create(solicitud)
      return keep(uow, ok(solicitud))
    })
  })
}

type DataToMatch = Pick<Cuenta, 'rutRepresentante' | 'fechaNacimiento' | 'email'>

/** Compared where there is no cuenta, which takes the same work. */
const NOBODY: DataToMatch = { rutRepresentante: null, fechaNacimiento: null, email: null }

const matchesData = (cuenta: DataToMatch, data: DataOf<'actualizar', ''>): boolean =>
  ('rutRepresentante' in data
    ? cuenta.rutRepresentante === data.rutRepresentante
    : cuenta.fechaNacimiento === data.fechaNacimiento) &&
  toEmailKey(cuenta.email ?? '') === toEmailKey(data.emailRegistrado)

/**
 * Paso 1 for cuentas that lack the data that {@link validateForActualizar} asks for: identificador and
 * current clave.
 * @returns the solicitud; stopped as {@link findCuentaStop}, when nothing is missing ('datos_completos') or it
 *   was the provisoria ('clave_provisoria'). Refusals as {@link authenticate}.
 * @throws {Overloaded} {RateLimitExceeded}
 */
export function validateWithClave(
  deps: Deps,
  context: Context,
  data: DataOf<'actualizar', 'clave'>,
  { form, ...start }: ActualizarStart,
): Promise<Result<Solicitud>> {
  const { perfil, claveActual } = data
  const identificador = identificadorIn(data)
  return once(deps, form, async (keep) => {
    await countFirstPaso(deps, context, 'actualizar', subjectOf(deps, perfil, identificador))
    const credential = { perfil, identificador, clave: claveActual }
    return authenticate(deps, context, credential, async (uow, authenticated) => {
      if (!authenticated.ok) return keep(uow, authenticated)
      const { cuenta, proof } = authenticated.value
      const newSolicitud = makeSolicitud(deps, {
        operacion: 'actualizar',
        perfil,
        identificador,
        cuenta,
        proofs: [proof],
        ...start,
      })
      const reason = (await findCuentaStop(uow, cuenta, perfil)) ?? stopReasonFor(cuenta, proof)
      const solicitud = reason
        ? stopSolicitud(deps, newSolicitud, reason)
        : withResult(deps, newSolicitud, { claveFingerprint: claveFingerprintOf(deps, cuenta) })
      await uow.solicitudes.create(solicitud)
      return keep(uow, ok(solicitud))
    })
  })
}

/** The provisoria only serves to change the clave; the clave alone only serves to complete missing data. */
function stopReasonFor(cuenta: Cuenta, proof: 'clave' | 'provisoria'): StopReason | undefined {
  if (proof === 'provisoria') return 'clave_provisoria'
  return missingMinimumData(cuenta).length === 0 ? 'datos_completos' : undefined
}

/**
 * Continues from a finished Cambiar to complete the minimum data that the cuenta lacks, without proving
 * again.
 * @returns the new solicitud.
 * @throws {SolicitudLost} also when nothing is missing, or the cuenta was written after the change.
 */
export function completeData(
  deps: Deps,
  { solicitudId, form }: { solicitudId: string; form: Pick<FormSubmission, 'body'> },
): Promise<Result<Solicitud>> {
  return once(deps, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const change = await uow.solicitudes.findById(solicitudId)
      const cuenta = await uow.cuentas.findById(change?.cuentaId ?? '')
      const live =
        change?.operacion === 'cambiar' && change.estado === 'lista' && change.expiresAt > deps.clock.now()
      if (!live || cuenta?.estado !== 'activa') throw new SolicitudLost()
      await requireNoRegistroStop(uow, cuenta)
      const { version } = resultOf(deps, change)
      if (cuenta.version !== version || missingMinimumData(cuenta).length === 0) throw new SolicitudLost()
      const solicitud = makeSolicitud(deps, {
        operacion: 'actualizar',
        perfil: change.perfil,
        identificador: cuenta.identificador,
        cuenta,
        proofs: ['clave'],
        volver: change.volver,
      })
      await uow.solicitudes.create(solicitud)
      return keep(uow, ok(solicitud))
    }),
  )
}
