import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { PerfilChange } from '../../domain/account/progress.ts'
import { DAY_S } from '../../domain/values/durations.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps, Solicitud, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { moveTries } from '../proof/tries.ts'

/** Per cuenta, because the result reveals whether an RUT has a cuenta (product.md “Actualizar”). */
const TRIES_PER_DAY = 1

/**
 * Makes a migrant's account that of a natural person, in the transaction of Actualizar Datos: the same
 * account, history and `sub` under an RUT. The NIE stays reserved for it. Nobody vouches for the RUT yet,
 * whoever did for the document. Sessions and the other open requests of the account end; its counters go with
 * it.
 * @param cuenta as it was just kept.
 * @returns what came of it; where the RUT has an account nothing is merged and the account stays a migrant's.
 */
export async function becomeNatural(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  { solicitud, cuenta, rut }: { solicitud: Solicitud; cuenta: Cuenta; rut: string },
): Promise<PerfilChange> {
  const now = deps.clock.now()
  const subject = subjectOf(deps, 'natural', rut)
  const change = await changeToNatural(deps, uow, { ...cuenta, perfil: 'natural', identificador: rut })
  await recordAudit(uow, context, now, 'perfil_cambiado', {
    cuentaId: cuenta.id,
    subject: change === 'hecho' ? subject : solicitud.subject,
    result: change,
    detail: { de: cuenta.perfil, a: 'natural' },
  })
  if (change !== 'hecho') return change
  await moveTries(uow, subjectOf(deps, cuenta.perfil, cuenta.identificador), subject)
  await uow.sessions.deleteByCuenta(cuenta.id)
  await uow.solicitudes.deleteOpenByCuenta(cuenta.id, solicitud.id)
  return change
}

async function changeToNatural(deps: Deps, uow: UnitOfWork, natural: Cuenta): Promise<PerfilChange> {
  const key = `hacerse-natural:${natural.id}`
  const { count } = await uow.rateLimits.increment(key, DAY_S, deps.clock.now())
  if (count > TRIES_PER_DAY) return 'otro_dia'
  const saved = await saveCuenta(uow, { ...natural, identidad: 'declarada' })
  return saved === 'guardada' ? 'hecho' : 'rut_en_uso'
}
