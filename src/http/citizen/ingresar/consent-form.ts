import { readSignedIn } from '../../../application/openid/read-asking.ts'
import { CONSENT_CONTENT } from '../../../domain/forms/ingresar-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { consentOpening, scopeSentences } from '../../../domain/pages/ingresar-pages.ts'
import { paths } from '../../../domain/urls.ts'
import type { Form } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import { requestedInteraccion } from '../session-data.ts'
import { type Asking, leave } from './interaccion.ts'
import { pasoOf } from './paso-cookie.ts'
import { loadAsking } from './sign-in-form.ts'
import { sistemaView } from './views.ts'

/** What a sistema of others asks to see of whoever signed in, once. */
export function consentForm(services: Services): Form<Asking, typeof CONSENT_CONTENT> {
  const { deps, interactions } = services
  return {
    url: paths.ingresar.permiso,
    heading: { title: 'Permiso para ver sus datos', back: '' },
    content: CONSENT_CONTENT,
    hiddenFields: ['interaccion'],
    // It has no fields to mark.
    marksOptional: true,
    buttons: [
      {
        value: 'no',
        text: 'No permitir',
        run: async ({ req, state: { known } }) =>
          leave(req, known, await interactions.finish(known.id, { refused: true }, pasoOf(services, req))),
      },
    ],
    load: (req) => loadAsking(services, req, 'permiso'),
    async view({ interaction: { id, scopes, cuentaId }, sistema }) {
      const { name = null, perfil = 'natural' } = (await readSignedIn(deps, cuentaId)) ?? {}
      return {
        hiddenFields: { interaccion: id },
        opening: consentOpening(sistema.nombre, name),
        list: {
          title: 'Lo que pide',
          empty: 'Nada nuevo de usted.',
          items: scopeSentences(scopes, perfil).map((title) => ({ title, details: [] })),
        },
        template: { name: 'ingresar-form', model: { sistema: sistemaView(sistema) } },
      }
    },
    submit: async ({ req, state: { known } }) =>
      ok(
        leave(req, known, await interactions.finish(known.id, { consent: 'granted' }, pasoOf(services, req))),
      ),
    async resume({ req }) {
      // Pressed twice, or too late: the sistema asks again, or goes on.
      const known = requestedInteraccion(req)
      return known && leave(req, known)
    },
  }
}
