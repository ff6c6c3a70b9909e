import { paths } from '../../domain/urls.ts'
import type { Services } from '../services.ts'
import { StaffRouter } from './access.ts'
import { staffPage } from './staff-page.ts'

/** Where whoever signed in begins. */
export function homeRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.home,
    power: 'signed_in',
    audit: 'nothing',
    show: () => ({ view: 'home', model: {} }),
  })
  return routes
}
