/** The page of a call: all that whoever answers it may see of the account, masked (product.md “Calls”). */
import { type Cuenta, type MinimumDatum, missingMinimumData } from '../../../domain/account/cuenta.ts'
import type { PendingKind } from '../../../domain/account/pending-kind.ts'
import type { TryCounter, TryKey } from '../../../domain/account/tries.ts'
import { ACCIONES, type AccionState, accionesOf } from '../../../domain/staff/acciones.ts'
import { isAwaitingObjection } from '../../../domain/staff/decision.ts'
import { askedOf, type GuionDatum } from '../../../domain/staff/guion.ts'
import { type Llamada, passedIn } from '../../../domain/staff/llamada.ts'
import type { Orden } from '../../../domain/staff/orden.ts'
import { maskEmail } from '../../../domain/values/mask.ts'
import { findRegistroStop } from '../../accounts/impediments.ts'
import { recordAudit } from '../../audit/record.ts'
import { type BouncedMailbox, findBounced } from '../../notices/bounces.ts'
import type { Caso, Deps, StaffContext, StoredAuditEntry, ToldAviso, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { comprobacionKey } from './check-caller.ts'
import { findDoers } from './find-doers.ts'
import { callNumberContext } from './make-llamada.ts'
import { type MaskedCallChannels, type MaskedCuenta, maskCuenta, maskedOf } from './mask-cuenta.ts'
import { inLlamada } from './require-llamada.ts'

/** How much of what happened is shown, newest first. */
const ENTRIES = 20
const NOTICES = 10

type ReadDeps = Pick<Deps, 'store' | 'clock' | 'cipher' | 'fingerprints'>

export interface LlamadaSheet {
  llamada: Llamada
  callNumber: string | null
  cuenta: MaskedCuenta
  /** Why the register of organisations stops it. */
  registroStop: 'otro_representante' | 'otec_no_vigente' | undefined
  bounced: BouncedMailbox[]
  missing: MinimumDatum[]
  /** Those that are in use, of where nothing was proven and of browsers where it was. */
  tries: (Pick<TryKey, 'secret'> & { isOwn: boolean; counter: TryCounter })[]
  provisoriaUntil: Date | null
  pending: { kind: PendingKind; effectiveAt: Date | null }[]
  orden: Orden | undefined
  /** What the script asks; none where the account has too little. `closedUntil`: too many failed. */
  check: { asked: GuionDatum[]; closedUntil: Date | null }
  /** What can be done now by whoever asks, and what would open more; no reopening of what is open, nor of no caso. */
  acciones: AccionState[]
  masked: MaskedCallChannels
  notices: ToldAviso[]
  casos: Caso[]
  /** `by`: who did it, by name. */
  timeline: (StoredAuditEntry & { by: string })[]
}

/**
 * Reads the page of a llamada, for its agent. It is audited, and does not make the llamada last longer.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export const readLlamada = (deps: ReadDeps, context: StaffContext, id: string): Promise<LlamadaSheet> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, { llamada, cuenta }) => {
    const now = deps.clock.now()
    const sheet = await sheetOf(deps, uow, llamada, cuenta)
    await recordAudit(uow, context, now, 'llamada_vista', {
      cuentaId: cuenta.id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      detail: { llamada: id },
    })
    const mayDo = ({ accion }: AccionState) => context.actor.powers.includes(ACCIONES[accion].power)
    return { ...sheet, acciones: sheet.acciones.filter(mayDo) }
  })

async function sheetOf(
  deps: ReadDeps,
  uow: UnitOfWork,
  llamada: Llamada,
  cuenta: Cuenta,
): Promise<LlamadaSheet> {
  const now = deps.clock.now()
  const former = await uow.cuentas.findFormerIdentificador(cuenta.id)
  const subjects = [cuenta, ...(former ? [former] : [])].map((one) =>
    subjectOf(deps, one.perfil, one.identificador),
  )
  const [counters, casos, provisoria, failed] = [
    await flatOf(subjects, (subject) => uow.tryCounters.findBySubject(subject)),
    await flatOf(subjects, (subject) => uow.casos.findBySubject(subject)),
    await uow.provisorias.findByCuenta(cuenta.id),
    await uow.tryCounters.read(comprobacionKey(deps, cuenta.id)),
  ]
  const objected = await uow.ordenes.findObjected(cuenta.id)
  const entries = await uow.audit.findByCuenta(cuenta.id, ENTRIES)
  const doers = await findDoers(
    uow,
    entries.map(({ actor }) => actor),
  )
  const { encryptedCallNumber } = llamada
  return {
    llamada,
    callNumber:
      encryptedCallNumber && deps.cipher.decrypt(encryptedCallNumber, callNumberContext(llamada.id)),
    cuenta: maskCuenta(cuenta, now),
    registroStop: await findRegistroStop(uow, cuenta),
    bounced: (await findBounced(deps, uow, cuenta)).map((one) => ({ ...one, email: maskEmail(one.email) })),
    missing: missingMinimumData(cuenta),
    tries: counters
      .filter(({ counter }) => counter.used > 0 || isAfter(counter.lockedUntil, now))
      .map(({ secret, browser, counter }) => ({ secret, isOwn: browser !== '', counter })),
    provisoriaUntil: provisoria && provisoria.expiresAt > now ? provisoria.expiresAt : null,
    pending: await uow.pendingChanges.findByCuenta(cuenta.id),
    orden: await uow.ordenes.findOpenByCuenta(cuenta.id),
    check: {
      asked: askedOf(cuenta),
      closedUntil: isAfter(failed.lockedUntil, now) ? failed.lockedUntil : null,
    },
    acciones: accionesOf(passedIn(llamada, now), cuenta, now).filter(
      ({ accion }) =>
        (accion !== 'reabrir' || counters.some(({ counter }) => isAfter(counter.lockedUntil, now))) &&
        // Two people decide what its owner objected to: a code would open nothing.
        (accion !== 'descongelar' || !isAwaitingObjection(cuenta, objected)) &&
        (accion !== 'cerrar_caso' || casos.some(({ closedAt }) => !closedAt)),
    ),
    masked: maskedOf(cuenta, now),
    notices: await uow.avisos.findByCuenta(cuenta.id, NOTICES),
    casos: casos.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime()),
    timeline: entries.map((entry) => ({ ...entry, by: doers.get(entry.actor) ?? entry.actor })),
  }
}

const flatOf = async <T>(
  subjects: readonly string[],
  find: (subject: string) => Promise<T[]>,
): Promise<T[]> => {
  const all: T[] = []
  for (const subject of subjects) all.push(...(await find(subject)))
  return all
}

const isAfter = (moment: Date | null, now: Date): boolean => moment !== null && moment > now
