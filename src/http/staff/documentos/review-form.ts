import type { DocumentoVerdict } from '../../../application/accounts/decide-documento.ts'
import { decideReview, findReviewed } from '../../../application/staff/documentos/decide-review.ts'
import { ReviewLost } from '../../../application/staff/documentos/hold.ts'
import { type ReviewSheet, readReview } from '../../../application/staff/documentos/read-review.ts'
import { REVIEWER_REASONS } from '../../../domain/documento/documento.ts'
import { KIND_NAMES } from '../../../domain/documento/kinds.ts'
import { QUEUE_PARAMS, type QueueFilter, queueParams } from '../../../domain/documento/queue.ts'
import { COMPARED_DATA, TICK_OF } from '../../../domain/documento/review.ts'
import { documentosUrl, documentoUrl } from '../../../domain/documento-urls.ts'
import { REVIEW_FORM } from '../../../domain/forms/documento-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { PERFIL_WORDS } from '../../../domain/pages/console-words.ts'
import { datumWords, SCAN_WORDS } from '../../../domain/pages/documento-words.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import { datumText } from './datum-text.ts'
import { filterOf } from './filter.ts'

interface Reviewed {
  sheet: ReviewSheet
  filter: QueueFilter
}

/** A document beside what its account says: ticked one by one, then accepted or refused; the next one comes by itself. */
export const reviewForm = ({ deps }: Services): StaffForm<Reviewed, typeof REVIEW_FORM> => ({
  url: paths.console.revisar,
  power: 'resolver_documentos',
  audit: ['documento_visto', 'documento_decidido'],
  heading: { title: 'Revisar un documento', back: paths.console.documentos },
  content: REVIEW_FORM,
  hiddenFields: ['documento', 'visto', ...QUEUE_PARAMS],
  async load(req, context) {
    try {
      const sheet = await readReview(deps, context, requestParam(req, 'documento'))
      return { ok: true, state: { sheet, filter: filterOf(req) } }
    } catch (error) {
      if (error instanceof ReviewLost) return { ok: false, error }
      throw error
    }
  },
  overrides: ({ sheet: { compared } }) => ({
    omittedFields: COMPARED_DATA.filter((datum) => !compared.includes(datum)).map((datum) => TICK_OF[datum]),
  }),
  view: ({ sheet, filter }) => ({
    back: documentosUrl(queueParams(filter)),
    hiddenFields: { documento: sheet.documento.id, visto: sheet.seen, ...queueParams(filter) },
    template: { name: 'console/documento', model: { review: reviewView(sheet, filter) } },
  }),
  async submit({ req, context, state: { sheet, filter }, values, form }) {
    const ticked = COMPARED_DATA.filter((datum) => values[TICK_OF[datum]])
    const seen = requestParam(req, 'visto')
    const verdict = verdictOf(values.decisionDocumento)
    const order = { id: sheet.documento.id, verdict, ticked, seen, filter, form }
    const done = await decideReview(deps, context, order)
    return done.ok ? ok(nextUrl(done.value, filter)) : done
  },
  /** The second click of a double click finds it decided. */
  async resume({ req, context, form }) {
    const next = await findReviewed(deps, context, { id: requestParam(req, 'documento'), form })
    return next === undefined ? undefined : nextUrl(next, filterOf(req))
  },
})

/** The next document, or the list that says that none is left. */
const nextUrl = (id: string, filter: QueueFilter): string =>
  id === ''
    ? documentosUrl({ ...queueParams(filter), dicho: 'decidido' })
    : documentoUrl(paths.console.revisar, id, queueParams(filter))

function verdictOf(decision: string): DocumentoVerdict {
  const reason = REVIEWER_REASONS.find((one) => one === decision)
  if (reason) return { estado: 'rechazado', reason }
  if (decision !== 'verificado') throw new Error(`no such decision: ${decision}`)
  return { estado: 'verificado', reason: null }
}

function reviewView({ documento, cuenta, compared }: ReviewSheet, filter: QueueFilter) {
  const { id, kind, createdAt, scanResult } = documento
  return {
    title: KIND_NAMES[kind],
    about: `${PERFIL_WORDS[cuenta.perfil]}. Recibido el ${formatMoment(createdAt)}. ${SCAN_WORDS[scanResult]}.`,
    frameUrl: documentoUrl(paths.console.visor, id),
    release: { documento: id, ...queueParams(filter) },
    compared: compared.map((datum) => ({
      name: TICK_OF[datum],
      label: datumWords(datum, cuenta.perfil),
      value: datumText(datum, cuenta),
    })),
    missing: COMPARED_DATA.filter(
      (datum) => datum !== 'representante' && !compared.includes(datum) && cuenta.perfil !== 'juridica',
    ).map((datum) => datumWords(datum, cuenta.perfil).toLowerCase()),
  }
}
