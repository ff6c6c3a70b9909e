import { readAudit } from '../../../application/staff/supervision/read-audit.ts'
import { AUDIT_CUENTA_FORM } from '../../../domain/forms/supervision-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { readAuditFilter } from '../../../domain/staff/audit-filter.ts'
import { type AuditParams, auditUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { rememberSearch } from '../busqueda/searches.ts'
import { mountStaffForm, type StaffForm } from '../staff-form.ts'
import { type StaffPage, staffPage } from '../staff-page.ts'
import { askedBy } from './asked-of-audit.ts'
import { mountExport } from './audit-export.ts'
import { auditView } from './audit-view.ts'

/** The bitácora: looking through it, and taking it away as a file. */
export function auditRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, readPage(services))
  mountStaffForm(routes, services, cuentaForm(services))
  mountExport(routes, services)
  return routes
}

const readPage = (services: Services): StaffPage => ({
  url: paths.console.audit,
  power: 'ver_bitacora',
  audit: ['bitacora_vista'],
  async show(req, context) {
    const { asked, params, lost } = askedBy(req, services)
    // Never everybody's in place of one account's.
    if (lost) return { url: lost }
    const antes = requestParam(req, 'antes')
    const before = /^[1-9]\d{0,14}$/.test(antes) ? Number(antes) : undefined
    const page = await readAudit(services.deps, context, { ...asked, ...(before && { before }) })
    const mayExport = context.actor.powers.includes('exportar_bitacora')
    const view = auditView(page, asked.filter, { ...params, antes: before ? antes : undefined })
    return { view: 'audit', model: { audit: { ...view, mayExport } } }
  },
})

/** Filters by an account, keeping the other filters. */
const cuentaForm = ({ deps }: Services): StaffForm<AuditParams, typeof AUDIT_CUENTA_FORM> => ({
  url: paths.console.auditCuenta,
  power: 'ver_bitacora',
  audit: 'nothing',
  heading: { title: 'Bitácora de una cuenta', back: paths.console.audit },
  content: AUDIT_CUENTA_FORM,
  hiddenFields: ['suceso', 'quien', 'desde', 'hasta'],
  load(req) {
    const { event, doer, from, to } = readAuditFilter((name) => requestParam(req, name))
    return { ok: true, state: { suceso: event, quien: doer, desde: from, hasta: to } }
  },
  view: (params) => ({
    back: auditUrl(params),
    hiddenFields: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value ?? ''])),
  }),
  async submit({ req, state, values: { cuentaBuscada } }) {
    return ok(auditUrl({ ...state, busqueda: rememberSearch(req, deps, cuentaBuscada) }))
  },
})
