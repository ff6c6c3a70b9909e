import type { Perfil } from '../../../domain/perfil.ts'
import { type Llamada, whyNotInLlamada } from '../../../domain/staff/llamada.ts'
import { maskIdentificador } from '../../../domain/values/mask.ts'
import type { Deps, StaffContext } from '../../ports.ts'
import { listAudited } from '../list.ts'
import { requireFuncionario } from './require-llamada.ts'

/** How many calls an agent sees. */
const OWN = 30

/** A call of whoever asks. */
export interface OwnLlamada {
  llamada: Pick<Llamada, 'id' | 'reason' | 'openedAt' | 'endedAt' | 'ending' | 'casoNumber' | 'done'>
  /** Whether something can still be done in it. */
  isOpen: boolean
  /** Null where the account is gone. */
  cuenta: { perfil: Perfil; maskedIdentificador: string } | null
}

/**
 * Lists the calls of whoever asks: what goes on, then the latest. Audited.
 * @throws {PowerMissing}
 */
export async function listOwnLlamadas(
  deps: Pick<Deps, 'store' | 'clock'>,
  context: StaffContext,
): Promise<OwnLlamada[]> {
  const { id: funcionarioId } = requireFuncionario(context, 'atender_llamadas')
  return listAudited(deps, context, 'atender_llamadas', 'llamadas_listadas', async (uow, _limit, now) => {
    const own: OwnLlamada[] = []
    for (const llamada of await uow.llamadas.findByFuncionario(funcionarioId, OWN)) {
      const cuenta = await uow.cuentas.findById(llamada.cuentaId)
      own.push({
        llamada,
        isOpen: whyNotInLlamada(llamada, funcionarioId, now) === undefined,
        cuenta: cuenta
          ? {
              perfil: cuenta.perfil,
              maskedIdentificador: maskIdentificador(cuenta.perfil, cuenta.identificador),
            }
          : null,
      })
    }
    return own
  })
}
