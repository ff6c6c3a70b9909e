import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import {
  cambiarForm,
  logoForm,
  reanudarForm,
  registrarForm,
  rotarForm,
  suspenderForm,
} from './change-forms.ts'
import { listPage, sistemaPage } from './pages.ts'
import { mountSecretPage } from './secret-page.ts'

/** The systems that sign people in with us: seen and changed by administrators. */
export function sistemasRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, listPage(services))
  staffPage(routes, services, sistemaPage(services))
  mountSecretPage(routes, services)
  mountStaffForm(routes, services, registrarForm(services))
  mountStaffForm(routes, services, cambiarForm(services))
  mountStaffForm(routes, services, logoForm(services))
  mountStaffForm(routes, services, rotarForm(services))
  mountStaffForm(routes, services, suspenderForm(services))
  mountStaffForm(routes, services, reanudarForm(services))
  return routes
}
