import { Router } from 'express'
import { followCaso, readCasoSeen } from '../../application/citizen/follow-caso.ts'
import { CASO_FORM, CASO_OPENING, CASO_TITLE } from '../../domain/forms/caso-form.ts'
import { ok } from '../../domain/outcome/result.ts'
import { casoPage } from '../../domain/pages/caso-pages.ts'
import { casoEstadoUrl, paths } from '../../domain/urls.ts'
import { identificadorName } from '../../domain/values/identificador.ts'
import type { Form } from '../forms/form.ts'
import { mountForm } from '../forms/form-route.ts'
import type { Services } from '../services.ts'
import { renderFinalPage } from '../views/render-page.ts'
import { followedCaso, rememberCaso } from './session-data.ts'

/** Where a person follows a caso: the form, and how it is with the one that it found. */
export function casoRoutes(services: Services): Router {
  const { deps } = services
  const router = Router()
  mountForm(router, services, casoForm(services))
  router.get(paths.casoEstado, async (req, res) => {
    const number = followedCaso(req)
    const found = number && (await readCasoSeen(deps, number))
    if (!found) return res.redirect(303, paths.caso)
    const { seen, identificador } = found
    renderFinalPage(services, req, res, casoPage(seen), {
      ...(identificador && { whose: { label: identificadorName(seen.perfil), value: identificador } }),
      finish: true,
    })
  })
  return router
}

const casoForm = ({ deps }: Services): Form<undefined, typeof CASO_FORM> => ({
  url: paths.caso,
  heading: { title: CASO_TITLE, opening: CASO_OPENING, back: paths.home },
  content: CASO_FORM,
  sameForAll: true,
  price: 'traffic',
  counted: { operation: 'caso', step: 'numero' },
  load: () => ({ ok: true, state: undefined }),
  async submit({ req, context, values, form }) {
    const named = { number: values.numeroCaso, identificador: values.identificadorCaso }
    const followed = await followCaso(deps, context, named, form)
    if (!followed.ok) return followed
    // Another one in each session, the same in both clicks of a double click.
    const ref = deps.fingerprints.fingerprint('sesion', `caso:${context.formSeal}:${followed.value}`)
    rememberCaso(req, ref, followed.value)
    return ok(casoEstadoUrl(ref))
  },
})
