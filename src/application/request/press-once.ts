import type { Result } from '../../domain/outcome/result.ts'
import type { Deps } from '../ports.ts'
import { type FormSubmission, onceForCode } from './once.ts'

/**
 * Does what a button of a call asks for once, however fast it is pressed: the second press gets what came of the first, and
 * spends no try. What was refused is done anew after a minute.
 * @param work what it does. @returns the address to go to, or refusals.
 */
export const pressOnce = (
  deps: Deps,
  { body }: Pick<FormSubmission, 'body'>,
  work: () => Promise<Result<string>>,
): Promise<Result<string>> =>
  onceForCode(deps, { body: `llamada:${body}` }, async (keep) => {
    const done = await work()
    return done.ok ? keep(deps.store.single, done) : done
  })
