import { type DecideRefusal, decideOrden } from '../../../application/staff/ordenes/decide-orden.ts'
import { listOrdenes } from '../../../application/staff/ordenes/list-ordenes.ts'
import { type OrdenSheet, readOrden } from '../../../application/staff/ordenes/read-orden.ts'
import { DECIDE_FORM } from '../../../domain/forms/orden-forms.ts'
import type { RefusalCode } from '../../../domain/outcome/refusals.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { OBJECTED_WORDS } from '../../../domain/pages/accion-words.ts'
import { decidirOrdenUrl, ordenUrl, paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffForm, type StaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { ordenLines, ordenRow, ordenSummary, ordenTitle, timelineOf } from './orden-view.ts'

/** What takes two people: the list, one of them, and deciding it. */
export function ordenesRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.ordenes,
    power: 'ver_ordenes',
    audit: ['ordenes_listadas'],
    async show(_req, context) {
      const { open, awaiting } = await listOrdenes(deps, context)
      return {
        view: 'ordenes',
        model: { open: open.map(ordenRow), awaiting: awaiting.map(ordenRow), objectedWords: OBJECTED_WORDS },
      }
    },
  })
  staffPage(routes, services, {
    url: paths.console.orden,
    power: 'ver_ordenes',
    audit: ['orden_vista'],
    async show(req, context) {
      const sheet = await readOrden(deps, context, requestParam(req, 'orden'))
      if (!sheet) throw new HttpError(404)
      const decides = context.actor.powers.includes('decidir_ordenes') && sheet.orden.endedAt === null
      const [lines, timeline] = [ordenLines(sheet), timelineOf(sheet)]
      return {
        view: 'orden',
        model: {
          orden: { number: sheet.orden.number, title: ordenSummary(sheet.orden), lines, decides, timeline },
        },
      }
    },
  })
  mountStaffForm(routes, services, decideForm(services))
  return routes
}

const REFUSALS: Record<DecideRefusal, RefusalCode> = {
  ...{ terminada: 'orden_terminada', ya_concedida: 'orden_terminada', vencida: 'orden_terminada' },
  ...{ no_existe: 'orden_terminada', misma_persona: 'orden_misma_persona', propia: 'orden_misma_persona' },
  cambio_entretanto: 'orden_cambio_entretanto',
  ...{ congelada: 'orden_no_admite', no_congelada: 'orden_no_admite', queda_un_canal: 'orden_no_admite' },
  ...{ ya_verificada: 'orden_no_admite', no_corresponde: 'orden_no_admite' },
  ...{ sin_representante: 'orden_no_admite', otro_representante: 'orden_no_admite' },
  ...{ otec_no_vigente: 'orden_no_admite', registro_cambio: 'orden_no_admite' },
  ...{ correo_lleno: 'email_en_tres_cuentas', celular_lleno: 'celular_en_tres_cuentas' },
  organismo_detenido: 'organismo_detenido',
  ...{ rut_sin_cuenta: 'orden_no_admite', rut_congelado: 'orden_no_admite', rut_con_nie: 'orden_no_admite' },
  segundo_factor: 'segundo_factor',
  ya_no_puede: 'ingreso_vencido',
}

/** ● Granting or refusing it, about the account as its page showed it. */
const decideForm = ({ deps }: Services): StaffForm<OrdenSheet, typeof DECIDE_FORM> => ({
  url: paths.console.decidirOrden,
  power: 'decidir_ordenes',
  audit: ['orden_vista', 'orden_decidida'],
  heading: { title: 'Decidir ●', back: paths.console.ordenes },
  content: DECIDE_FORM,
  hiddenFields: ['orden', 'version'],
  async load(req, context) {
    const state = await readOrden(deps, context, requestParam(req, 'orden'))
    return state ? { ok: true, state } : { ok: false, error: new HttpError(404) }
  },
  view: (sheet) => ({
    back: ordenUrl(sheet.orden.number),
    opening: [
      [{ text: ordenTitle(sheet.orden), strong: true }],
      ...ordenLines(sheet).map((text) => [{ text }]),
    ],
    hiddenFields: { orden: sheet.orden.number, version: String(sheet.version) },
  }),
  // Shown again for this one alone: whoever decides looks at each.
  renews: ({ orden: { id, number } }) => ({ llamada: id, url: decidirOrdenUrl(number) }),
  async submit({ req, context, state: { orden }, values: { decision } }) {
    const verdict = decision === 'conceder' ? 'conceder' : 'rechazar'
    const seen = Number(requestParam(req, 'version'))
    const done = await decideOrden(deps, context, { number: orden.number, verdict, seen })
    return done.result === 'bien' ? ok(ordenUrl(orden.number)) : refuse(REFUSALS[done.result], 'decision')
  },
})
