import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { normalizeRespuesta } from '../../../domain/secrets/respuesta-secreta.ts'
import { findCuentaStop } from '../../accounts/impediments.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../../ports.ts'
import { findProvenBrowser } from '../../proof/browsers.ts'
import { concludeTry } from '../../proof/tries.ts'
import { tryHash } from '../../proof/verify-hash.ts'
import { type FormSubmission, once } from '../../request/once.ts'
import { advanceSolicitud, readAgainOnConflict } from '../../request/read-again.ts'
import { loadSolicitudWithCuenta, stopSolicitud, withProof } from '../../request/solicitudes.ts'
import { tryCodigo } from '../codigos/codigos.ts'

/**
 * Paso 2, with the pregunta secreta chosen and answered.
 * @returns the solicitud, which has the proof. Refusals: `no_coinciden`, `cerrado`.
 * @throws {Overloaded} {SolicitudLost}
 */
export function proveWithRespuesta(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; pregunta: string; respuesta: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return once(deps, paso.form, async (keep) => {
    const { read, tried } = await deps.hasher.reserve(context, 1, async (reservation) => {
      const read = await load(deps, deps.store.single, paso.solicitudId)
      const { solicitud, cuenta } = read
      const tried = await tryHash(deps, context, reservation, {
        secret: 'respuesta',
        subject: solicitud.subject,
        cuenta,
        known: await findProvenBrowser(deps, context, cuenta?.id),
        text: normalizeRespuesta(paso.respuesta),
        alsoRequired: cuenta?.preguntaSecreta === paso.pregunta,
      })
      return { read, tried }
    })
    const current = readAgainOnConflict(read, (uow) => load(deps, uow, paso.solicitudId))
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      return keep(uow, ok(await recordProof(deps, uow, await current(uow), 'respuesta')))
    })
  })
}

const load = (deps: Deps, reads: Parameters<typeof loadSolicitudWithCuenta>[1], solicitudId: string) =>
  loadSolicitudWithCuenta(deps, reads, solicitudId, 'actualizar')

/**
 * Paso 2, with the codigo.
 * @returns the solicitud, or refusals `codigo_vencido`, `no_coinciden`, `cerrado`.
 * @throws {SolicitudLost}
 */
export function proveWithCodigo(
  deps: Deps,
  context: Context,
  paso: { solicitudId: string; codigo: string; form: FormSubmission },
): Promise<Result<Solicitud>> {
  return once(deps, paso.form, async (keep) => {
    const read = await load(deps, deps.store.single, paso.solicitudId)
    const tried = await tryCodigo(deps, context, { ...read, codigo: paso.codigo })
    if ('ok' in tried) return tried
    const current = readAgainOnConflict(read, (uow) => load(deps, uow, paso.solicitudId))
    return concludeTry(deps, tried, async (uow) => {
      if (tried.refusal) return keep(uow, tried.refusal)
      return keep(uow, ok(await recordProof(deps, uow, await current(uow), 'codigo')))
    })
  })
}

/**
 * Stores the proof. Only now may it show that the cuenta is frozen, closed, under an RUT or stopped by the
 * register. A freeze since `solicitud` was read has deleted it, which {@link advanceSolicitud} notices.
 */
async function recordProof(
  deps: Deps,
  uow: UnitOfWork,
  { solicitud, cuenta }: { solicitud: Solicitud; cuenta: Cuenta | undefined },
  proof: 'respuesta' | 'codigo',
): Promise<Solicitud> {
  const proven = withProof(deps, solicitud, proof)
  const reason = cuenta ? await findCuentaStop(uow, cuenta, solicitud.perfil) : 'congelada'
  const end = reason ? stopSolicitud(deps, proven, reason) : proven
  await advanceSolicitud(uow, solicitud, end)
  await uow.codigos.delete(solicitud.id)
  return end
}
