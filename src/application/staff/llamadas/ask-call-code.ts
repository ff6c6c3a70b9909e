/** The code of a call, sent to a channel of the account (product.md “Calls”). */
import { type Cuenta, displayName } from '../../../domain/account/cuenta.ts'
import { ACCIONES, type Accion, accionesOf } from '../../../domain/staff/acciones.ts'
import type { CallChannel } from '../../../domain/staff/call-channels.ts'
import {
  CALL_CODIGO_MINUTES,
  CALL_CODIGOS,
  isSamePress,
  type Llamada,
  passedIn,
  withLease,
} from '../../../domain/staff/llamada.ts'
import { addMinutes, DAY_S } from '../../../domain/values/durations.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { recordAudit } from '../../audit/record.ts'
import { enqueueAviso, enqueueSms } from '../../notices/avisos.ts'
import type { Deps, StaffContext, UnitOfWork } from '../../ports.ts'
import { subjectOf } from '../../proof/limits.ts'
import { inLlamada } from './require-llamada.ts'

/** Over all agents: each is five guesses, and a message to somebody. */
const CODIGOS_PER_DAY = 12

/** What its fingerprint is made of: it is of one call and one action. */
export const codigoText = (llamadaId: string, accion: Accion, codigo: string): string =>
  `llamada:${llamadaId}:${accion}:${codigo}`

/** `no_corresponde`: no code opens that action now, or not at that channel. `limite`: too many were sent. */
export type AskedCodigo = 'bien' | 'no_corresponde' | 'limite'

/**
 * Sends a code of the call, for one action, to a channel of the account. It takes the place of one that waits; a double click
 * sends one. Failed checks
 * do not close it.
 * @throws {PowerMissing}
 * @throws {LlamadaLost}
 */
export const askCallCode = (
  deps: Deps,
  context: StaffContext,
  { id, accion, channel }: { id: string; accion: Accion; channel: CallChannel },
): Promise<AskedCodigo> =>
  inLlamada({ deps, context, id, power: 'atender_llamadas' }, async (uow, { llamada, cuenta }) => {
    const now = deps.clock.now()
    if (wasJustSent(llamada, { accion, channel }, now)) return 'bien'
    const opens = channelsFor(llamada, cuenta, accion, now).includes(channel)
    const mayAct = context.actor.powers.includes(ACCIONES[accion].power)
    const codigo = deps.random.text('0123456789', 6)
    const asked: AskedCodigo =
      !opens || !mayAct
        ? 'no_corresponde'
        : (await isLeft(uow, llamada, now)) && (await send(deps, uow, cuenta, { accion, channel, codigo }))
          ? 'bien'
          : 'limite'
    if (asked === 'bien')
      await uow.llamadas.save({
        ...withLease(llamada, now),
        codigoFingerprint: deps.fingerprints.fingerprint('codigo', codigoText(id, accion, codigo)),
        codigoAccion: accion,
        codigoChannel: channel,
        codigoExpiresAt: addMinutes(now, CALL_CODIGO_MINUTES),
        codigoTries: 0,
        codigosSent: llamada.codigosSent + 1,
      })
    await recordAudit(uow, context, now, 'codigo_pedido', {
      cuentaId: cuenta.id,
      subject: subjectOf(deps, cuenta.perfil, cuenta.identificador),
      result: asked,
      detail: { llamada: id, accion, canal: channel },
    })
    return asked
  })

/** Whether the code that waits was sent by the same press. */
const wasJustSent = (
  { codigoAccion, codigoChannel, codigoExpiresAt }: Llamada,
  { accion, channel }: { accion: Accion; channel: CallChannel },
  now: Date,
): boolean =>
  codigoAccion === accion &&
  codigoChannel === channel &&
  codigoExpiresAt !== null &&
  isSamePress(addMinutes(codigoExpiresAt, -CALL_CODIGO_MINUTES), now)

/** The channels at which a code would open an action that is not open. */
function channelsFor(llamada: Llamada, cuenta: Cuenta, accion: Accion, now: Date): readonly CallChannel[] {
  const state = accionesOf(passedIn(llamada, now), cuenta, now).find((one) => one.accion === accion)
  return state?.opening?.kind === 'codigo' ? state.opening.channels : []
}

const isLeft = async (
  { rateLimits }: UnitOfWork,
  { cuentaId, codigosSent }: Llamada,
  now: Date,
): Promise<boolean> =>
  codigosSent < CALL_CODIGOS &&
  rateLimits.incrementUpTo(`codigo-llamada:${cuentaId}`, DAY_S, now, CODIGOS_PER_DAY)

function send(
  deps: Deps,
  uow: UnitOfWork,
  cuenta: Cuenta,
  { accion, channel, codigo }: { accion: Accion; channel: CallChannel; codigo: string },
): Promise<boolean> {
  const now = deps.clock.now()
  const kind = 'codigo_llamada'
  const spoken = ACCIONES[accion].spoken ?? ''
  const outgoing = { to: cuenta[channel] ?? '', cuentaId: cuenta.id, now }
  if (channel === 'celular') return enqueueSms(deps, uow, { ...outgoing, aviso: { kind, codigo, spoken } })
  const expires = formatMoment(addMinutes(now, CALL_CODIGO_MINUTES))
  const aviso = { kind, name: displayName(cuenta), codigo, expires, spoken } as const
  return enqueueAviso(deps, uow, { ...outgoing, aviso })
}
