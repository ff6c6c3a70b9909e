import { type Cuenta, makeCuenta, toCuentaData } from '../../domain/account/cuenta.ts'
import type { DataOf } from '../../domain/forms/tramites.ts'
import { canRewrite, type Lazo, type PedidoData } from '../../domain/organisations/lazo.ts'
import { type Result, refuse } from '../../domain/outcome/result.ts'
import { DAY_S } from '../../domain/values/durations.ts'
import { endFormer } from '../accounts/end-former.ts'
import { saveCuenta } from '../accounts/save-cuenta.ts'
import { type Context, type Deps, type Solicitud, StoreUnavailable, type UnitOfWork } from '../ports.ts'
import { countUse } from '../proof/limits.ts'
import { type FormSubmission, onceWithCaptcha } from '../request/once.ts'
import { conclude } from './conclude.ts'
import { judgeEmail } from './email.ts'
import { invite } from './invite.ts'
import { encryptPedido } from './lazos.ts'
import { loadRequestingOtec, type Otec } from './otec.ts'

/**
 * An OTEC requests a facilitador. A new one gets a cuenta without clave and an invitation to choose it; an
 * existing one gets an invitation at its registered mailbox, whatever the OTEC typed. Either way the OTEC
 * sees the same page and the same line in its list (decision 0013).
 * @returns the finished solicitud. Refusals: those of the captcha, `email_de_la_otec`, `email_no_disponible`,
 *   `facilitador_activo` when it is already active in this OTEC's list.
 * @throws {SolicitudLost} {RateLimitExceeded} when this OTEC made too many pedidos today.
 */
export function solicitarFacilitador(
  deps: Deps,
  context: Context,
  paso: {
    solicitudId: string
    data: DataOf<'facilitador/solicitar', 'nuevo'>
    form: FormSubmission
  },
): Promise<Result<Solicitud>> {
  const pedido = pedidoFromData(paso.data)
  return onceWithCaptcha(deps, context, paso.form, (keep) =>
    deps.store.transaction(async (uow) => {
      const { solicitud, otec } = await loadRequestingOtec(
        deps,
        uow,
        paso.solicitudId,
        'facilitador/solicitar',
      )
      await countPedido(deps, uow, otec)
      const existing = await uow.cuentas.findByIdentificador('facilitador', pedido.nie)
      const refusal = await judgeEmail(deps, uow, context, otec, pedido.email, existing?.id)
      if (refusal) return keep(uow, refusal)
      const lazos = await uow.lazos.findByFacilitador(existing?.id ?? '')
      const own = lazos.find(({ otecId }) => otecId === otec.id)
      const previous = own && (await uow.lazos.lock(own.id))
      if (previous?.estado === 'activo') return keep(uow, refuse('facilitador_activo', 'nie'))

      const rewrites = !existing || canRewrite(existing, lazos, otec.id, deps.clock.now())
      const cuenta = rewrites ? await writeCuenta(deps, uow, context, existing, pedido, lazos) : existing
      await requireOwnEmail(uow, { id: cuenta.id, email: pedido.email })
      const now = deps.clock.now()
      const lazo = await requestLazo(deps, uow, { otec, cuenta, previous, pedido, rewrites, now })
      await invite(deps, uow, otec, cuenta, lazo)
      return conclude(deps, uow, context, {
        solicitud,
        otec,
        lazo,
        operacion: 'facilitador/solicitar',
        deed: 'facilitador_solicitado',
        result: {},
        now,
        keep,
      })
    }),
  )
}

/**
 * Counts refused pedidos too, since each answer reveals something about a documento and an e-mail (decision 0013).
 */
function countPedido(deps: Deps, uow: UnitOfWork, otec: Otec): Promise<void> {
  const limit = deps.policy.facilitadoresPerDay
  const use = { key: `facilitador-pedido:${otec.id}`, windowSeconds: DAY_S, limit }
  return countUse(uow, use, deps.clock.now())
}

const pedidoFromData = (data: DataOf<'facilitador/solicitar', 'nuevo'>): PedidoData => ({
  nie: data.nie,
  tipoDocumento: data.tipoDocumento,
  nombres: data.nombres,
  apellidoPaterno: data.apellidoPaterno,
  apellidoMaterno: data.apellidoMaterno,
  paisOrigen: data.paisOrigen,
  email: data.email,
})

/** Creates the cuenta, or overwrites its data with this pedido while nobody has chosen its clave. */
async function writeCuenta(
  deps: Deps,
  uow: UnitOfWork,
  context: Context,
  existing: Cuenta | undefined,
  pedido: PedidoData,
  lazos: readonly Lazo[],
): Promise<Cuenta> {
  const now = deps.clock.now()
  if (!existing) {
    const newCuenta = makeCuenta(
      {
        id: deps.random.uuid(),
        perfil: 'facilitador',
        identificador: pedido.nie,
        claveHash: null,
        preguntaSecreta: null,
        respuestaHash: null,
      },
      pedido,
      now,
    )
    const created = await uow.cuentas.create(newCuenta)
    if (typeof created === 'string') throw new StoreUnavailable('conflicto', created)
    return created
  }
  const rewritten = { ...existing, ...toCuentaData(pedido), emailConfirmedAt: null, updatedAt: now }
  const saved = await saveCuenta(uow, rewritten)
  if (typeof saved === 'string') throw new StoreUnavailable('conflicto', saved)
  // Whoever reads the former mailbox may neither accept nor choose the clave with a link already pressed, nor may
  // an earlier pedido's link at the same one.
  await endFormer(uow, { before: existing, after: saved, also: ['email'], context, at: now })
  for (const lazo of lazos.filter(({ opensCuenta }) => opensCuenta)) {
    await uow.lazos.save({ ...lazo, opensCuenta: false })
  }
  return saved
}

/**
 * For two documentos with one e-mail at once: the later transaction sees the other, runs again and is
 * refused. Asked of every documento: a known one must not take less work.
 */
async function requireOwnEmail(uow: UnitOfWork, { id, email }: { id: string; email: string }): Promise<void> {
  const sharing = await uow.cuentas.findByEmail(email)
  if (sharing.some((other) => other.perfil === 'facilitador' && other.id !== id)) {
    throw new StoreUnavailable('conflicto', 'another facilitator took the e-mail')
  }
}

async function requestLazo(
  deps: Deps,
  uow: UnitOfWork,
  request: {
    otec: Otec
    cuenta: Cuenta
    previous: Lazo | undefined
    pedido: PedidoData
    rewrites: boolean
    now: Date
  },
): Promise<Lazo> {
  const { otec, cuenta, previous, pedido, rewrites, now } = request
  const id = previous?.id ?? deps.random.uuid()
  const lazo: Lazo = {
    id,
    otecId: otec.id,
    facilitadorId: cuenta.id,
    estado: 'pendiente',
    opensCuenta: rewrites,
    encryptedPedido: encryptPedido(deps, id, pedido),
    requestedAt: now,
    acceptedAt: null,
    finishedAt: null,
  }
  await (previous ? uow.lazos.save(lazo) : uow.lazos.create(lazo))
  return lazo
}
