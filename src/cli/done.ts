import { refusalText } from '../domain/outcome/refusals.ts'
import type { Result } from '../domain/outcome/result.ts'
import { CommandFailed } from './command.ts'

/** What came of a use case. @throws {CommandFailed} with the text of every refusal. */
export function done<T>(result: Result<T>): T {
  if (result.ok) return result.value
  const texts = result.refusals.map(
    ({ code, data }) => `${refusalText(code, { etiqueta: 'el nombre', ...data })}.`,
  )
  throw new CommandFailed(texts.join(' '))
}
