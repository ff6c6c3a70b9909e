import { listOpenCasos } from '../../../application/staff/casos/list-open-casos.ts'
import { readCasoPage } from '../../../application/staff/casos/read-caso-page.ts'
import { searchCapPage } from '../../../domain/pages/console-pages.ts'
import { paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { casosView, casoView } from './casos-view.ts'
import { closeForm } from './close-form.ts'
import { filtersOf, queryOf } from './filters.ts'

/** The open casos, one of them, and closing it outside a call. */
export function casosRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.casos,
    power: 'ver_casos',
    audit: ['casos_listados'],
    async show(req, context) {
      const filters = filtersOf(req)
      const found = await listOpenCasos(deps, context, queryOf(filters))
      return { view: 'casos', model: casosView(found, filters, deps.clock.now()) }
    },
  })
  staffPage(routes, services, {
    url: paths.console.caso,
    power: 'ver_casos',
    audit: ['caso_visto'],
    async show(req, context) {
      const page = await readCasoPage(deps, context, requestParam(req, 'caso'))
      if (!page) throw new HttpError(404)
      if (page === 'tope')
        return { view: 'error', model: searchCapPage(deps.policy.consoleCaps.buscar), status: 429 }
      return { view: 'caso-page', model: { caso: casoView(page, deps.clock.now(), context.actor) } }
    },
  })
  mountStaffForm(routes, services, closeForm(services))
  return routes
}
