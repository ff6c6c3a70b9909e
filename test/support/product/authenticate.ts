/** Authentication with nothing else in its transaction. */
import type { Context, Deps } from '../../../src/application/ports.ts'
import {
  type Authenticated,
  authenticate as authenticateAnd,
  type Credential,
} from '../../../src/application/proof/authenticate.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'

export const authenticate = (
  deps: Deps,
  context: Context,
  credential: Credential,
): Promise<Result<Authenticated>> =>
  authenticateAnd(deps, context, credential, async (_uow, authenticated) => authenticated)
