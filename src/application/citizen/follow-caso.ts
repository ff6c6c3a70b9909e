/** How a person follows their caso (product.md “Cases”). */
import { identificadoresIn } from '../../domain/account/caso.ts'
import { ruleFor, SHARED, type TakenTry, type TryKey, type TryRule } from '../../domain/account/tries.ts'
import { ok, type Result } from '../../domain/outcome/result.ts'
import type { CasoSeen } from '../../domain/pages/caso-pages.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { formatMoment } from '../../domain/values/fecha.ts'
import { formatIdentificador } from '../../domain/values/identificador.ts'
import { factsOf } from '../accounts/casos.ts'
import { recordAudit } from '../audit/record.ts'
import type { Context, Deps } from '../ports.ts'
import { countUse, limitFor, subjectOf } from '../proof/limits.ts'
import { refuseTry, spendTry, takeBackTry } from '../proof/tries.ts'
import { type FormSubmission, onceForCodeWithCaptcha } from '../request/once.ts'

/** The number of a caso, and the RUT or NIE that it was asked for with, as typed. */
interface Named {
  number: string
  identificador: string
}

/**
 * Finds a caso by its number and identificador. A number that does not exist and an identificador that is not its own
 * are answered alike, and cost the same: a try of that number, and one of that identificador, whoever asks.
 * @returns its number; or refusals of the captcha, `no_coinciden`, `cerrado`.
 * @throws {RateLimitExceeded} when a network address tries too often.
 */
export function followCaso(
  deps: Deps,
  context: Context,
  { number, identificador }: Named,
  form: FormSubmission,
): Promise<Result<string>> {
  return onceForCodeWithCaptcha(deps, context, form, async (keep) => {
    const now = deps.clock.now()
    const use = {
      key: `caso:${context.networkFingerprint}`,
      windowSeconds: HOUR_S,
      limit: limitFor(deps, context, deps.policy.casosPerHour),
    }
    await countUse(deps.store.single, use, now)
    const subjects = identificadoresIn(identificador).map((one) =>
      subjectOf(deps, one.perfil, one.identificador),
    )
    const counters = countersOf(deps, number, identificador)
    const tries: { key: TryKey; rule: TryRule; taken: TakenTry }[] = []
    for (const { key, rule } of counters) tries.push({ key, rule, taken: await spendTry(deps, key, rule) })
    const caso = await deps.store.single.casos.findByNumber(number)
    const isAllowed = tries.every(({ taken }) => taken.allowed)
    const found = isAllowed && caso && subjects.includes(caso.subject) ? caso : undefined
    return deps.store.transaction(async (uow) => {
      if (found) for (const { key, rule, taken } of tries) await takeBackTry(uow, key, rule, taken)
      const failure = isAllowed ? 'no_coincide' : 'cerrado'
      await recordAudit(uow, context, now, 'caso_consultado', {
        subject: found?.subject ?? null,
        cuentaId: found?.cuentaId ?? null,
        result: found ? 'bien' : failure,
        detail: found ? { numero: found.number } : null,
      })
      return keep(uow, found ? ok(found.number) : refuseTry('caso', worstOf(tries.map((one) => one.taken))))
    })
  })
}

/** Misses of one identificador that close it, and for how long at most: strangers can cause them, at a captcha each. */
const OF_IDENTIFICADOR = { triesUntilLockout: 20, lockoutMaxHours: 1 }

/**
 * The number has the tries of any secret, which only who knows it can spend. The identificador has more and is closed
 * for an hour at most: they bound the numbers that many addresses try for one person, who can be shut out of this page
 * no longer than that.
 */
function countersOf(
  { fingerprints, policy }: Deps,
  number: string,
  identificador: string,
): { key: TryKey; rule: TryRule }[] {
  const rule = ruleFor('datos', true, policy)
  const canonical = identificadoresIn(identificador)[0]?.identificador.replace('-', '') ?? ''
  const keyOf = (what: string): TryKey => ({
    secret: 'caso',
    subject: fingerprints.fingerprint('sujeto', what),
    browser: SHARED.others,
  })
  return [
    { key: keyOf(`caso:${number}`), rule },
    { key: keyOf(`caso de:${canonical}`), rule: { ...rule, ...OF_IDENTIFICADOR } },
  ]
}

/** The one that leaves the fewest tries, or is closed for longest. */
function worstOf([first, ...others]: TakenTry[]): TakenTry {
  if (!first) throw new Error('no try was counted')
  const lockedUntil = ({ counter }: TakenTry) => counter.lockedUntil?.getTime() ?? 0
  const remaining = (taken: TakenTry) => (taken.allowed ? taken.remaining : -1)
  return others.reduce(
    (worst, one) =>
      lockedUntil(one) > lockedUntil(worst) || (lockedUntil(worst) === 0 && remaining(one) < remaining(worst))
        ? one
        : worst,
    first,
  )
}

/** A caso as its person sees it; undefined once it was deleted. `identificador`: to say whose it is. */
export async function readCasoSeen(
  deps: Pick<Deps, 'store' | 'cipher'>,
  number: string,
): Promise<{ seen: CasoSeen; identificador: string | null } | undefined> {
  const caso = await deps.store.single.casos.findByNumber(number)
  if (!caso) return undefined
  const { perfil, createdAt, closedAt, outcome } = caso
  const facts = factsOf(deps, caso)
  return {
    seen: {
      number,
      perfil,
      opened: formatMoment(createdAt),
      closed: closedAt && outcome ? { when: formatMoment(closedAt), outcome } : null,
    },
    identificador: facts && formatIdentificador(perfil, facts.identificador),
  }
}
