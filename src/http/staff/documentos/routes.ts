import { listReview } from '../../../application/staff/documentos/list-review.ts'
import {
  releaseDocumento,
  takeDocumento,
  takeNext,
} from '../../../application/staff/documentos/take-documento.ts'
import { QUEUE_PARAMS, queueParams } from '../../../domain/documento/queue.ts'
import { documentosUrl, documentoUrl } from '../../../domain/documento-urls.ts'
import { RELEASE_FORM, TAKE_FORM } from '../../../domain/forms/documento-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { TAKE_REFUSAL_WORDS } from '../../../domain/pages/documento-words.ts'
import { paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { StaffRouter } from '../access.ts'
import { mountStaffButton, mountStaffForm, type StaffForm } from '../staff-form.ts'
import { staffPage } from '../staff-page.ts'
import { filterOf } from './filter.ts'
import { queueView } from './queue-view.ts'
import { reopenForm } from './reopen-form.ts'
import { reviewForm } from './review-form.ts'
import { mountViewer } from './viewer.ts'

const wordsOf = (code: string): string =>
  Object.hasOwn(TAKE_REFUSAL_WORDS, code) ? TAKE_REFUSAL_WORDS[code as keyof typeof TAKE_REFUSAL_WORDS] : ''

/** Documents: their list, one of them beside its account, and decisions that are opened again. */
export function documentosRoutes(services: Services): StaffRouter {
  const { deps } = services
  const routes = new StaffRouter()
  staffPage(routes, services, {
    url: paths.console.documentos,
    power: 'ver_documentos',
    audit: ['documentos_listados'],
    async show(req, context) {
      const filter = filterOf(req)
      const listed = await listReview(deps, context, filter)
      const about = { by: context.actor.id, told: wordsOf(requestParam(req, 'dicho')) }
      return { view: 'documentos', model: { queue: queueView(listed, filter, about) } }
    },
  })
  mountStaffButton(routes, services, takeButton(services))
  mountStaffButton(routes, services, releaseButton(services))
  mountStaffForm(routes, services, reviewForm(services))
  mountViewer(routes, services)
  mountStaffForm(routes, services, reopenForm(services))
  return routes
}

/** What the buttons of the list have in common: which document, and what of the list is shown. */
const BUTTON = {
  power: 'resolver_documentos',
  hiddenFields: ['documento', ...QUEUE_PARAMS],
  load: () => ({ ok: true, state: undefined }),
} as const satisfies Partial<StaffForm<undefined>>

/** Takes one of the list, or the first one that may be theirs. */
const takeButton = ({ deps }: Services): StaffForm<undefined, typeof TAKE_FORM> => ({
  ...BUTTON,
  url: paths.console.tomarDocumento,
  audit: ['documento_tomado'],
  heading: { title: 'Revisar', back: paths.console.documentos },
  content: TAKE_FORM,
  async submit({ req, context }) {
    const filter = filterOf(req)
    const id = requestParam(req, 'documento')
    const taken = id === '' ? await takeNext(deps, context, filter) : await takeDocumento(deps, context, id)
    const params = queueParams(filter)
    return ok(
      taken.result === 'bien'
        ? documentoUrl(paths.console.revisar, taken.id, params)
        : documentosUrl({ ...params, dicho: taken.result }),
    )
  },
})

const releaseButton = ({ deps }: Services): StaffForm<undefined, typeof RELEASE_FORM> => ({
  ...BUTTON,
  url: paths.console.soltarDocumento,
  audit: ['documento_soltado'],
  heading: { title: 'Dejarlo', back: paths.console.documentos },
  content: RELEASE_FORM,
  async submit({ req, context }) {
    await releaseDocumento(deps, context, requestParam(req, 'documento'))
    const params = queueParams(filterOf(req))
    return ok(documentosUrl({ ...params, dicho: 'soltado' }))
  },
})
