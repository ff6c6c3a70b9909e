import { listOwnLlamadas } from '../../../application/staff/llamadas/list-own-llamadas.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffButton, mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { askCodigoButton, endButton, readBackForm } from './codigo-forms.ts'
import { llamadaForm } from './llamada-form.ts'
import { openForm, takeOverForm } from './open-forms.ts'
import { ownView } from './own-view.ts'

/** Calls: opening an account, its page, the code of the call, ending it; and one's own. */
export function llamadasRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  mountStaffForm(routes, services, openForm(services))
  mountStaffForm(routes, services, takeOverForm(services))
  mountStaffForm(routes, services, llamadaForm(services))
  mountStaffButton(routes, services, askCodigoButton(services))
  mountStaffForm(routes, services, readBackForm(services))
  mountStaffButton(routes, services, endButton(services))
  staffPage(routes, services, {
    url: paths.console.llamadas,
    power: 'atender_llamadas',
    audit: ['llamadas_listadas'],
    show: async (_req, context) => ({
      view: 'llamadas',
      model: { llamadas: (await listOwnLlamadas(services.deps, context)).map(ownView) },
    }),
  })
  return routes
}
