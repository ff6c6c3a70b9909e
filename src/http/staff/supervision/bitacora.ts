import { readBitacora } from '../../../application/staff/supervision/read-bitacora.ts'
import { BITACORA_CUENTA_FORM } from '../../../domain/forms/supervision-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { readBitacoraFilter } from '../../../domain/staff/bitacora.ts'
import { type BitacoraParams, bitacoraUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { rememberSearch } from '../busqueda/searches.ts'
import { mountStaffForm, type StaffForm } from '../staff-form.ts'
import { type StaffPage, staffPage } from '../staff-page.ts'
import { askedBy } from './asked-of-bitacora.ts'
import { mountExport } from './bitacora-export.ts'
import { bitacoraView } from './bitacora-view.ts'

/** The bitácora: looking through it, and taking it away as a file. */
export function bitacoraRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, readPage(services))
  mountStaffForm(routes, services, cuentaForm(services))
  mountExport(routes, services)
  return routes
}

const readPage = (services: Services): StaffPage => ({
  url: paths.console.bitacora,
  power: 'ver_bitacora',
  audit: ['bitacora_vista'],
  async show(req, context) {
    const { asked, params } = askedBy(req, services)
    const antes = requestParam(req, 'antes')
    const before = /^[1-9]\d{0,14}$/.test(antes) ? Number(antes) : undefined
    const page = await readBitacora(services.deps, context, { ...asked, ...(before && { before }) })
    const mayExport = context.actor.powers.includes('exportar_bitacora')
    const view = bitacoraView(page, asked.filter, { ...params, antes: before ? antes : undefined })
    return { view: 'bitacora', model: { bitacora: { ...view, mayExport } } }
  },
})

/** Filters by an account, keeping the other filters. */
const cuentaForm = ({ deps }: Services): StaffForm<BitacoraParams, typeof BITACORA_CUENTA_FORM> => ({
  url: paths.console.bitacoraCuenta,
  power: 'ver_bitacora',
  audit: 'nothing',
  heading: { title: 'Bitácora de una cuenta', back: paths.console.bitacora },
  content: BITACORA_CUENTA_FORM,
  hiddenFields: ['suceso', 'quien', 'desde', 'hasta'],
  load(req) {
    const { event, doer, from, to } = readBitacoraFilter((name) => requestParam(req, name))
    return { ok: true, state: { suceso: event, quien: doer, desde: from, hasta: to } }
  },
  view: (params) => ({
    back: bitacoraUrl(params),
    hiddenFields: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value ?? ''])),
  }),
  async submit({ req, state, values: { cuentaBuscada } }) {
    return ok(bitacoraUrl({ ...state, busqueda: rememberSearch(req, deps, cuentaBuscada) }))
  },
})
