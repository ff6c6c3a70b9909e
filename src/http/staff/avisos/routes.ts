import { listAvisos } from '../../../application/staff/avisos/list-avisos.ts'
import { requeueAviso, requeueKind } from '../../../application/staff/avisos/requeue-avisos.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { NOTICE_KINDS } from '../../../domain/pages/notice-words.ts'
import { avisosUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffButton, type StaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { devueltosPage } from './devueltos.ts'
import { FILTERS, filtersOf, queryOf } from './filters.ts'
import { outboxView } from './outbox-view.ts'

/** The outbox: what waits, what failed and what left; sending again; and the mailboxes that came back. */
export function avisosRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.avisos,
    power: 'ver_avisos',
    audit: ['avisos_listados'],
    async show(req, context) {
      const filters = filtersOf(req)
      const outbox = await listAvisos(deps, context, queryOf(filters))
      const { requeued } = req.session
      delete req.session.requeued
      const now = deps.clock.now()
      return {
        view: 'avisos',
        model: outboxView(outbox, { filters, now, actor: context.actor }, requeued),
      }
    },
  })
  staffPage(routes, services, devueltosPage(services))
  mountStaffButton(routes, services, requeueButton(services))
  return routes
}

/** One message, or all of a kind; then the same list again. */
const requeueButton = ({ deps }: Services): StaffForm<undefined> => ({
  url: paths.console.reencolar,
  power: 'reencolar_avisos',
  audit: ['avisos_reencolados'],
  heading: { title: 'Avisos', back: paths.console.avisos },
  content: { sections: [], button: '' },
  hiddenFields: ['aviso', 'todos', ...FILTERS],
  load: () => ({ ok: true, state: undefined }),
  async submit({ req, context }) {
    const kind = NOTICE_KINDS.find((one) => one === requestParam(req, 'todos'))
    req.session.requeued = kind
      ? await requeueKind(deps, context, kind)
      : await requeueAviso(deps, context, requestParam(req, 'aviso'))
    return ok(avisosUrl(filtersOf(req)))
  },
})
