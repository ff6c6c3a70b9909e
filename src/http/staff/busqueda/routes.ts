import { type Found, searchCuentas } from '../../../application/staff/busqueda/search-cuentas.ts'
import { readCaso } from '../../../application/staff/casos/read-caso.ts'
import { SEARCH_FORM, SEARCH_TITLE } from '../../../domain/forms/search-form.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { searchCapPage } from '../../../domain/pages/console-pages.ts'
import { abrirUrl, foundUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { waysWithoutCuenta } from '../acciones/without-cuenta.ts'
import { mountStaffForm, type StaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { resultsView } from './results-view.ts'
import { rememberedSearch, rememberSearch } from './searches.ts'

/** Finding an account: the box, which every page of the console has too, and what was found. */
export function busquedaRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  mountStaffForm(routes, services, searchForm(services))
  staffPage(routes, services, {
    url: paths.console.found,
    power: 'buscar_cuentas',
    audit: ['cuentas_buscadas', 'caso_visto'],
    async show(req, context) {
      const ref = requestParam(req, 'busqueda')
      const text = rememberedSearch(req, deps, ref)
      const found = text === undefined ? 'ninguna' : await searchCuentas(deps, context, text, ref)
      if (found === 'tope')
        return { view: 'error', model: searchCapPage(deps.policy.consoleCaps.buscar), status: 429 }
      if (text === undefined || typeof found === 'string') return { url: paths.console.buscar }
      const mayOpen = context.actor.powers.includes('abrir_cuentas')
      // Back from there leads to the box, not here again.
      if (found.only && mayOpen) return { url: abrirUrl(found.only) }
      const urlOf = (cuentaId: string) => (mayOpen ? abrirUrl(cuentaId, ref) : undefined)
      const ways = found.nobody ? waysWithoutCuenta(context, found.nobody.perfil, ref) : []
      return { view: 'results', model: resultsView(found, text, await numberOf(found), urlOf, ways) }

      async function numberOf({ number }: Found) {
        return number && context.actor.powers.includes('ver_casos')
          ? readCaso(deps, context, number)
          : undefined
      }
    },
  })
  return routes
}

const searchForm = ({ deps }: Services): StaffForm<undefined, typeof SEARCH_FORM> => ({
  url: paths.console.buscar,
  power: 'buscar_cuentas',
  audit: 'nothing',
  heading: { title: SEARCH_TITLE, back: paths.console.home },
  content: SEARCH_FORM,
  load: () => ({ ok: true, state: undefined }),
  view: () => ({ template: { name: 'console/search', model: {} } }),
  async submit({ req, values }) {
    return ok(foundUrl(rememberSearch(req, deps, values.q)))
  },
})
