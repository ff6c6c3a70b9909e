/** Registering by phone somebody who dictates their data (product.md “Calls”). */
import { registeredByPhone } from '../../../domain/account/by-phone.ts'
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import type { ValuesOf } from '../../../domain/forms/form-content.ts'
import type { REGISTER_BY_PHONE } from '../../../domain/forms/phone-forms.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import type { PhonePerfil } from '../../../domain/perfil.ts'
import { withDone } from '../../../domain/staff/llamada.ts'
import { IDENTIFICADOR_FIELD, identificadorIn } from '../../../domain/values/identificador.ts'
import { concludeLlamada } from '../../accounts/conclude-llamada.ts'
import { canHaveMailbox } from '../../accounts/ordenes.ts'
import { recordAudit } from '../../audit/record.ts'
import { sendFirstActivation } from '../../links/send-activation.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type FormSubmission, onceForCode } from '../../request/once.ts'
import { makeLlamada } from '../llamadas/make-llamada.ts'
import { isOwn, isOwnContact } from '../llamadas/own-cuenta.ts'
import { type Funcionario, requireFuncionario } from '../llamadas/require-llamada.ts'
import { giveBackCap, spendCap, tellAsSearch } from './caps.ts'

type Dictated = {
  [P in PhonePerfil]: { perfil: P } & ValuesOf<(typeof REGISTER_BY_PHONE)[P]>
}[PhonePerfil]

interface PhoneRegistration {
  data: Dictated
  form: Pick<FormSubmission, 'body'>
}

/** Thrown where the account was made and its link cannot leave: undoes the transaction. */
class NoLinkLeft extends Error {}

/**
 * Makes an account of what a caller dictates, without CS, and mails its person the link that activates it. The call ends with
 * it: it has its caso, and a summary to read aloud. A double click makes one account, as do two agents at once.
 * @returns the id of the llamada; or refusals `rut_ya_registrado`, `identificador_anterior`, `cuenta_propia_por_telefono`,
 *   `email_en_tres_cuentas`, `accion_tope`, `mensajes_tope`.
 * @throws {PowerMissing}
 */
export function registerByPhone(
  deps: Deps,
  context: StaffContext,
  { data, form }: PhoneRegistration,
): Promise<Result<string>> {
  const actor = requireFuncionario(context, 'registrar_personas')
  const { id: funcionarioId } = actor
  const { perfil } = data
  const identificador = identificadorIn(data)
  const subject = subjectOf(deps, perfil, identificador)
  const id = deps.random.uuid()
  const cuenta = registeredByPhone({ id, perfil, identificador }, data, deps.clock.now())
  const recordRefused = (uow: UnitOfWork, { refusals }: Refused) =>
    recordAudit(uow, context, deps.clock.now(), 'accion_rehusada', {
      subject,
      result: refusals[0]?.code ?? '',
      detail: { accion: 'registrar' },
    })
  return onceForCode(deps, { body: `registrar:${funcionarioId}:${form.body}` }, async (keep) => {
    try {
      return await deps.store.transaction(async (uow) => {
        const refused = await whyNot(deps, uow, cuenta, actor)
        if (refused) {
          await recordRefused(uow, refused)
          return keep(uow, refused)
        }
        return keep(uow, ok(await make(uow)))
      })
    } catch (error) {
      if (!(error instanceof NoLinkLeft)) throw error
      const refused = refuse('mensajes_tope', 'email')
      await deps.store.transaction((uow) => recordRefused(uow, refused))
      return refused
    }
  })

  /** @returns the id of the llamada, which is over. */
  async function make(uow: UnitOfWork): Promise<string> {
    const now = deps.clock.now()
    const until = await sendFirstActivation(deps, uow, cuenta)
    if (!until) throw new NoLinkLeft()
    await recordAudit(uow, context, now, 'cuenta_creada', {
      cuentaId: id,
      subject,
      detail: { perfil, identidad: cuenta.identidad },
    })
    const opened = makeLlamada(
      deps,
      { reason: 'registro', callNumber: data.numeroLlamada },
      { funcionarioId, cuentaId: id, casoNumber: null },
    )
    const llamada = withDone(opened, 'registrar', now, { until: until.toISOString() })
    await uow.llamadas.create(llamada)
    await concludeLlamada(deps, uow, context, { llamada, cuenta }, 'terminada')
    return llamada.id
  }
}

/** Why it cannot be registered; otherwise it is written, and counted in what its agent may do today. */
async function whyNot(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  actor: Funcionario,
): Promise<Refused | undefined> {
  const { perfil, identificador, email } = cuenta
  const field = IDENTIFICADOR_FIELD[perfil]
  if ((await isOwn(deps, uow, actor, cuenta)) || (await isOwnContact(deps, uow, actor, cuenta)))
    return refuse('cuenta_propia_por_telefono', field)
  const held = await uow.cuentas.findByIdentificador(perfil, identificador)
  const who = { funcionarioId: actor.id, now: deps.clock.now() }
  const tell = (refused: Refused) => tellAsSearch(deps, uow, who, refused)
  if (held && held.identificador !== identificador) return tell(refuse('identificador_anterior', field))
  if (held) return tell(refuse('rut_ya_registrado', field))
  if (!(await canHaveMailbox(uow, cuenta, email ?? ''))) return tell(refuse('email_en_tres_cuentas', 'email'))
  const spent = { capped: 'registrar', ...who } as const
  if (!(await spendCap(deps, uow, spent)))
    return refuse('accion_tope', '', { maximo: deps.policy.consoleCaps.registrar })
  if ((await uow.cuentas.create(cuenta)) !== 'identificador_en_uso') return undefined
  await giveBackCap(uow, spent)
  return refuse('rut_ya_registrado', field)
}
