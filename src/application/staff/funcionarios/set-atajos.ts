import type { Deps } from '../../ports.ts'
import type { FuncionarioActor } from './load-actor.ts'

/**
 * Turns the single keys of the console on or off for whoever asks (product.md “Staff”; WCAG 2.1.4). It is their own
 * setting, and takes no power.
 */
export function setAtajos(
  { store }: Pick<Deps, 'store'>,
  { id }: Pick<FuncionarioActor, 'id'>,
  atajos: boolean,
): Promise<void> {
  return store.transaction(async ({ funcionarios }) => {
    const funcionario = await funcionarios.lock(id)
    if (funcionario) await funcionarios.save({ ...funcionario, atajos })
  })
}
