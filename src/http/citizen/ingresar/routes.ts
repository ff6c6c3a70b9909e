import { type Request, type Response, Router } from 'express'
import { guessedRegistration } from '../../../domain/forms/ingresar-forms.ts'
import { ingresarUrl, interaccionUrl } from '../../../domain/ingresar-paths.ts'
import { interaccionLostPage } from '../../../domain/pages/ingresar-pages.ts'
import { paths, urlOfPaso } from '../../../domain/urls.ts'
import { mountForm } from '../../forms/form-route.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { giveTokens, renderFinalPage } from '../../views/render-page.ts'
import { requestedInteraccion } from '../session-data.ts'
import { carryTyped } from '../tramite/wrong-profile.ts'
import { consentForm } from './consent-form.ts'
import { continueButton, goOnAfter } from './continue.ts'
import { arrive, findWayToStart, InteraccionLost, leave, pageInteraction, volverTo } from './interaccion.ts'
import { pasoOf } from './paso-cookie.ts'
import { perfilCookie } from './perfil-cookie.ts'
import { ingresarForms } from './sign-in-form.ts'
import { type ChoiceView, registrationChoice, signInChoice } from './views.ts'
import { wayCookie } from './way-cookie.ts'

/**
 * The pages of a sign-in that another sistema asks for (product.md “Other systems”). They share the session of the citizens'
 * entrance, because they lead to its tramites and these back to them.
 */
export function ingresarRoutes(services: Services): Router {
  const { interactions } = services
  const cookie = perfilCookie(services)
  const way = wayCookie(services)
  const router = Router()

  const choose = async (
    req: Request,
    res: Response,
    choice: (...asking: Parameters<typeof signInChoice>) => ChoiceView,
  ) => {
    const { sistema, interaction } = await pageInteraction(services, req, 'ingresar')
    giveTokens(services, req, res)
    res.render('ingresar', choice(sistema, interaction.id))
  }

  router.get(paths.ingresar.entry, async (req, res) => {
    const asking = await arrive(services, req, res)
    const { id, asks } = asking.interaction
    if (asks !== 'consent') way.keep(res, volverTo(asking.known))
    const perfil = cookie.read(req)
    const next =
      asks === 'consent'
        ? interaccionUrl(paths.ingresar.permiso, id)
        : ((await goOnAfter(services, req, res, asking)) ??
          (asks === 'create'
            ? interaccionUrl(paths.ingresar.registrarse, id)
            : perfil
              ? ingresarUrl(perfil, id)
              : interaccionUrl(paths.ingresar.elegir, id)))
    res.redirect(303, next)
  })
  router.get(paths.ingresar.elegir, (req, res) => choose(req, res, signInChoice))
  router.get(paths.ingresar.registrarse, async (req, res) => {
    const { hint } = (await pageInteraction(services, req, 'ingresar')).interaction
    const guessed = hint === null ? undefined : guessedRegistration(hint)
    // The form that they go to has it already.
    if (guessed) {
      const url = urlOfPaso({ perfil: guessed.perfil, operacion: 'registrar' })
      carryTyped(services.deps, req, url, guessed.typed)
    }
    await choose(req, res, registrationChoice)
  })
  for (const form of ingresarForms(services)) mountForm(router, services, form)
  mountForm(router, services, consentForm(services))

  router.post(paths.ingresar.rechazar, requireLiveForm, async (req, res) => {
    const known = requestedInteraccion(req)
    if (!known || !(await interactions.read(known.id))) throw new InteraccionLost()
    way.end(req, res)
    res.redirect(
      303,
      leave(req, known, await interactions.finish(known.id, { refused: true }, pasoOf(services, req))),
    )
  })
  router.post(paths.ingresar.continuar, requireLiveForm, continueButton(services))

  router.get(paths.ingresar.seguir, async (req, res) => {
    const { id = '', next, again, sistema } = requestedInteraccion(req) ?? {}
    // Whoever comes back to this page learns that it was used, not from the provider that it knows nothing of it.
    if (!next || (next !== again && !(await interactions.read(id)))) throw new InteraccionLost()
    res.render('ingresar-seguir', { next, sistema })
  })
  router.get(paths.ingresar.vencida, (req, res) => {
    renderFinalPage(services, req, res, interaccionLostPage(requestedInteraccion(req) ?? wayTo(req)), {
      status: 410,
    })
  })
  router.use(findWayToStart)
  return router
}

/** What the browser alone still knows of the interaction that was asked for, when its session is over. */
function wayTo(req: Request) {
  const { volver } = req.session
  if (!volver?.interaccion || volver.interaccion !== requestParam(req, 'interaccion')) return undefined
  return { sistema: volver.sistema, again: volver.url }
}
