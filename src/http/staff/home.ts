import { readCaps } from '../../application/staff/acciones/caps.ts'
import { CAP_RULES } from '../../domain/staff/caps.ts'
import { paths } from '../../domain/urls.ts'
import type { Services } from '../services.ts'
import { StaffRouter } from './access.ts'
import { waysWithoutCuenta } from './acciones/without-cuenta.ts'
import { staffPage } from './staff-page.ts'

/** Where whoever signed in begins. */
export function homeRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.home,
    power: 'signed_in',
    audit: 'nothing',
    async show(_req, context) {
      const mayLook = context.actor.powers.includes('buscar_cuentas')
      const states = mayLook ? await readCaps(services.deps, context) : []
      const caps = states.map(({ capped, done, cap }) => ({ label: CAP_RULES[capped].label, done, cap }))
      return { view: 'home', model: { caps, ways: waysWithoutCuenta(context, undefined) } }
    },
  })
  return routes
}
