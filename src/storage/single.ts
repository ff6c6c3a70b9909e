import type { Store, UnitOfWork } from '../application/ports.ts'
import { REPOSITORIES } from './repositories.ts'

type Method = (...parameters: unknown[]) => Promise<unknown>

/**
 * Creates {@link Store.single}: methods that only read ({@link Queries}) go to `reads`, the others to `writes`.
 * @param run runs a statement, again after a failure that is worth it.
 */
export function singleStatements({
  reads,
  writes,
  run,
}: {
  reads: UnitOfWork
  writes: UnitOfWork
  run: (statement: () => Promise<unknown>) => Promise<unknown>
}): Store['single'] {
  const single = REPOSITORIES.map((name) => {
    const methods = Object.entries(writes[name]).map(([method, write]: [string, Method]) => {
      const isRead = /^(find|read)/.test(method)
      const statement = isRead ? (reads[name] as unknown as Record<string, Method>)[method] : write
      return [method, (...parameters: unknown[]) => run(() => (statement ?? write)(...parameters))]
    })
    return [name, Object.fromEntries(methods)]
  })
  return Object.fromEntries(single)
}
