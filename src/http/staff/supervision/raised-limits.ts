import type { RaisedLimit } from '../../../application/ports.ts'
import { listRaisedLimits, raiseLimits, restoreLimits } from '../../../application/staff/raise-limits.ts'
import { RAISE_FORM } from '../../../domain/forms/supervision-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import {
  DEFAULT_TIMES,
  MAX_RAISED,
  RAISE_REASON_WORDS,
  RAISE_REASONS,
} from '../../../domain/staff/raised-limits.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffButton, mountStaffForm, type StaffForm } from '../staff-form.ts'
import { type StaffPage, staffPage } from '../staff-page.ts'

/** What came of it, said once above the list. */
const TOLD = {
  abiertos: 'Quedaron abiertos. Valen en todos los servidores antes de un minuto, y por 24 horas.',
  cerrados: 'Quedaron cerrados: sus límites son los de todos antes de un minuto.',
  no_estaban: 'Esa red ya no tenía límites abiertos.',
} as const

/** Limits raised for classrooms: those in force, raising them and ending that. */
export function raisedLimitsRoutes(services: Services): StaffRouter {
  const routes = new StaffRouter()
  staffPage(routes, services, listPage(services))
  mountStaffForm(routes, services, raiseForm(services))
  mountStaffButton(routes, services, endForm(services))
  return routes
}

const rowOf = ({ network, times, reason, createdAt, expiresAt }: RaisedLimit) => ({
  network,
  about: `${RAISE_REASON_WORDS[reason]}, ${times} veces cada límite`,
  time: `Desde el ${formatMoment(createdAt)} hasta el ${formatMoment(expiresAt)}`,
})

const listPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.raisedLimits,
  power: 'ver_limites',
  audit: ['limites_vistos'],
  async show(req, context) {
    const { toldOfLimits } = req.session
    delete req.session.toldOfLimits
    const raised = await listRaisedLimits(deps, context)
    const mayRaise = context.actor.powers.includes('abrir_limites')
    const told = toldOfLimits && TOLD[toldOfLimits]
    return { view: 'limits', model: { told, mayRaise, raised: raised.map(rowOf) } }
  },
})

const raiseForm = ({ deps }: Services): StaffForm<undefined, typeof RAISE_FORM> => ({
  url: paths.console.raiseLimits,
  power: 'abrir_limites',
  audit: ['limites_abiertos'],
  heading: {
    title: 'Abrir límites para una sala',
    opening: [
      [
        {
          text: 'Todos los límites por dirección suben para esa red, por 24 horas. No sube los de cada correo, celular ni clave. La red no queda en la bitácora.',
        },
      ],
    ],
    back: paths.console.raisedLimits,
  },
  content: RAISE_FORM,
  load: () => ({ ok: true, state: undefined }),
  view: () => ({ initialValues: { veces: String(DEFAULT_TIMES) } }),
  async submit({ req, context, values: { red, motivoRed, veces } }) {
    const reason = RAISE_REASONS.find((one) => one === motivoRed)
    if (!reason) return refuse('opcion_invalida', 'motivoRed')
    const { result } = await raiseLimits(deps, context, { network: red, reason, times: Number(veces) })
    if (result === 'red_no_sirve') return refuse('red_no_sirve', 'red')
    if (result === 'demasiadas_redes') return refuse('demasiadas_redes', 'red', { maximo: MAX_RAISED })
    req.session.toldOfLimits = 'abiertos'
    return ok(paths.console.raisedLimits)
  },
})

/** Ends it before its time; a second press finds it ended. */
const endForm = ({ deps }: Services): StaffForm<undefined> => ({
  url: paths.console.endRaisedLimits,
  power: 'abrir_limites',
  audit: ['limites_cerrados'],
  heading: { title: 'Cerrar límites', back: paths.console.raisedLimits },
  content: { sections: [], button: 'Cerrar' },
  load: () => ({ ok: true, state: undefined }),
  async submit({ req, context }) {
    const result = await restoreLimits(deps, context, requestParam(req, 'red'))
    req.session.toldOfLimits = result === 'bien' ? 'cerrados' : 'no_estaban'
    return ok(paths.console.raisedLimits)
  },
})
