import type { Caso, Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'

/** Lists up to {@link LISTED} casos that are open, oldest first; audited. */
export const listCasos = (deps: Pick<Deps, 'store' | 'clock'>, context: StaffContext): Promise<Caso[]> =>
  listAudited(deps, context, 'ver_casos', 'casos_listados', ({ casos }, limit) => casos.findOpen({ limit }))
