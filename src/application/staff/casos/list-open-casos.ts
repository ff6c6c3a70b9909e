import { isOfCuenta } from '../../../domain/account/caso.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, CasoQuery, Deps, StaffContext } from '../../ports.ts'
import { requirePower } from '../require-power.ts'

/** How many casos a page has. */
const CASOS_PER_PAGE = 50

/** A caso in the list: nothing of whose it is. */
export interface ListedCaso extends Pick<Caso, 'id' | 'number' | 'reason' | 'perfil' | 'createdAt'> {
  /** Whether there was an account with its identificador when it was opened. */
  ofCuenta: boolean
}

/**
 * A page of the casos that are open, oldest first (product.md “Cases”). Audited, with how many it showed.
 * @returns also whether another page follows.
 * @throws {PowerMissing}
 */
export function listOpenCasos(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  query: Omit<CasoQuery, 'limit'>,
): Promise<{ casos: ListedCaso[]; hasMore: boolean }> {
  requirePower(context, 'ver_casos')
  return deps.store.transaction(async (uow) => {
    const found = await uow.casos.findOpen({ ...query, limit: CASOS_PER_PAGE + 1 })
    const page = found.slice(0, CASOS_PER_PAGE)
    await recordAudit(uow, context, deps.clock.now(), 'casos_listados', { detail: { cuantos: page.length } })
    return { casos: page.map(listed), hasMore: found.length > page.length }
  })
}

const listed = (caso: Caso): ListedCaso => {
  const { id, number, reason, perfil, createdAt } = caso
  return { id, number, reason, perfil, createdAt, ofCuenta: isOfCuenta(caso) }
}
