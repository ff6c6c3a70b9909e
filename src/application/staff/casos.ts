/** What staff do with casos, whichever entrance they come through (product.md “Cases”). */
import type { CasoOutcome } from '../../domain/account/caso.ts'
import { recordAudit } from '../audit/record.ts'
import type { AuditContext, Caso, Deps } from '../ports.ts'
import { requirePower } from './require-power.ts'

const LIMIT = 200

/** Lists up to 200 casos that are open, oldest first; audited. */
export function listCasos(deps: Pick<Deps, 'store' | 'clock'>, context: AuditContext): Promise<Caso[]> {
  requirePower(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const open = await uow.casos.findOpen(LIMIT)
    await recordAudit(uow, context, deps.clock.now(), 'casos_listados', { detail: { cuantos: open.length } })
    return open
  })
}

export type CloseCasoResult = 'bien' | 'no_existe' | 'ya_cerrado'

/**
 * Closes a caso, which its person then sees. Audited, also when there is no such one, without what was typed. It
 * changes no cuenta.
 * @param outcome how it ended; it stays as the first one that closed it said.
 */
export function closeCaso(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: AuditContext,
  { number, outcome }: { number: string; outcome: CasoOutcome },
): Promise<CloseCasoResult> {
  requirePower(context, 'cerrar_casos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const caso = await uow.casos.findByNumber(number)
    const isClosed = caso !== undefined && (await uow.casos.close(number, outcome, now))
    const failure = caso ? 'ya_cerrado' : 'no_existe'
    const result = isClosed ? 'bien' : failure
    await recordAudit(uow, context, now, 'caso_cerrado', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result,
      detail: caso ? { numero: caso.number, resultado: outcome } : null,
    })
    return result
  })
}
