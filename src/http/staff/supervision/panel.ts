import { readPanel } from '../../../application/staff/supervision/read-panel.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { staffPage } from '../staff-page.ts'
import { panelView } from './panel-view.ts'

/** What everybody's work looks like. */
export function panelRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.panel,
    power: 'ver_panel',
    audit: ['panel_visto'],
    show: async (_req, context) => ({
      view: 'panel',
      model: { panel: panelView(await readPanel(services.deps, context)) },
    }),
  })
  return routes
}
