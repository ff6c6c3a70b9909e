/** Opening a caso for who has no account to open a call on (product.md “Calls”). */
import { identificadoresIn } from '../../../domain/account/caso.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { Perfil } from '../../../domain/perfil.ts'
import { readSearch } from '../../../domain/staff/busqueda.ts'
import { createCasoAndTell } from '../../accounts/casos.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type FormSubmission, onceForCode } from '../../request/once.ts'
import { spendCap, tellAsSearch } from '../acciones/caps.ts'
import { isOwn } from '../llamadas/own-cuenta.ts'
import { type Funcionario, requireFuncionario } from '../llamadas/require-llamada.ts'

/** `ya_registrado`: somebody else has an account with their RUT or NIE. */
export type WithoutCuenta = 'sin_cuenta' | 'ya_registrado'

interface CasoOrder {
  /** RUT or NIE, as typed. */
  about: string
  reason: WithoutCuenta
  form: Pick<FormSubmission, 'body'>
}

/**
 * Opens a caso about an RUT or NIE that has no account, or whose account is said to be somebody else's; the confirmed
 * mailboxes of that one are told, as of a caso from “ya registrado”. A double click opens one.
 * @returns its number; or refusals `rut_ya_registrado`, `nadie_registrado`, `cuenta_propia_por_telefono`, `accion_tope`.
 * @throws {PowerMissing}
 */
export function openCasoWithoutCuenta(
  deps: Deps,
  context: StaffContext,
  { about, reason, form }: CasoOrder,
): Promise<Result<string>> {
  const actor = requireFuncionario(context, 'abrir_casos')
  return onceForCode(deps, { body: `caso:${actor.id}:${form.body}` }, (keep) =>
    deps.store.transaction(async (uow) => {
      const whose = await whoseIs(uow, about)
      const refused = await whyNot(deps, uow, { whose, reason, actor })
      if (refused) {
        await recordAudit(uow, context, deps.clock.now(), 'accion_rehusada', {
          subject: subjectOf(deps, whose.perfil, whose.identificador),
          result: refused.refusals[0]?.code ?? '',
          detail: { accion: 'abrir_caso' },
        })
        return keep(uow, refused)
      }
      const { perfil, identificador } = whose
      const named = { perfil, identificador, cuentaId: null, proofs: [] }
      return keep(uow, ok(await createCasoAndTell(deps, uow, context, named, reason)))
    }),
  )
}

interface Whose {
  perfil: Perfil
  identificador: string
  isHeld: boolean
}

/** Whom a text names: who has an account, or else as a search takes it. */
async function whoseIs({ cuentas }: UnitOfWork, text: string): Promise<Whose> {
  const every = identificadoresIn(text)
  for (const { perfil, identificador } of every) {
    if (await cuentas.findByIdentificador(perfil, identificador))
      return { perfil, identificador, isHeld: true }
  }
  const search = readSearch(text)
  const named = (typeof search === 'string' ? null : search.named) ?? every[0]
  if (!named) throw new Error('no RUT and no NIE: the field takes no other text')
  return { ...named, isHeld: false }
}

/** Why it is not opened; otherwise it is counted in what its agent may do today. */
async function whyNot(
  deps: Deps,
  uow: UnitOfWork,
  { whose, reason, actor }: { whose: Whose; reason: WithoutCuenta; actor: Funcionario },
): Promise<Refused | undefined> {
  const field = 'identificadorCaso'
  const { identificador, isHeld } = whose
  if (await isOwn(deps, uow, actor, { identificador })) return refuse('cuenta_propia_por_telefono', field)
  const who = { funcionarioId: actor.id, now: deps.clock.now() }
  if (isHeld !== (reason === 'ya_registrado'))
    return tellAsSearch(deps, uow, who, refuse(isHeld ? 'rut_ya_registrado' : 'nadie_registrado', field))
  const capped = 'abrir_caso'
  const isLeft = await spendCap(deps, uow, { capped, ...who })
  return isLeft ? undefined : refuse('accion_tope', '', { maximo: deps.policy.consoleCaps[capped] })
}
