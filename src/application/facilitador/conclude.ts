import type { Lazo } from '../../domain/organisations/lazo.ts'
import { ok, refuse } from '../../domain/outcome/result.ts'
import type { OtecOperacion } from '../../domain/perfil.ts'
import type { Context, Deps, Outcome, Solicitud, UnitOfWork } from '../ports.ts'
import { type Finish, type FormSubmission, once } from '../request/once.ts'
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
    finish: Finish
  },
): Promise<Outcome> {
  const { solicitud, lazo, deed, result } = act
  await notifyOtec(deps, uow, act)
  await recordInBoth(deps, uow, context, deed, lazo)
  await uow.solicitudes.save(finishSolicitud(deps, solicitud, result))
  await act.finish(uow, solicitud.id)
  return ok(solicitud.id)
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
 * @returns a finished solicitud. Refusals: those of the captcha; `opcion_invalida` when the lazo is another
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
    run: (uow: UnitOfWork, otec: Otec, lazo: Lazo, now: Date) => Promise<void>
  },
): Promise<Outcome> {
  return once(deps, context, form, (finish) =>
    deps.store.transaction(async (uow): Promise<Outcome> => {
      const { solicitud, otec } = await loadRequestingOtec(deps, uow, solicitudId, act.operacion)
      const lazo = await uow.lazos.lock(facilitador)
      if (lazo?.otecId !== otec.id || !act.estados.includes(lazo.estado)) {
        return refuse('opcion_invalida', 'facilitador')
      }
      const now = deps.clock.now()
      await act.run(uow, otec, lazo, now)
      return conclude(deps, uow, context, { ...act, solicitud, otec, lazo, now, finish })
    }),
  )
}
