import type { Llamada } from '../../../domain/staff/llamada.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import type { Caso, Deps, StaffContext } from '../../ports.ts'
import { type MaskedCuenta, maskCuenta } from './mask-cuenta.ts'
import { requireFuncionario } from './require-llamada.ts'

/** What is shown of an account before it is opened: what a search shows, and who has it. */
export interface PeekedCuenta {
  cuenta: Pick<MaskedCuenta, 'perfil' | 'maskedName' | 'maskedIdentificador'>
  /** Null where nobody has it. `by`: their name. */
  held: (Pick<Llamada, 'id' | 'openedAt'> & { by: string; isOwn: boolean }) | null
  /** The caso that the call goes on with; null without, and where it is closed or of somebody else. */
  caso: Pick<Caso, 'id' | 'number'> | null
}

/**
 * What is said of an account on the form that opens it. It reads no more than a search does.
 * @param casoId of the list of casos, where it is opened from there.
 * @returns undefined when there is no such account.
 * @throws {PowerMissing}
 */
export async function peekCuenta(
  deps: Pick<Deps, 'store' | 'clock' | 'cipher'>,
  context: StaffContext,
  cuentaId: string,
  casoId?: string,
): Promise<PeekedCuenta | undefined> {
  const { id } = requireFuncionario(context, 'abrir_cuentas')
  const now = deps.clock.now()
  return deps.store.read(async (queries) => {
    const cuenta = await queries.cuentas.findById(cuentaId)
    if (!cuenta || cuenta.estado === 'cerrada') return undefined
    const { perfil, maskedName, maskedIdentificador } = maskCuenta(cuenta, now)
    const [latest] = await queries.llamadas.findByCuenta(cuentaId, 1)
    const held = latest && latest.endedAt === null && latest.leaseUntil > now ? latest : undefined
    const caso = casoId ? await queries.casos.findById(casoId) : undefined
    const isIts =
      caso?.closedAt === null && (await cuentaOfCaso(queries, caso, factsOf(deps, caso)))?.id === cuentaId
    const funcionario = held && (await queries.funcionarios.findById(held.funcionarioId))
    return {
      cuenta: { perfil, maskedName, maskedIdentificador },
      held: held
        ? {
            ...{ id: held.id, openedAt: held.openedAt, isOwn: held.funcionarioId === id },
            by: funcionario?.nombre ?? 'otra persona',
          }
        : null,
      caso: caso && isIts ? { id: caso.id, number: caso.number } : null,
    }
  })
}
