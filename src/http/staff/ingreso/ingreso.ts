import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountEntranceForm } from '../entrance-form.ts'
import { mountActivacion } from './activar.ts'
import { ingresarForm } from './ingresar.ts'
import { codigoForm, recuperacionForm } from './second-factor-forms.ts'

/** How staff get in: signing in, and activating who was made. */
export function ingresoRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  mountEntranceForm(routes, services, ingresarForm(services))
  mountEntranceForm(routes, services, codigoForm(services))
  mountEntranceForm(routes, services, recuperacionForm(services))
  mountActivacion(routes, services)
  return routes
}
