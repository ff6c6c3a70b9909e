/** Which orders of two people end with the power of whoever asked for them or granted them (product.md “Two people”). */
import { ORDEN_KINDS, ORDENES, type OrdenKind } from './orden.ts'
import { POWERS_OF, type Rol } from './roles.ts'

export interface LostOrdenes {
  /** The kinds of which what they asked for ends. */
  asked: readonly OrdenKind[]
  /** Whether what they granted does. */
  granted: boolean
}

/** Of who may do nothing any more. */
export const ALL_ORDENES: LostOrdenes = { asked: ORDEN_KINDS, granted: true }

/** Of who has another role. */
export const ordenesLostWith = (rol: Rol): LostOrdenes => ({
  asked: ORDEN_KINDS.filter((kind) => !POWERS_OF[rol].includes(ORDENES[kind].power)),
  granted: !POWERS_OF[rol].includes('decidir_ordenes'),
})
