/** Closing a caso (product.md “Cases”). It changes no cuenta, and happens once. */
import type { CasoFacts, CasoOutcome } from '../../../domain/account/caso.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { ok, type Result, refuse } from '../../../domain/outcome/result.ts'
import { cuentaOfCaso, factsOf } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Caso, Deps, StaffActor, StaffContext, UnitOfWork } from '../../ports.ts'
import { type FormSubmission, onceForCode } from '../../request/once.ts'
import { giveBackCap, spendCap } from '../acciones/caps.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { requireFuncionario } from '../llamadas/require-llamada.ts'
import { requirePower } from '../require-power.ts'

/** `propia`: about whoever closes it. */
export type CloseCasoResult = 'bien' | 'propia' | 'no_existe' | 'ya_cerrado' | 'cuenta_sigue'

type CloseDeps = Pick<Deps, 'clock' | 'cipher' | 'fingerprints'>

/**
 * Closes a caso, which its person then sees. Audited, also when there is no such one, without what was typed. It does
 * not say that an identificador was given back while the cuenta that had it still does.
 * @param outcome how it ended; it stays as the first one that closed it said.
 */
export function closeCaso(
  deps: CloseDeps & Pick<Deps, 'store'>,
  context: StaffContext,
  { number, outcome }: { number: string; outcome: CasoOutcome },
): Promise<CloseCasoResult> {
  requirePower(context, 'cerrar_casos')
  return deps.store.transaction(async (uow) =>
    closeAudited(deps, uow, context, await uow.casos.findByNumber(number), outcome),
  )
}

const REFUSALS: Record<Exclude<CloseCasoResult, 'bien'>, RefusalCode> = {
  propia: 'caso_propio',
  ...{ no_existe: 'caso_ya_cerrado', ya_cerrado: 'caso_ya_cerrado' },
  cuenta_sigue: 'cuenta_sigue',
}

/**
 * The same in the console, outside a call: also of who has no account, and as often a day as in calls. A double click
 * closes once.
 * @returns the id of the caso; or refusals `caso_propio`, `caso_ya_cerrado`, `cuenta_sigue`, `accion_tope`.
 * @throws {PowerMissing}
 */
export function closeCasoOfList(
  deps: Deps,
  context: StaffContext,
  { id, outcome, form }: { id: string; outcome: CasoOutcome; form: Pick<FormSubmission, 'body'> },
): Promise<Result<string>> {
  const { id: funcionarioId } = requireFuncionario(context, 'cerrar_casos')
  const field = 'finDelCaso'
  return onceForCode(deps, { body: `cerrar:${funcionarioId}:${form.body}` }, (keep) =>
    deps.store.transaction(async (uow) => {
      const caso = await uow.casos.findById(id)
      const spent = { capped: 'cerrar_caso', funcionarioId, now: deps.clock.now() } as const
      if (!(await spendCap(deps, uow, spent))) {
        await recordAudit(uow, context, spent.now, 'accion_rehusada', {
          ...aboutOf(caso),
          result: 'accion_tope',
          detail: { accion: 'cerrar_caso' },
        })
        return keep(uow, refuse('accion_tope', '', { maximo: deps.policy.consoleCaps.cerrar_caso }))
      }
      const result = await closeAudited(deps, uow, context, caso, outcome)
      if (result === 'bien') return keep(uow, ok(id))
      await giveBackCap(uow, spent)
      return keep(uow, refuse(REFUSALS[result], field))
    }),
  )
}

const aboutOf = (caso: Caso | undefined) => ({
  subject: caso?.subject ?? null,
  cuentaId: caso?.cuentaId ?? null,
})

async function closeAudited(
  deps: CloseDeps,
  uow: UnitOfWork,
  context: StaffContext,
  caso: Caso | undefined,
  outcome: CasoOutcome,
): Promise<CloseCasoResult> {
  const now = deps.clock.now()
  const result = caso ? await closeOpenCaso(deps, uow, context, caso, { outcome, now }) : 'no_existe'
  await recordAudit(uow, context, now, 'caso_cerrado', {
    ...aboutOf(caso),
    result,
    detail: caso ? { numero: caso.number, resultado: outcome } : null,
  })
  return result
}

/** The same in a transaction, which the caller records. */
export async function closeOpenCaso(
  deps: Pick<Deps, 'cipher' | 'fingerprints'>,
  uow: UnitOfWork,
  { actor }: StaffContext,
  caso: Caso,
  { outcome, now }: { outcome: CasoOutcome; now: Date },
): Promise<CloseCasoResult> {
  const facts = factsOf(deps, caso)
  const cuenta = await cuentaOfCaso(uow, caso, facts)
  if (await isOwnCaso(deps, uow, actor, { cuenta, facts })) return 'propia'
  if (caso.closedAt === null && outcome === 'identificador_devuelto' && isTaken(caso, cuenta))
    return 'cuenta_sigue'
  return (await uow.casos.close(caso.number, outcome, now)) ? 'bien' : 'ya_cerrado'
}

/** Whether the cuenta of a caso goes on; one that was made since is of who got the identificador back. */
const isTaken = (caso: Caso, cuenta: Cuenta | undefined): boolean =>
  cuenta !== undefined && cuenta.estado !== 'cerrada' && cuenta.createdAt <= caso.createdAt

/** Whether a caso is about whoever acts: by its account, or by the RUT that was typed, which may have none. */
export async function isOwnCaso(
  deps: Pick<Deps, 'fingerprints'>,
  uow: UnitOfWork,
  actor: StaffActor,
  { cuenta, facts }: { cuenta: Cuenta | undefined; facts: CasoFacts | null },
): Promise<boolean> {
  for (const whose of [cuenta, facts]) {
    if (whose && (await isOwn(deps, uow, actor, whose))) return true
  }
  return false
}
