import {
  type Decided,
  readDecided,
  reopenDocumento,
} from '../../../application/staff/documentos/reopen-documento.ts'
import { KIND_NAMES } from '../../../domain/documento/kinds.ts'
import { documentosUrl } from '../../../domain/documento-urls.ts'
import { REOPEN_FORM } from '../../../domain/forms/documento-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { decidedWords, REOPEN_REFUSAL_WORDS } from '../../../domain/pages/documento-words.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'

/** Opening a decision again: what will happen, then the button. */
export const reopenForm = ({ deps }: Services): StaffForm<Decided, typeof REOPEN_FORM> => ({
  url: paths.console.reabrirDocumento,
  power: 'resolver_documentos',
  audit: ['documento_visto', 'documento_reabierto'],
  heading: { title: 'Reabrir una decisión', back: documentosUrl({ estado: 'decidido' }) },
  content: REOPEN_FORM,
  hiddenFields: ['documento', 'version'],
  async load(req, context) {
    const state = await readDecided(deps, context, requestParam(req, 'documento'))
    return state ? { ok: true, state } : { ok: false, error: new HttpError(404) }
  },
  view: ({ documento, ...decided }) => ({
    opening: linesOf({ documento, ...decided }).map((text) => [{ text }]),
    hiddenFields: { documento: documento.id, version: String(documento.version) },
  }),
  async submit({ req, context, state: { documento }, form }) {
    const version = Number(requestParam(req, 'version'))
    const done = await reopenDocumento(deps, context, { id: documento.id, version, form })
    return done.ok ? ok(documentosUrl({ dicho: 'reabierto' })) : done
  },
})

function linesOf({ documento, refusal, endsOrden }: Decided): string[] {
  const { kind, estado, reason, decidedAt } = documento
  const when = decidedAt ? `, el ${formatMoment(decidedAt)}` : ''
  const decided = `${KIND_NAMES[kind]}: ${decidedWords(estado, reason).toLowerCase()}${when}.`
  if (refusal) return [decided, `No se puede reabrir: ${REOPEN_REFUSAL_WORDS[refusal]}.`]
  const identity =
    estado === 'verificado'
      ? ['Si la identidad de la cuenta se apoya solo en él, deja de estar verificada.']
      : []
  return [
    decided,
    'Vuelve a la lista de los que esperan revisión. A la persona se le avisa por correo.',
    ...identity,
    ...(endsOrden
      ? ['Hay abierto un pedido de verificar esta cuenta, entre dos personas: termina sin efecto.']
      : []),
  ]
}
