/** What two of the staff do for who shows papers. */
import type { StaffContext } from '../../../../src/application/ports.ts'
import { askOrden } from '../../../../src/application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../../../src/application/staff/ordenes/decide-orden.ts'
import { readOrden } from '../../../../src/application/staff/ordenes/read-orden.ts'
import { ORDENES } from '../../../../src/domain/staff/orden.ts'
import { POWERS } from '../../../../src/domain/staff/powers.ts'
import type { Product } from '../seen.ts'
import { DONE, REFUSED, type StoryPages } from './application-pages.ts'

const staff = (nombre: string): StaffContext => ({
  actor: { kind: 'operador', nombre, powers: POWERS },
  requestId: 'una orden',
})

export function createOrdenes({ deps, rut }: StoryPages): Pick<Product, 'askOrden' | 'grantOrden'> {
  /** Of the last one, which the second person is told by the first. */
  let number = ''
  return {
    async askOrden(by, { kind, mailbox }) {
      const about = { perfil: 'natural', identificador: rut, reason: ORDENES[kind].reasons[0] } as const
      const done = await askOrden(deps, staff(by), {
        ...about,
        kind,
        documentoVisto: 'cedula',
        email: mailbox,
      })
      if (done.result !== 'bien') return REFUSED
      number = done.orden.number
      return DONE
    },

    async grantOrden(by) {
      const seen = (await readOrden(deps, staff(by), number))?.version
      const done = await decideOrden(deps, staff(by), { number, verdict: 'conceder', seen })
      if (done.result !== 'bien' || !done.orden.effectiveAt) return REFUSED
      const wait = done.orden.effectiveAt.getTime() - deps.clock.now().getTime()
      return { page: 'granted', minutes: wait / 60_000 }
    },
  }
}
