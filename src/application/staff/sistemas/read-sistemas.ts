import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'
import { requirePower } from '../require-power.ts'

/** Lists the systems that sign people in with us, by name. Audited. @throws {PowerMissing} */
export const listSistemas = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<Sistema[]> =>
  listAudited(deps, context, 'administrar_sistemas', 'sistemas_listados', ({ sistemas }) =>
    sistemas.findAll(),
  )

/**
 * Reads one. Audited, also when there is none.
 * @returns undefined when there is none.
 * @throws {PowerMissing}
 */
export function readSistema(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
  id: string,
): Promise<Sistema | undefined> {
  requirePower(context, 'administrar_sistemas')
  return store.transaction(async (uow) => {
    const found = await uow.sistemas.findById(id)
    await recordAudit(uow, context, clock.now(), 'sistema_visto', {
      result: found ? 'bien' : 'no_existe',
      detail: found ? { sistema: found.id } : null,
    })
    return found
  })
}
