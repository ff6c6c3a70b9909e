import { ok, type Result } from '../../../domain/outcome/result.ts'
import type { Funcionario } from '../../../domain/staff/funcionario.ts'
import type { Context, Deps } from '../../ports.ts'
import { countUse, limitFor } from '../../proof/limits.ts'
import { concludeTry } from '../../proof/tries.ts'
import { tryStaffSecret } from './staff-tries.ts'

/** What the session keeps between the password and the second factor. */
export interface FirstFactor {
  funcionarioId: string
  generation: number
  /** When the password was shown, in ms. */
  at: number
}

const SIGN_IN_WINDOW_S = 600

/**
 * The first half of signing in (product.md “Staff”): e-mail and password. An address of nobody, of who is suspended or
 * has not activated, and a wrong password get the same refusal for the same work.
 * @param typed `contrasena` as typed: never trimmed.
 * @returns what goes on to the second factor; or `no_coinciden`, `no_coinciden_queda_uno` or `cerrado_personal`.
 * @throws {RateLimitExceeded} where too many sign in from one network.
 * @throws {Overloaded}
 */
export async function signIn(
  deps: Deps,
  context: Context,
  { email, contrasena }: { email: string; contrasena: string },
): Promise<Result<FirstFactor>> {
  await countSignIn(deps, context)
  const found = await deps.store.single.funcionarios.findByEmail(email)
  const funcionario = found?.estado === 'activo' ? found : undefined
  const before = funcionario?.contrasenaHash ?? null
  let after: string | null = null
  const tried = await deps.hasher.reserve(context, 1, (reservation) =>
    tryStaffSecret(deps, context, { secret: 'contrasena', email, funcionario }, async () => {
      const { matches, renew } = await reservation.compare(contrasena.normalize('NFC'), before)
      if (renew) after = await reservation.renew(contrasena.normalize('NFC'))
      return matches
    }),
  )
  return concludeTry(deps, tried, async (uow) => {
    if (tried.refusal || !funcionario) return tried.refusal ?? unreachable()
    if (before && after) await uow.funcionarios.renewHash(funcionario.id, before, after)
    return ok(firstFactorOf(funcionario, deps.clock.now()))
  })
}

const firstFactorOf = ({ id, generation }: Funcionario, now: Date): FirstFactor => ({
  funcionarioId: id,
  generation,
  at: now.getTime(),
})

/** Nothing matches without a hash. */
function unreachable(): never {
  throw new Error('a password matched of nobody')
}

/**
 * Limits sign-ins per network address, right and wrong alike, so that one network cannot try a password at every
 * address of staff. A statement of its own.
 * @throws {RateLimitExceeded}
 */
async function countSignIn(deps: Deps, context: Context): Promise<void> {
  await deps.raisedLimits.refresh()
  const use = {
    key: `ingresos:${context.networkFingerprint}`,
    windowSeconds: SIGN_IN_WINDOW_S,
    limit: limitFor(deps, context, deps.policy.signInsPer10Minutes),
  }
  await countUse(deps.store.single, use, deps.clock.now())
}
