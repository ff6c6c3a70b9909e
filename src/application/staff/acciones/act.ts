/** Doing something in a call: what every action of the table shares (product.md “Calls”). */
import type { Cuenta } from '../../../domain/account/cuenta.ts'
import { ok, type Refused, type Result, refuse } from '../../../domain/outcome/result.ts'
import { ACCIONES, type Accion, isPossible } from '../../../domain/staff/acciones.ts'
import type { CallChannel } from '../../../domain/staff/call-channels.ts'
import { codigoChannels } from '../../../domain/staff/codigo-channels.ts'
import { type DoneDetail, type Llamada, passedIn, withDone } from '../../../domain/staff/llamada.ts'
import { recordAudit } from '../../audit/record.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { type FormSubmission, onceForCode } from '../../request/once.ts'
import { inLlamada, requireFuncionario } from '../llamadas/require-llamada.ts'
import { giveBackCap, spendCap } from './caps.ts'

/** In which call something is done, and the form that asks for it. */
export interface InLlamada {
  llamadaId: string
  form: Pick<FormSubmission, 'body'>
}

/** Which action is done, by whom and where. */
interface Act {
  deps: Deps
  context: StaffContext
  accion: Accion
  order: InLlamada
}

/** What an action is done with, in its transaction. */
interface Doing {
  uow: UnitOfWork
  llamada: Llamada
  cuenta: Cuenta
  now: Date
  /** Where the code went to that opened it; null where it takes none. */
  channel: CallChannel | null
  /** What the audit says of it, besides who did it. */
  fact: { cuentaId: string; subject: string; detail: { llamada: string } }
}

/** What was done; `casoNumber`: the caso that the call has from then on. */
export interface DoneNow {
  detail?: DoneDetail
  casoNumber?: string
}

/**
 * Does one action of a call, in one transaction with everything that it takes: whose the call is, the cuenta, which nobody
 * changes meanwhile, the second factor where it is marked ●, what its caller has shown, and the day's limit, of which only
 * what succeeds spends. It uses up the code that opened it, is kept in the call, and a double click does it once. What is
 * refused is audited too.
 * @param run does it, and records its own audit event.
 * @returns the action; or refusals `segundo_factor`, `accion_cerrada`, `accion_tope`, and those of `run`.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export async function act(
  { deps, context, accion, order: { llamadaId, form } }: Act,
  run: (doing: Doing) => Promise<DoneNow | Refused>,
): Promise<Result<string>> {
  const { power } = ACCIONES[accion]
  const funcionario = requireFuncionario(context, power)
  const body = `accion:${accion}:${llamadaId}:${form.body}`
  const acting = { deps, context, id: llamadaId, power, holdsCuenta: true } as const
  return onceForCode(deps, { body }, (keep) =>
    inLlamada(acting, async (uow, { llamada, cuenta }) => {
      const now = deps.clock.now()
      const detail = { llamada: llamadaId }
      const fact = {
        cuentaId: cuenta.id,
        subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
        detail,
      }
      const cap = { capped: accion, funcionarioId: funcionario.id, now }
      const refused =
        whyClosed(accion, { llamada, cuenta, now }, funcionario.renewedFor) ??
        ((await spendCap(deps, uow, cap))
          ? undefined
          : refuse('accion_tope', '', { maximo: deps.policy.consoleCaps[accion] }))
      const channel = channelOf(accion, { llamada, cuenta, now })
      const done = refused ?? (await run({ uow, llamada, cuenta, now, channel, fact }))
      if ('refusals' in done) {
        if (!refused) await giveBackCap(uow, cap)
        const result = done.refusals[0]?.code ?? ''
        await recordAudit(uow, context, now, 'accion_rehusada', {
          ...fact,
          result,
          detail: { ...detail, accion },
        })
        return keep(uow, done)
      }
      const { casoNumber = llamada.casoNumber } = done
      await uow.llamadas.save(withDone({ ...llamada, casoNumber }, accion, now, done.detail))
      return keep(uow, ok(accion))
    }),
  )
}

type About = Pick<Doing, 'llamada' | 'cuenta' | 'now'>

function whyClosed(
  accion: Accion,
  { llamada, cuenta, now }: About,
  renewedFor: string | null,
): Refused | undefined {
  if (ACCIONES[accion].renew && renewedFor !== llamada.id) return refuse('segundo_factor')
  return isPossible(accion, passedIn(llamada, now), cuenta, now) ? undefined : refuse('accion_cerrada')
}

function channelOf(accion: Accion, { llamada, cuenta, now }: About): CallChannel | null {
  const serve = codigoChannels(accion, cuenta, now)
  const { codigos } = passedIn(llamada, now)
  return codigos.find((one) => one.accion === accion && serve.includes(one.channel))?.channel ?? null
}
