import { concludeLlamada } from '../accounts/conclude-llamada.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'

const BATCH = 50

/**
 * Ends the llamadas that nobody has any more, each in its own transaction, once, on whichever node (product.md “Calls”).
 * @returns whether there may be more.
 */
export async function endLlamadas(deps: Deps): Promise<boolean> {
  const lapsed = await deps.store.read(({ llamadas }) => llamadas.findLapsed(deps.clock.now(), BATCH))
  for (const { id } of lapsed) {
    await deps.store.transaction(async (uow) => {
      const llamada = await uow.llamadas.lock(id)
      const cuenta = llamada && (await uow.cuentas.findById(llamada.cuentaId))
      if (!cuenta || llamada.endedAt !== null || llamada.leaseUntil > deps.clock.now()) return
      await concludeLlamada(deps, uow, SISTEMA_CONTEXT, { llamada, cuenta }, 'vencida')
    })
  }
  return lapsed.length === BATCH
}
