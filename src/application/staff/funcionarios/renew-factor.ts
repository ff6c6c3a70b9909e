import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { RENEWED_MINUTES } from '../../../domain/staff/funcionario.ts'
import { addMinutes } from '../../../domain/values/durations.ts'
import type { Context, Deps, Renewed, SignedIn } from '../../ports.ts'
import { openedBy, takeTotp } from './second-factor.ts'

/**
 * Shows the second factor again before what is marked ● (product.md “Staff”), for one llamada.
 * @returns what the session keeps from then on, good for five minutes; or `ingresar` again (`ingreso_vencido`),
 *   `no_coinciden…`, `cerrado_personal`, `solo_con_llave`.
 */
export async function renewFactor(
  deps: Deps,
  context: Pick<Context, 'requestId' | 'browser'>,
  signedIn: SignedIn,
  { llamada, codigo }: { llamada: string; codigo: string },
): Promise<Result<Renewed>> {
  const funcionario = await deps.store.single.funcionarios.findById(signedIn.id)
  if (funcionario?.estado !== 'activo' || funcionario.generation !== signedIn.generation)
    return refuse('ingreso_vencido')
  if ((await openedBy(deps, funcionario, 'totp')) !== 'todo') return refuse('solo_con_llave')
  const refusal = await takeTotp(deps, context, funcionario, codigo)
  return refusal ?? ok(renewedFor(deps, llamada))
}

/** What the session keeps once the second factor was shown again, whichever it is. */
export const renewedFor = ({ clock }: Pick<Deps, 'clock'>, llamada: string): Renewed => ({
  llamada,
  until: addMinutes(clock.now(), RENEWED_MINUTES).getTime(),
})
