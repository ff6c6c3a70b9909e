import type { Cuenta } from '../../domain/account/cuenta.ts'
import { afterNoFuiYo, ESTADO_TEXT, type Lazo, type PedidoData } from '../../domain/organisations/lazo.ts'
import { maskEmail, maskNie } from '../../domain/values/mask.ts'
import type { Deps, Evento, UnitOfWork } from '../ports.ts'

/** Encryption context of a pedido, bound to its row. */
export const pedidoContext = (id: string): string => `lazo:${id}:pedido`

export const encryptPedido = (deps: Pick<Deps, 'cipher'>, id: string, pedido: PedidoData): string =>
  deps.cipher.encrypt(JSON.stringify(pedido), pedidoContext(id))

/** What the OTEC typed about a facilitador. */
export const pedidoOf = (deps: Pick<Deps, 'cipher'>, lazo: Lazo): PedidoData =>
  JSON.parse(deps.cipher.decrypt(lazo.encryptedPedido, pedidoContext(lazo.id)))

/** A facilitador as its OTEC sees it. */
export interface ListedFacilitador {
  id: string
  name: string
  documento: string
  email: string
  estado: Lazo['estado']
  estadoText: string
}

/**
 * The facilitadores of an OTEC, last requested first. Unless the lazo is active, the OTEC sees only what it
 * typed, never data of the cuenta.
 */
export function listFacilitadores(
  deps: Pick<Deps, 'store' | 'cipher'>,
  otecId: string | null,
): Promise<ListedFacilitador[]> {
  return deps.store.read(async ({ lazos, cuentas }) => {
    const listed: ListedFacilitador[] = []
    for (const lazo of await lazos.findByOtec(otecId ?? '')) {
      const cuenta = lazo.estado === 'activo' ? await cuentas.findById(lazo.facilitadorId) : undefined
      listed.push(asOtecSees(lazo, pedidoOf(deps, lazo), cuenta))
    }
    return listed
  })
}

function asOtecSees(lazo: Lazo, pedido: PedidoData, cuenta: Cuenta | undefined): ListedFacilitador {
  const { nombres, apellidoPaterno, apellidoMaterno } = cuenta ?? pedido
  const email = cuenta ? cuenta.email : pedido.email
  return {
    id: lazo.id,
    name: [nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' '),
    documento: maskNie(pedido.nie),
    email: email === null ? 'sin correo' : maskEmail(email),
    estado: lazo.estado,
    estadoText: ESTADO_TEXT[lazo.estado],
  }
}

/** Ends a lazo and the links that would accept it. */
export async function endLazo(
  uow: UnitOfWork,
  lazo: Lazo,
  estado: 'rechazado' | 'retirado',
  now: Date,
): Promise<void> {
  await uow.lazos.save({ ...lazo, estado, finishedAt: now })
  await uow.enlaces.deleteByTarget(lazo.id)
}

/**
 * Undoes what the frozen cuenta did about facilitadores since the evento (see {@link afterNoFuiYo}).
 */
export async function undoLazos(
  uow: UnitOfWork,
  cuentaId: string,
  { createdAt }: Pick<Evento, 'createdAt'>,
  now: Date,
): Promise<void> {
  const own = [...(await uow.lazos.findByOtec(cuentaId)), ...(await uow.lazos.findByFacilitador(cuentaId))]
  for (const { id } of own) {
    const lazo = await uow.lazos.lock(id)
    const estado = lazo && afterNoFuiYo(lazo, cuentaId, createdAt)
    if (!estado) continue
    if (estado === 'activo') await uow.lazos.save({ ...lazo, estado, finishedAt: null })
    else await endLazo(uow, lazo, estado, now)
  }
}
