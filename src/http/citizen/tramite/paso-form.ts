import type { Request, Router } from 'express'
import { isVisitEnded } from '../../../application/citizen/terminar.ts'
import { SolicitudLost } from '../../../application/errors.ts'
import type { Solicitud } from '../../../application/ports.ts'
import { findPreviousOutcome } from '../../../application/request/once.ts'
import { fieldsOf } from '../../../domain/forms/form-content.ts'
import type { Paso } from '../../../domain/forms/tramite.ts'
import {
  type DataOf,
  findPaso,
  findTramite,
  type PasoName,
  type PerfilWith,
} from '../../../domain/forms/tramites.ts'
import { CARRIED_OVER, withWrongProfile } from '../../../domain/forms/wrong-profile.ts'
import { codeFor } from '../../../domain/outcome/refusals.ts'
import { ok, type Refused } from '../../../domain/outcome/result.ts'
import { beforeSistema } from '../../../domain/pages/ingresar-pages.ts'
import type { Perfil, TramiteOperacion } from '../../../domain/perfil.ts'
import { paths, urlOfPaso } from '../../../domain/urls.ts'
import type { Form, FormButton, Opened } from '../../forms/form.ts'
import { textOf } from '../../forms/form-body.ts'
import { mountForm } from '../../forms/form-route.ts'
import type { Services } from '../../services.ts'
import { visitOf } from '../../session/csrf.ts'
import { pendingView } from '../operaciones/pending.ts'
import { expectPasoError, formSolicitud, pageSolicitud, proceed } from '../progress.ts'
import { ENTRY_PASOS, type PasoRoute, type PasoSolicitud, type SecondaryAction } from './paso-route.ts'
import { headingOf, linked, otherPerfilLinks } from './tramite-texts.ts'
import { findValuesToReview } from './values-to-review.ts'
import { carriable, rightFormButton, takeCarried } from './wrong-profile.ts'

/** What a paso is about: the solicitud that it continues, and what was found of it. */
interface PasoState<Found> {
  /** Undefined on entry pasos and on no other. */
  solicitud: Solicitud | undefined
  found: Found
}

/** Mounts one paso of the tramites table for a perfil. */
export function mountPaso<O extends TramiteOperacion, S extends PasoName<O>, Found = undefined>(
  router: Router,
  services: Services,
  perfil: PerfilWith<O>,
  route: PasoRoute<O, S, Found>,
): void {
  mountForm(router, services, pasoForm(services, perfil, route))
}

