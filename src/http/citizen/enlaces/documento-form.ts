import type { Request, Router } from 'express'
import { identify } from '../../../application/links/identify.ts'
import {
  type DocumentoLinkEnd,
  type DocumentoPage,
  readDocumentoPage,
  sendDocumento,
} from '../../../application/links/send-documento.ts'
import { askReasonText } from '../../../domain/documento/asked.ts'
import { ENLACE_FORMS } from '../../../domain/forms/enlace-contents.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { DOCUMENTO_OUTCOMES, documentoPage } from '../../../domain/pages/documento-pages.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { IDENTIFICADOR_FIELD } from '../../../domain/values/identificador.ts'
import type { Form } from '../../forms/form.ts'
import { mountForm } from '../../forms/form-route.ts'
import { AtOtherPaso } from '../../request/errors.ts'
import type { Services } from '../../services.ts'
import { renderFinalPage } from '../../views/render-page.ts'
import { requestedEnlace } from '../session-data.ts'
import { requireEnlace } from './require-enlace.ts'

/** The link with which a person sends a document, and the pages that follow it (product.md “Documents”). */
export function documentoRoutes(router: Router, services: Services): void {
  router.get(paths.enlacePages.documento, requireEnlace(services, 'documento'))
  mountForm(router, services, documentoForm(services))
  for (const outcome of DOCUMENTO_OUTCOMES) {
    const status = outcome === 'recibido' ? 200 : 410
    router.get(paths.documento[outcome], (req, res) => {
      renderFinalPage(services, req, res, documentoPage(outcome), { status })
    })
  }
}

interface State {
  enlace: string
  link: DocumentoPage | DocumentoLinkEnd
}

function documentoForm(services: Services): Form<State, typeof ENLACE_FORMS.documento.content> {
  const { deps } = services
  const { title, opening, content } = ENLACE_FORMS.documento
  return {
    url: paths.enlacePages.documento,
    heading: { title, opening, back: paths.home },
    content,
    hiddenFields: ['enlace'],
    async load(req) {
      const enlace = requestedEnlace(req, 'documento')
      // Whoever looked for the document longer than the session lasts: the link itself may still serve.
      if (!enlace) return { ok: false, error: new AtOtherPaso(paths.documento.reabrir) }
      const link = await readDocumentoPage(deps, enlace)
      return isShown(req) && typeof link === 'string'
        ? { ok: false, error: new AtOtherPaso(paths.documento[link]) }
        : { ok: true, state: { enlace, link } }
    },
    overrides: ({ link }) => ({
      omittedFields: [
        ...(asksFor(link, 'rut') ? [] : (['rut'] as const)),
        ...(asksFor(link, 'nie') ? [] : (['nie'] as const)),
        ...(typeof link === 'object' && link.asks === 'datos' ? [] : (['fechaNacimiento'] as const)),
      ],
    }),
    view: ({ enlace, link }) => ({
      hiddenFields: { enlace },
      ...(typeof link === 'object' && { shownFacts: factsOf(link) }),
    }),
    async submit({ context, state, values, form }) {
      const { enlace: id, link } = state
      if (typeof link === 'object' && link.asks !== 'nada') {
        const { rut, nie, fechaNacimiento } = values
        const identity = { identificador: rut ?? nie ?? null, fechaNacimiento: fechaNacimiento ?? null }
        const identified = await identify(deps, context, { id, kind: 'documento', ...identity }, form)
        if (!identified.ok) return identified
      }
      const sent = await sendDocumento(deps, context, { id, file: values.documento, form })
      if (!sent.ok) return sent
      const outcome = DOCUMENTO_OUTCOMES.find((one) => one === sent.value) ?? 'vencido'
      return ok(paths.documento[outcome])
    },
  }
}

/** Whether the form is shown: one that is sent learns from the use case what came of it, also sent twice. */
const isShown = ({ method }: Request): boolean => method !== 'POST'

const asksFor = (link: State['link'], field: 'rut' | 'nie'): boolean =>
  typeof link === 'object' && link.asks !== 'nada' && IDENTIFICADOR_FIELD[link.perfil] === field

const factsOf = ({ document, reason, expiresAt }: DocumentoPage) => [
  { name: 'documentoPedido', label: 'Qué le pedimos', value: document },
  { name: 'motivo', label: 'Por qué', value: askReasonText(reason) },
  { name: 'plazo', label: 'Hasta cuándo sirve este enlace', value: formatMoment(expiresAt) },
]
