import type { Cuenta } from '../../domain/cuenta.ts'
import { enmascararEmail, enmascararNie } from '../../domain/enmascarar.ts'
import { type DatosPedidos, type Lazo, TEXTO_ESTADO, trasNoFuiYo } from '../../domain/lazo.ts'
import type { Dependencias, Evento, UnidadDeTrabajo } from '../ports.ts'

/** What ties an encrypted request to its row. */
export const contextoDePedido = (id: string): string => `lazo:${id}:pedido`

export const cifrarPedido = (
  deps: Pick<Dependencias, 'cifrador'>,
  id: string,
  pedido: DatosPedidos,
): string => deps.cifrador.cifrar(JSON.stringify(pedido), contextoDePedido(id))

/** What the OTEC typed of a facilitator. */
export const pedidoDe = (deps: Pick<Dependencias, 'cifrador'>, lazo: Lazo): DatosPedidos =>
  JSON.parse(deps.cifrador.descifrar(lazo.pedidoCifrado, contextoDePedido(lazo.id)))

/** A facilitator as its OTEC sees it. */
export interface FacilitadorVisto {
  id: string
  nombre: string
  documento: string
  email: string
  estado: Lazo['estado']
  textoEstado: string
}

/**
 * The facilitators of an OTEC, the last asked for first. Until one accepts, and once the tie ended, the OTEC sees
 * what it typed and nothing of what the account holds.
 */
export function verFacilitadores(
  deps: Pick<Dependencias, 'almacen' | 'cifrador'>,
  otecId: string | null,
): Promise<FacilitadorVisto[]> {
  return deps.almacen.transaccion(async (uow) => {
    const vistos: FacilitadorVisto[] = []
    for (const lazo of await uow.lazos.deOtec(otecId ?? '')) {
      const cuenta = lazo.estado === 'activo' ? await uow.cuentas.porId(lazo.facilitadorId) : undefined
      vistos.push(comoSeVe(lazo, pedidoDe(deps, lazo), cuenta))
    }
    return vistos
  })
}

function comoSeVe(lazo: Lazo, pedido: DatosPedidos, cuenta: Cuenta | undefined): FacilitadorVisto {
  const { nombres, apellidoPaterno, apellidoMaterno } = cuenta ?? pedido
  const email = cuenta ? cuenta.email : pedido.email
  return {
    id: lazo.id,
    nombre: [nombres, apellidoPaterno, apellidoMaterno].filter(Boolean).join(' '),
    documento: enmascararNie(pedido.nie),
    email: email === null ? 'sin correo' : enmascararEmail(email),
    estado: lazo.estado,
    textoEstado: TEXTO_ESTADO[lazo.estado],
  }
}

/** Ends a tie and the links that would have it accepted. */
export async function terminarLazo(
  uow: UnidadDeTrabajo,
  lazo: Lazo,
  estado: 'rechazado' | 'retirado',
  ahora: Date,
): Promise<void> {
  await uow.lazos.guardar({ ...lazo, estado, terminadoEn: ahora })
  await uow.enlaces.borrarDeAsunto(lazo.id)
}

/**
 * “No fui yo” undoes what was done about facilitators since the event, on the side of the frozen account (see
 * {@link trasNoFuiYo}).
 */
export async function deshacerLazos(
  uow: UnidadDeTrabajo,
  cuentaId: string,
  { creadoEn }: Pick<Evento, 'creadoEn'>,
  ahora: Date,
): Promise<void> {
  const suyos = [...(await uow.lazos.deOtec(cuentaId)), ...(await uow.lazos.deFacilitador(cuentaId))]
  for (const { id } of suyos) {
    const lazo = await uow.lazos.bloquear(id)
    const estado = lazo && trasNoFuiYo(lazo, cuentaId, creadoEn)
    if (!estado) continue
    if (estado === 'activo') await uow.lazos.guardar({ ...lazo, estado, terminadoEn: null })
    else await terminarLazo(uow, lazo, estado, ahora)
  }
}
