import { recordAudit } from '../../audit/record.ts'
import type { Deps, OwnSession, StaffContext, UnitOfWork } from '../../ports.ts'
import type { FuncionarioActor } from './load-actor.ts'

/** Who acts on what is theirs, which takes no power. */
type OwnContext = StaffContext & { actor: FuncionarioActor }

/** Where somebody is signed in, the newest first. */
export const listOwnSessions = (
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: OwnContext,
): Promise<OwnSession[]> => store.single.staffSessions.findByFuncionario(context.actor.id, clock.now())

/** Ends one of their sessions, on whichever node. Audited. @returns false when it is none of theirs, or ended already. */
export const endOwnSession = (
  deps: Pick<Deps, 'store' | 'clock'>,
  context: OwnContext,
  idFingerprint: string,
): Promise<boolean> =>
  ending(deps, context, async ({ staffSessions }) =>
    (await staffSessions.end(context.actor.id, idFingerprint)) ? 1 : 0,
  ).then((count) => count > 0)

/** Ends all of their sessions, this one too. Audited. @returns how many there were. */
export const endOwnSessions = (deps: Pick<Deps, 'store' | 'clock'>, context: OwnContext): Promise<number> =>
  ending(deps, context, ({ staffSessions }) => staffSessions.endByFuncionario(context.actor.id))

function ending(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  context: OwnContext,
  end: (uow: UnitOfWork) => Promise<number>,
): Promise<number> {
  return store.transaction(async (uow) => {
    const count = await end(uow)
    await recordAudit(uow, context, clock.now(), 'sesion_terminada', {
      result: count > 0 ? 'bien' : 'no_existe',
      detail: { cuantas: count },
    })
    return count
  })
}
