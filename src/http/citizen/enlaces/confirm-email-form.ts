import {
  type ConfirmationPage,
  type ConfirmingKind,
  confirmEmail,
  readConfirmation,
} from '../../../application/links/confirm-email.ts'
import { ENLACE_FORMS } from '../../../domain/forms/enlace-contents.ts'
import { ok, type Refusal } from '../../../domain/outcome/result.ts'
import { enlacePage } from '../../../domain/pages/enlace-pages.ts'
import { preguntaText } from '../../../domain/secrets/respuesta-secreta.ts'
import { paths } from '../../../domain/urls.ts'
import type { Form } from '../../forms/form.ts'
import { askingBrowser } from '../../request/request-context.ts'
import type { Services } from '../../services.ts'
import { makeResultView } from '../../views/render-page.ts'
import { requestedEnlace } from '../session-data.ts'

const FORM_OF = {
  'confirmar-correo': ENLACE_FORMS.confirmar,
  'confirmar-representante': ENLACE_FORMS.representante,
} as const

interface State extends ConfirmationPage {
  enlace: string
}

/** A wrong answer is told at the field that this page has for it. */
const atItsField = (refusal: Refusal): Refusal =>
  refusal.field === 'respuestaSecreta' ? { ...refusal, field: 'respuestaParaConfirmar' } : refusal

/**
 * The page of a confirming link: one button in a browser where the cuenta was proven; elsewhere it asks for the CS
 * or the answer too (product.md “Proofs”).
 */
export function confirmEmailForm(
  services: Services,
  kind: ConfirmingKind,
): Form<State, (typeof FORM_OF)[ConfirmingKind]['content']> {
  const { deps, browsers } = services
  const { title, opening, content } = FORM_OF[kind]
  const shown = enlacePage(kind)
  return {
    url: paths.enlacePages[kind],
    heading: { title, opening, back: paths.home },
    content,
    hiddenFields: ['enlace'],
    async load(req) {
      // '' when the session has none: the use case then answers as for one that is used up.
      const enlace = requestedEnlace(req, kind) ?? ''
      const browser = req.res ? askingBrowser(req, req.res, deps.fingerprints) : null
      return {
        ok: true,
        state: { enlace, ...(await readConfirmation(deps, { browser }, { id: enlace, kind })) },
      }
    },
    overrides: ({ asksForProof, pregunta }) => ({
      omittedFields: [
        ...(asksForProof ? [] : (['claveParaConfirmar'] as const)),
        ...(asksForProof && pregunta ? [] : (['respuestaParaConfirmar'] as const)),
      ],
    }),
    view: ({ enlace, asksForProof, pregunta }) => ({
      hiddenFields: { enlace },
      ...(!asksForProof && { template: { name: 'result', model: makeResultView(shown) } }),
      ...(asksForProof &&
        pregunta && {
          shownFacts: [
            { name: 'preguntaSecreta', label: 'Pregunta Secreta', value: preguntaText(pregunta) ?? '' },
          ],
        }),
    }),
    async submit({ req, context, state, values, form }) {
      const done = await confirmEmail(deps, context, {
        id: state.enlace,
        kind,
        clave: values.claveParaConfirmar,
        respuesta: values.respuestaParaConfirmar,
        form,
      })
      if (!done.ok) return { ok: false, refusals: done.refusals.map(atItsField) }
      if (done.value === undefined) return ok(paths.enlaceExpired)
      if (req.res) browsers.keep(req, req.res)
      return ok(paths.emailConfirmed[done.value])
    },
  }
}
