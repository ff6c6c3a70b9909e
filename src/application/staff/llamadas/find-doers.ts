import { funcionarioIn, operadorIn, type UnitOfWork } from '../../ports.ts'

/**
 * Who did what, by name.
 * @param actors as the audit keeps them.
 */
export async function findDoers(
  { funcionarios }: { readonly funcionarios: Pick<UnitOfWork['funcionarios'], 'findById'> },
  actors: readonly string[],
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const actor of new Set(actors)) {
    const id = funcionarioIn(actor)
    const funcionario = id === undefined ? undefined : await funcionarios.findById(id)
    const operador = operadorIn(actor)
    const other = actor === 'persona' ? 'la persona' : operador ? `operador ${operador}` : 'el sistema'
    names.set(actor, id === undefined ? other : (funcionario?.nombre ?? 'un funcionario'))
  }
  return names
}
