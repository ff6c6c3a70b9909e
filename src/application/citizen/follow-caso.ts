/** How a person follows their caso (product.md “Cases”). */
import { identificadoresIn } from '../../domain/account/caso.ts'
import { ruleFor, SHARED } from '../../domain/account/tries.ts'
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
 * are answered alike, and cost the same: a try of that number, whoever asks. Nobody's identificador is counted: a stranger
 * who knows it would shut its owner out.
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
    const rule = ruleFor('datos', true, deps.policy)
    const key = {
      secret: 'caso',
      subject: deps.fingerprints.fingerprint('sujeto', `caso:${number}`),
      browser: SHARED.others,
    } as const
    const taken = await spendTry(deps, key, rule)
    const caso = await deps.store.single.casos.findByNumber(number)
    const found = taken.allowed && caso && subjects.includes(caso.subject) ? caso : undefined
    return deps.store.transaction(async (uow) => {
      if (found) await takeBackTry(uow, key, rule, taken)
      const failure = taken.allowed ? 'no_coincide' : 'cerrado'
      await recordAudit(uow, context, now, 'caso_consultado', {
        subject: found?.subject ?? null,
        cuentaId: found?.cuentaId ?? null,
        result: found ? 'bien' : failure,
        detail: found ? { numero: found.number } : null,
      })
      return keep(uow, found ? ok(found.number) : refuseTry('caso', taken))
    })
  })
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
