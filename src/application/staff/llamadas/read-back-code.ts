/** What a caller reads back (product.md “Calls”). */
import type { Accion } from '../../../domain/staff/acciones.ts'
import { CALL_CODIGO_TRIES, type Llamada, NO_CODIGO, withLease } from '../../../domain/staff/llamada.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { guardCodigos } from '../acciones/caps.ts'
import { codigoText } from './ask-call-code.ts'
import { inLlamada } from './require-llamada.ts'

/** `tope`: whoever asks typed too many wrong ones today, and this one was not looked at. `vencido`: none waits. `agotado`: the last of its tries was wrong, and another one must be asked for. */
export type ReadBackResult =
  | { result: 'bien'; accion: Accion }
  | { result: 'vencido' | 'agotado' | 'tope' }
  | { result: 'no_coincide'; remaining: number }

/**
 * Takes what a caller reads back, which opens the action that the code was sent for. Tries are counted in the transaction
 * that judges them, of all nodes; wrong
 * ones also of whoever types them, over all their calls.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export const readBackCode = (
  deps: Deps,
  context: StaffContext,
  { id, codigo }: { id: string; codigo: string },
): Promise<ReadBackResult> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, { llamada, cuenta }) => {
    const now = deps.clock.now()
    const judged = await guardCodigos(uow, { funcionarioId: llamada.funcionarioId, now }, () => {
      const value = judge(deps, llamada, codigo)
      return { value, isWrong: ['no_coincide', 'agotado'].includes(value.result.result) }
    })
    const { result, after } = judged === 'tope' ? { result: { result: judged }, after: llamada } : judged
    await uow.llamadas.save(withLease(after, now))
    await recordAudit(uow, context, now, 'codigo_presentado', {
      cuentaId: cuenta.id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      result: result.result,
      detail: { llamada: id, ...(llamada.codigoAccion && { accion: llamada.codigoAccion }) },
    })
    return result
  })

function judge(
  { clock, fingerprints }: Pick<Deps, 'clock' | 'fingerprints'>,
  llamada: Llamada,
  codigo: string,
): { result: ReadBackResult; after: Llamada } {
  const now = clock.now()
  const { id, codigoFingerprint, codigoAccion, codigoChannel, codigoExpiresAt, codigoTries } = llamada
  const without = { ...llamada, ...NO_CODIGO }
  if (!codigoFingerprint || !codigoAccion || !codigoChannel || !codigoExpiresAt || codigoExpiresAt <= now)
    return { result: { result: 'vencido' }, after: without }
  if (fingerprints.matches('codigo', codigoText(id, codigoAccion, codigo), codigoFingerprint)) {
    const read = { accion: codigoAccion, channel: codigoChannel, at: now.toISOString() }
    const readBack = [...llamada.readBack.filter(({ accion }) => accion !== codigoAccion), read]
    return { result: { result: 'bien', accion: codigoAccion }, after: { ...without, readBack } }
  }
  const remaining = CALL_CODIGO_TRIES - codigoTries - 1
  return remaining > 0
    ? { result: { result: 'no_coincide', remaining }, after: { ...llamada, codigoTries: codigoTries + 1 } }
    : { result: { result: 'agotado' }, after: without }
}
