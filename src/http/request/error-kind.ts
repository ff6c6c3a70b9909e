import { Overloaded, StoreUnavailable } from '../../application/ports.ts'

/** What may be kept of an error's name or code. */
const NAME = /^[\w.-]{1,40}$/

/** What kind of error it was, for who looks it up: a code or a class, never its message. */
export function errorKind(error: unknown): string {
  if (error instanceof StoreUnavailable) return error.reason
  if (error instanceof Overloaded) return 'sobrecarga'
  if (!(error instanceof Error)) return 'desconocido'
  const names = ['code' in error ? error.code : undefined, error.name]
  return names.find((name): name is string => typeof name === 'string' && NAME.test(name)) ?? 'desconocido'
}
