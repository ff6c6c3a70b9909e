import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffButton, mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { agregarForm } from './agregar.ts'
import { endSessionsForm, rolForm, suspenderForm } from './change-forms.ts'
import { listPage, personPage } from './pages.ts'
import { restartForm } from './restart-form.ts'

/** Who works at the call centre: seen by supervisors, and made, changed and suspended by administrators. */
export function personalRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, listPage(services))
  staffPage(routes, services, personPage(services))
  mountStaffForm(routes, services, agregarForm(services))
  mountStaffForm(routes, services, rolForm(services))
  mountStaffForm(routes, services, suspenderForm(services))
  mountStaffButton(routes, services, endSessionsForm(services))
  mountStaffForm(routes, services, restartForm(services, 'pedir'))
  mountStaffForm(routes, services, restartForm(services, 'hacer'))
  return routes
}
