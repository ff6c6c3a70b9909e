/** Opening casos for the call centre (product.md “Cases”). */
import type { CasoFacts } from '../../domain/account/caso.ts'
import type { Cuenta } from '../../domain/account/cuenta.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { TOLD_ALPHABET, TOLD_NUMBER_LENGTH } from '../../domain/values/told.ts'
import { recordAudit } from '../audit/record.ts'
import { SolicitudLost } from '../errors.ts'
import type { Asker, AuditContext, Caso, Context, Deps, Queries, Solicitud, UnitOfWork } from '../ports.ts'
import { subjectOf } from '../proof/limits.ts'
import { leaveAbout } from '../request/peticiones.ts'
import { identificadorOf, resultOf, withResult } from '../request/solicitudes.ts'

/** Encryption context of what a caso keeps of who opened it. */
export const casoContext = (number: string): string => `caso:${number}`

/** Whom a caso is about, and what its person had proven. */
interface About extends Pick<CasoFacts, 'identificador' | 'proofs'> {
  perfil: Perfil
  cuentaId: string | null
}

/**
 * Opens the caso of a stopped solicitud. Each solicitud has its own; a double click, a reload and a second tab of the
 * same one get the same.
 * @returns the number that the person tells by phone.
 * @throws {SolicitudLost} when the solicitud is not stopped or expired.
 */
export function openCaso(deps: Deps, context: Context, solicitudId: string): Promise<string> {
  return deps.store.transaction(async (uow) => {
    const solicitud = await uow.solicitudes.lock(solicitudId)
    const now = deps.clock.now()
    if (solicitud?.estado !== 'detenida' || solicitud.expiresAt <= now) throw new SolicitudLost()
    const result = resultOf(deps, solicitud)
    if (result.caso) return result.caso
    const about = aboutSolicitud(deps, solicitud)
    const number = await createCasoAndTell(deps, uow, context, about, solicitud.reason ?? 'otro')
    await uow.solicitudes.save(withResult(deps, solicitud, { ...result, caso: number }))
    return number
  })
}

/** What a caso that was asked for in a solicitud is about. */
export const aboutSolicitud = (deps: Pick<Deps, 'cipher'>, solicitud: Solicitud): About => ({
  ...solicitud,
  identificador: identificadorOf(deps, solicitud),
})

/**
 * Opens a caso, which the worker tells the confirmed mailboxes of the cuenta, if there is one: the answer takes as long
 * without (product.md “Alike before proof”).
 * @returns its number.
 */
export async function createCasoAndTell(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext & Partial<Asker>,
  about: About,
  reason: string,
): Promise<string> {
  const { perfil, identificador } = about
  const kind = reason === 'ya_registrado' ? 'cuenta_desconocida' : 'caso_abierto'
  await leaveAbout(deps, uow, { kind, perfil, identificador, solicitudId: '', browser: null })
  return createCaso(deps, uow, context, about, reason)
}

/**
 * Opens a caso, and tells nobody: whoever calls does, by a message of their own.
 * @param context with the networks of who asks, where somebody does.
 * @returns its number.
 */
export async function createCaso(
  deps: Deps,
  uow: UnitOfWork,
  context: AuditContext & Partial<Asker>,
  { perfil, identificador, cuentaId, proofs }: About,
  reason: string,
): Promise<string> {
  const createdAt = deps.clock.now()
  const number = deps.random.text(TOLD_ALPHABET, TOLD_NUMBER_LENGTH)
  const subject = subjectOf(deps, perfil, identificador)
  const facts: CasoFacts = { identificador, network: context.networks?.at(-1) ?? null, proofs }
  await uow.casos.create({
    ...{ id: deps.random.uuid(), number, reason, perfil, cuentaId, subject, createdAt },
    encryptedFacts: deps.cipher.encrypt(JSON.stringify(facts), casoContext(number)),
    closedAt: null,
    outcome: null,
  })
  await recordAudit(uow, context, createdAt, 'caso_abierto', {
    cuentaId,
    subject,
    detail: { numero: number },
  })
  return number
}

/** What a caso keeps of who opened it; null in those of before that was kept. */
export const factsOf = (deps: Pick<Deps, 'cipher'>, { number, encryptedFacts }: Caso): CasoFacts | null =>
  encryptedFacts === null ? null : JSON.parse(deps.cipher.decrypt(encryptedFacts, casoContext(number)))

/** The cuenta of a caso, as it is now. “Ya registrado” looks for none: it is found by what was typed. */
export async function cuentaOfCaso(
  { cuentas }: Pick<Queries, 'cuentas'>,
  { cuentaId, perfil }: Caso,
  facts: CasoFacts | null,
): Promise<Cuenta | undefined> {
  if (cuentaId) return cuentas.findById(cuentaId)
  return facts ? cuentas.findByIdentificador(perfil, facts.identificador) : undefined
}
