import type { Lazo } from '../../domain/organisations/lazo.ts'
import { ok, type Result, refuse } from '../../domain/outcome/result.ts'
import type { OtecOperacion } from '../../domain/perfil.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { type FormSubmission, type Keep, type Kept, onceWithCaptcha } from '../request/once.ts'
import { advanceSolicitud } from '../request/read-again.ts'
import { finishSolicitud, type SolicitudResult } from '../request/solicitudes.ts'
import { notifyOtec, type OtecDeed, recordInBoth } from './notify.ts'
import { loadRequestingOtec, type Otec } from './otec.ts'

/**
 * Concludes what an OTEC did about a facilitador: tells the OTEC, audits for both cuentas and finishes the
 * solicitud.
 * @param act `now` is the lazo's timestamp, from which “No fui yo” undoes it.
 */
export async function conclude(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  act: {
    solicitud: Solicitud
    otec: Otec
    lazo: Lazo
    operacion: OtecOperacion
    deed: OtecDeed
    result: SolicitudResult
    now: Date
    keep: Keep
  },
): Promise<Kept<Solicitud>> {
  const { solicitud, lazo, deed, result } = act
  await notifyOtec(deps, uow, act)
  await recordInBoth(deps, uow, context, deed, lazo)
  const end = finishSolicitud(deps, solicitud, result)
  await advanceSolicitud(uow, solicitud, end)
  return act.keep(uow, ok(end))
}

/** What an OTEC acts on, and in which solicitud. */
export interface Chosen {
  solicitud: Solicitud
  otec: Otec
  lazo: Lazo
  now: Date
}

export interface FacilitadorChoice {
  solicitudId: string
  /** Id of the lazo chosen from the list. */
  facilitador: string
  form: FormSubmission
}

/**
 * Acts once on a facilitador that an OTEC chose from its list.
 * @param act `run` is called in the transaction, before {@link conclude}.
 * @returns the finished solicitud. Refusals: those of the captcha; `opcion_invalida` when the lazo is another
 *   OTEC's or not in one of `act.estados` (the form was tampered with, or the list has changed).
 * @throws {SolicitudLost}
 */
export function withChosen(
  deps: Deps,
  context: Context,
  { solicitudId, facilitador, form }: FacilitadorChoice,
  act: {
    operacion: OtecOperacion
    estados: readonly Lazo['estado'][]
    deed: OtecDeed
    result: SolicitudResult
    run: (uow: UnitOfWork, chosen: Chosen) => Promise<void>
  },
): Promise<Result<Solicitud>> {
  return onceWithCaptcha(deps, context, form, (keep) =>
    deps.store.transaction(async (uow) => {
      const { solicitud, otec } = await loadRequestingOtec(deps, uow, solicitudId, act.operacion)
      const lazo = await uow.lazos.lock(facilitador)
      if (lazo?.otecId !== otec.id || !act.estados.includes(lazo.estado)) {
        return keep(uow, refuse('opcion_invalida', 'facilitador'))
      }
      const now = deps.clock.now()
      await act.run(uow, { solicitud, otec, lazo, now })
      return conclude(deps, uow, context, { ...act, solicitud, otec, lazo, now, keep })
    }),
  )
}
