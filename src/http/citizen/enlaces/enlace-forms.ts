import type { Request } from 'express'
import { noFuiYo } from '../../../application/citizen/no-fui-yo.ts'
import { acceptOtec, refuseOtec } from '../../../application/facilitador/answer-invitation.ts'
import type { ConfirmingKind } from '../../../application/links/confirm-email.ts'
import { objetar } from '../../../application/links/objetar.ts'
import {
  type ButtonPress,
  type ClaveEnlace,
  recuperarWithEnlace,
} from '../../../application/links/open-enlace.ts'
import type { Context, EnlacePage } from '../../../application/ports.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { enlacePage } from '../../../domain/pages/enlace-pages.ts'
import { paths } from '../../../domain/urls.ts'
import type { Form } from '../../forms/form.ts'
import { take, textOf } from '../../forms/form-body.ts'
import type { Services } from '../../services.ts'
import { makeResultView } from '../../views/render-page.ts'
import { proceed } from '../progress.ts'
import { requestedEnlace } from '../session-data.ts'

/** What a button of an enlace's page does. @returns the address to go to. */
type Act = (services: Services, press: ButtonPress, context: Context, req: Request) => Promise<string>

const continueToNewClave =
  (kind: ClaveEnlace): Act =>
  async (services, press, context, req) => {
    const volver = req.session.volver ?? null
    return proceed(services, req, await recuperarWithEnlace(services.deps, context, press, kind, volver))
  }

/** Links whose page is one button, whoever opens it. */
type OneButtonKind = Exclude<EnlacePage, ConfirmingKind | 'documento'>
/** The others may ask for more: see identity-form.ts. */
type ButtonOnlyKind = Exclude<OneButtonKind, 'recuperar' | 'aceptar-otec' | 'activar'>

export const ACTS: Record<OneButtonKind, Act> = {
  'recuperar-tras-espera': continueToNewClave('recuperar-tras-espera'),
  recuperar: continueToNewClave('recuperar'),
  volver: continueToNewClave('volver'),
  activar: continueToNewClave('activar'),
  async objetar({ deps }, press, context, req) {
    const caso = await objetar(deps, context, press)
    if (caso === undefined) return paths.enlaceExpired
    req.session.caso = caso
    return paths.objected
  },
  async 'no-fui-yo'({ deps }, press, context, req) {
    const done = await noFuiYo(deps, context, press)
    if (!done) return paths.enlaceExpired
    if ('caso' in done) req.session.caso = done.caso
    return paths.noFuiYo[done.outcome]
  },
  /** A facilitador accepts the OTEC: done, or on to choosing a clave. */
  async 'aceptar-otec'(services, press, context, req) {
    const accepted = await acceptOtec(services.deps, context, press, req.session.volver ?? null)
    return accepted.done ? paths.otecAccepted : proceed(services, req, accepted.solicitud)
  },
}

/** The page of an enlace as a form: one button, which alone does something. */
export const enlaceForm = (services: Services, kind: ButtonOnlyKind): Form<string> =>
  formOf(services, kind, { url: paths.enlacePages[kind], page: kind, act: ACTS[kind] })

/** The other button on the page of an invitation: refuses the OTEC. */
export const refusalForm = (services: Services): Form<string> =>
  formOf(services, 'aceptar-otec', {
    url: paths.refuseOtec,
    page: 'rechazar-otec',
    act: (_services, press, context, req) => refuseInvitation(services, req, context, press.id),
  })

/** Refuses an OTEC. @returns the address to go to. */
export async function refuseInvitation(
  { deps }: Services,
  req: Request,
  context: Context,
  id: string,
): Promise<string> {
  const token = textOf(take(req.body, ['_csrf']), '_csrf')
  const refused = await refuseOtec(deps, context, { id, page: `rechazar-otec:${token}` })
  return refused ? paths.otecRefused : paths.enlaceExpired
}

/** @param page what the second click of a double click is recognised by, with the token of its page. */
function formOf(
  services: Services,
  kind: OneButtonKind,
  { url, page, act }: { url: string; page: string; act: Act },
): Form<string> {
  const shown = enlacePage(kind)
  return {
    url,
    heading: { title: shown.title, back: paths.home },
    content: { sections: [], button: shown.actions[0]?.text ?? '' },
    hiddenFields: ['enlace'],
    // '' when the session has none: the use case then answers as for one that is used up.
    load: (req) => ({ ok: true, state: requestedEnlace(req, kind) ?? '' }),
    view: (enlace) => ({
      hiddenFields: { enlace },
      template: { name: 'result', model: makeResultView(shown) },
    }),
    async submit({ req, context, state }) {
      const token = textOf(take(req.body, ['_csrf']), '_csrf')
      return ok(await act(services, { id: state, page: `${page}:${token}` }, context, req))
    },
  }
}