/** A paso of the tramites table as a form: it continues the session's solicitud, or starts one. */
function pasoForm<O extends TramiteOperacion, S extends PasoName<O>, Found>(
  services: Services,
  perfil: PerfilWith<O>,
  route: PasoRoute<O, S, Found>,
): Form<PasoState<Found>, Paso> {
  const { deps } = services
  const { operacion, paso } = route
  const url = urlOfPaso({ perfil, operacion, paso })
  const isEntry = ENTRY_PASOS.some((entry) => entry === paso)
  const fromTable = findPaso(perfil, operacion, paso)
  const content = isEntry ? withWrongProfile(perfil, fromTable) : fromTable
  const others = paso === '' ? otherPerfilLinks(perfil, operacion) : []
  const back = isEntry ? paths.home : urlOfPaso({ perfil, operacion })
  const where = { perfil, operacion, paso }
  return {
    url,
    heading: headingOf(findTramite(perfil, operacion), perfil, paso, back),
    content,
    hiddenFields: ['solicitud', 'version', 'desde'],
    ...(isEntry && { sameForAll: true }),
    counted: { operation: operacion, step: paso },
    ...((isEntry || fieldsOf(content).includes('captcha')) && {
      price: operacion === 'registrar' ? ('cuentas' as const) : ('traffic' as const),
    }),
    buttons: isEntry
      ? [
          rightFormButton(services, {
            perfil,
            content,
            counted: { operation: operacion, step: paso },
            urlFor: (right) => urlOfPaso({ perfil: right, operacion, paso }),
          }),
        ]
      : (route.secondaryActions ?? []).map((action) => asButton(where, content, action)),

    async load(req) {
      try {
        const solicitud = isEntry ? undefined : await solicitudOf(services, req, where)
        // The casts are safe: without `find` Found is undefined, and only entry pasos have no solicitud.
        const found = (await route.find?.(solicitud as PasoSolicitud<S>)) as Found
        return { ok: true, state: { solicitud, found } }
      } catch (error) {
        return { ok: false, error: expectPasoError(error) }
      }
    },
    overrides: ({ found }) => route.overrides?.(found) ?? {},
    async view({ solicitud, found }, req) {
      const page = (await route.prepare?.(solicitud as PasoSolicitud<S>, req, found)) ?? {}
      const pending = solicitud && (await pendingView(deps, solicitud))
      const before = solicitud && beforeSistema(solicitud)
      return {
        ...page,
        ...(before && { opening: [before, ...(page.opening ?? [])] }),
        ...(pending && { pending }),
        alternatives: [...(page.alternatives ?? []), ...others],
        hiddenFields: { ...(solicitud && { solicitud: solicitud.id }), ...page.hiddenFields },
        finish: solicitud !== undefined,
      }
    },
    opened(req) {
      const typed = isEntry ? takeCarried(deps, req, url) : undefined
      return { ...takeAviso(req), ...(typed && { typed, notice: linked(CARRIED_OVER, perfil) }) }
    },
    async mayComeBack(req) {
      if (await isVisitEnded(deps, visitOf(req.body))) throw new SolicitudLost()
    },

    async submit({ req, context, state, typed, values, form }) {
      const toReview = operacion === 'registrar' ? findValuesToReview(content, typed) : []
      if (toReview.length > 0) return { ok: false, refusals: toReview }
      const result = await route.submit({
        context,
        // Safe: DataOf is derived from the same table that the content comes from.
        data: { perfil, ...values } as unknown as DataOf<O, S>,
        form,
        solicitudId: state.solicitud?.id ?? '',
        version: Number(textOf(typed, 'version')),
        from: textOf(typed, 'desde'),
        req,
      })
      if (!result.ok) return inWordsOf(perfil, result)
      return ok(await proceed(services, req, result.value))
    },
    async resume({ req, context, form }) {
      const previous = await findPreviousOutcome(deps, context, form)
      return previous?.ok ? proceed(services, req, previous.value) : undefined
    },
  }
}

interface Where {
  perfil: Perfil
  operacion: TramiteOperacion
  paso: string
}

const solicitudOf = (services: Services, req: Request, where: Where): Promise<Solicitud> =>
  (req.method === 'POST' ? formSolicitud : pageSolicitud)(services, req, where)

const asButton = <Found>(
  { perfil, operacion }: Where,
  content: Paso,
  { value, text, run }: SecondaryAction,
): FormButton<PasoState<Found>> => ({
  value,
  text,
  async run({ context, state, typed, form }) {
    const solicitudId = state.solicitud?.id ?? ''
    const version = Number(textOf(typed, 'version'))
    const visible = carriable(typed, fieldsOf(content))
    const next = await run({ context, solicitudId, version, typed: visible, form })
    return urlOfPaso({ perfil, operacion, paso: next }, solicitudId)
  },
})

/** The session's notice, shown once. */
function takeAviso({ session }: Request): Opened {
  const { aviso } = session
  if (!aviso) return {}
  session.aviso = undefined
  return { refusals: [{ code: aviso }] }
}

/** Refusals whose texts suit the perfil. */
export const inWordsOf = (perfil: Perfil, { refusals }: Refused): Refused => ({
  ok: false,
  refusals: refusals.map((one) => ({ ...one, code: codeFor(perfil, one.code) })),
})
