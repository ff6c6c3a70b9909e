import type { Request } from 'express'
import { ingresar } from '../../../application/openid/ingresar.ts'
import { findPreviousCode } from '../../../application/request/once.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import { INGRESO_NAMES, ingresarContent } from '../../../domain/forms/ingresar-forms.ts'
import { CARRIED_OVER } from '../../../domain/forms/wrong-profile.ts'
import { ingresarUrl, interaccionUrl } from '../../../domain/ingresar-paths.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { PERFILES, type Perfil } from '../../../domain/perfil.ts'
import { paths } from '../../../domain/urls.ts'
import {
  formatIdentificador,
  IDENTIFICADOR_FIELD,
  parseIdentificador,
} from '../../../domain/values/identificador.ts'
import type { Form } from '../../forms/form.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { openedEnlaces, requestedInteraccion } from '../session-data.ts'
import { inWordsOf } from '../tramite/paso-form.ts'
import { linked } from '../tramite/tramite-texts.ts'
import { rightFormButton, takeCarried } from '../tramite/wrong-profile.ts'
import { goOn } from './go-on.ts'
import { type Asking, InteraccionLost, leave, pageInteraction, volverTo } from './interaccion.ts'
import { perfilCookie } from './perfil-cookie.ts'
import { sistemaView, waysFrom } from './views.ts'

/** The form in which a person of a profile signs in to the sistema that sent them. */
function ingresarForm(services: Services, perfil: Perfil): Form<Asking, FormContent> {
  const { deps } = services
  const cookie = perfilCookie(services)
  const content = ingresarContent(perfil)
  const identificador = IDENTIFICADOR_FIELD[perfil]
  const counted = { operation: 'ingresar', step: perfil }
  const ownUrl = (req: Request) => ingresarUrl(perfil, requestParam(req, 'interaccion'))
  return {
    url: ingresarUrl(perfil),
    heading: { title: `Ingresar como ${INGRESO_NAMES[perfil].as}`, back: '' },
    content,
    hiddenFields: ['interaccion'],
    price: 'traffic',
    counted,
    buttons: [
      rightFormButton(services, {
        perfil,
        content,
        counted,
        urlFor: (right, req) => ingresarUrl(right, requestParam(req, 'interaccion')),
      }),
    ],
    load: (req) => loadAsking(services, req, 'ingresar'),
    view({ interaction: { id, hint }, sistema }, req) {
      const guessed = hint === null ? undefined : parseIdentificador(perfil, hint)
      return {
        hiddenFields: { interaccion: id },
        initialValues: {
          ...(guessed?.ok && { [identificador]: formatIdentificador(perfil, guessed.value) }),
          ...(cookie.read(req) === perfil && { recordarPerfil: 'si' }),
        },
        back: interaccionUrl(paths.ingresar.elegir, id),
        alternatives: waysFrom(perfil),
        template: { name: 'ingresar-form', model: { sistema: sistemaView(sistema), interaccion: id } },
      }
    },
    opened(req) {
      const typed = takeCarried(deps, req, ownUrl(req))
      return typed ? { typed, notice: linked(CARRIED_OVER, perfil) } : {}
    },
    async submit({ req, context, state, values, form }) {
      const { known, interaction } = state
      const credential = {
        perfil,
        identificador: values[identificador],
        clave: values.clave,
        openedEnlaces: openedEnlaces(req, 'provisoria'),
      }
      const endsOthers = values.cerrarOtras === true
      const destination = { sistemaId: interaction.sistemaId, volver: volverTo(known), endsOthers }
      const done = await ingresar(deps, context, credential, destination, form)
      if (!done.ok) return inWordsOf(perfil, done)
      const { compartido, recordarPerfil } = values
      if (req.res && recordarPerfil && !compartido) cookie.keep(req.res, perfil)
      else if (req.res && cookie.read(req)) cookie.end(req.res)
      const { compartido: _, ...entered } = known
      return ok(
        await goOn(services, req, { ...entered, ...(compartido && { compartido: true }) }, done.value),
      )
    },
    async resume({ req, form }) {
      // The second click of a double click, after the sistema went on with the first.
      const known = requestedInteraccion(req)
      const previous = known && (await findPreviousCode(deps, form))
      return known && previous?.ok ? leave(req, known) : undefined
    },
  }
}

/** For `load` of a form. */
export async function loadAsking(services: Services, req: Request, page: 'ingresar' | 'permiso') {
  try {
    return { ok: true as const, state: await pageInteraction(services, req, page) }
  } catch (error) {
    if (error instanceof InteraccionLost) return { ok: false as const, error }
    throw error
  }
}

/** All of them. */
export const ingresarForms = (services: Services) => PERFILES.map((perfil) => ingresarForm(services, perfil))
