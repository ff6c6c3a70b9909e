import type { Request } from 'express'
import { openLlamada, takeOver } from '../../../application/staff/llamadas/open-llamada.ts'
import { type PeekedCuenta, peekCuenta } from '../../../application/staff/llamadas/peek-cuenta.ts'
import { parseCasoNumber } from '../../../domain/account/caso.ts'
import {
  OPEN_FORM,
  OPEN_TITLE,
  TAKE_OVER_FORM,
  TAKE_OVER_TITLE,
} from '../../../domain/forms/llamada-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { OPENINGS_OF_ONE_PER_DAY } from '../../../domain/staff/caps.ts'
import type { LlamadaReason } from '../../../domain/staff/llamada.ts'
import { casoPageUrl, llamadaUrl, paths, tomarUrl } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { rememberedSearch } from '../busqueda/searches.ts'
import type { StaffForm } from '../staff-form.ts'
import { openPage } from './open-page.ts'

interface Opening {
  cuentaId: string
  /** The search that found it. */
  search: string
  peeked: PeekedCuenta
}

type OpenForm = StaffForm<Opening, typeof OPEN_FORM | typeof TAKE_OVER_FORM>

const shared = (services: Services) => ({
  power: 'abrir_cuentas' as const,
  audit: ['llamada_abierta'] as const,
  hiddenFields: ['cuenta', 'busqueda', 'caso'],
  async load(req: Request, context: Parameters<OpenForm['load']>[1]) {
    const cuentaId = requestParam(req, 'cuenta')
    const peeked = await peekCuenta(services.deps, context, cuentaId, requestParam(req, 'caso'))
    if (!peeked) return { ok: false as const, error: new HttpError(404) }
    return { ok: true as const, state: { cuentaId, search: requestParam(req, 'busqueda'), peeked } }
  },
  view: ({ cuentaId, search, peeked }: Opening) => ({
    ...openPage(peeked),
    hiddenFields: { cuenta: cuentaId, busqueda: search, caso: peeked.caso?.id ?? '' },
    ...(peeked.caso && {
      back: casoPageUrl(peeked.caso.id),
      initialValues: { motivoLlamada: 'seguimiento_de_caso' },
    }),
  }),
})

/** Opens an account; where somebody has it, leads to taking it over. */
export const openForm = (services: Services): OpenForm => ({
  ...shared(services),
  url: paths.console.abrir,
  heading: { title: OPEN_TITLE, back: paths.console.buscar },
  content: OPEN_FORM,
  submit: (sent) => submit(services, openLlamada, sent),
})

/** Takes over the call of somebody else, or one's own for another caller. */
export const takeOverForm = (services: Services): OpenForm => ({
  ...shared(services),
  url: paths.console.tomar,
  heading: { title: TAKE_OVER_TITLE, back: paths.console.buscar },
  content: TAKE_OVER_FORM,
  submit: (sent) => submit(services, takeOver, sent),
})

async function submit(
  { deps }: Services,
  how: typeof openLlamada,
  { req, context, state: { cuentaId, search, peeked }, values }: Parameters<OpenForm['submit']>[0],
) {
  // One of the options of the field.
  const order = { cuentaId, reason: values.motivoLlamada as LlamadaReason, callNumber: values.numeroLlamada }
  const typed = parseCasoNumber(rememberedSearch(req, deps, search) ?? '')
  const casoNumber = peeked.caso?.number ?? (typed.ok ? typed.value : undefined)
  const followed = casoNumber ? await how(deps, context, { ...order, casoNumber }) : undefined
  // What was searched for was not its caso, or one that is closed.
  const done = followed && followed.result !== 'caso_ajeno' ? followed : await how(deps, context, order)
  switch (done.result) {
    case 'bien':
      return ok(llamadaUrl(done.llamada.id))
    case 'ocupada':
      return ok(tomarUrl(cuentaId, search, peeked.caso?.id))
    case 'tope':
      return refuse('accion_tope', '', { maximo: deps.policy.consoleCaps.abrir })
    case 'tope_de_cuenta':
      return refuse('cuenta_tope', '', { maximo: OPENINGS_OF_ONE_PER_DAY })
    case 'propia':
      return refuse('cuenta_propia')
    default:
      throw new HttpError(404)
  }
}
