/** What staff do with casos, whichever entrance they come through (product.md “Cases”). */
import type { CasoOutcome } from '../../../domain/account/caso.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { listAudited } from '../list.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requirePower } from '../require-power.ts'

/** Lists up to {@link LISTED} casos that are open, oldest first; audited. */
export const listCasos = (deps: Pick<Deps, 'store' | 'clock'>, context: StaffContext): Promise<Caso[]> =>
  listAudited(deps, context, 'ver_casos', 'casos_listados', ({ casos }, limit) => casos.findOpen(limit))

/** `propia`: of the cuenta of whoever closes it. */
export type CloseCasoResult = 'bien' | 'propia' | 'no_existe' | 'ya_cerrado' | 'cuenta_sigue'

/**
 * Closes a caso, which its person then sees. Audited, also when there is no such one, without what was typed. It
 * changes no cuenta, and does not say that an identificador was given back while the cuenta that had it still does.
 * @param outcome how it ended; it stays as the first one that closed it said.
 */
export function closeCaso(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'>,
  context: StaffContext,
  { number, outcome }: { number: string; outcome: CasoOutcome },
): Promise<CloseCasoResult> {
  requirePower(context, 'cerrar_casos')
  return deps.store.transaction(async (uow) => {
    const now = deps.clock.now()
    const caso = await uow.casos.findByNumber(number)
    const result = caso ? await closeOpenCaso(deps, uow, context, caso, { outcome, now }) : 'no_existe'
    await recordAudit(uow, context, now, 'caso_cerrado', {
      subject: caso?.subject ?? null,
      cuentaId: caso?.cuentaId ?? null,
      result,
      detail: caso ? { numero: caso.number, resultado: outcome } : null,
    })
    return result
  })
}

/** The same in a transaction, which the caller records. */
export async function closeOpenCaso(
  deps: Pick<Deps, 'cipher' | 'fingerprints'>,
  uow: UnitOfWork,
  context: StaffContext,
  caso: Caso,
  { outcome, now }: { outcome: CasoOutcome; now: Date },
): Promise<CloseCasoResult> {
  const cuenta = await cuentaOfCaso(uow, caso, factsOf(deps, caso))
  if (cuenta && (await isOwn(deps, uow, context.actor, cuenta))) return 'propia'
  if (caso.closedAt === null && outcome === 'identificador_devuelto' && isTaken(caso, cuenta))
    return 'cuenta_sigue'
  return (await uow.casos.close(caso.number, outcome, now)) ? 'bien' : 'ya_cerrado'
}

/** Whether the cuenta of a caso goes on; one that was made since is of who got the identificador back. */
const isTaken = (caso: Caso, cuenta: Cuenta | undefined): boolean =>
  cuenta !== undefined && cuenta.estado !== 'cerrada' && cuenta.createdAt <= caso.createdAt
