import { closeCasoOfList } from '../../../application/staff/casos/close-caso.ts'
import { type CasoPage, readCasoPage } from '../../../application/staff/casos/read-caso-page.ts'
import { CASO_OUTCOMES } from '../../../domain/account/caso.ts'
import { CLOSE_CASO_FORM, CLOSE_CASO_TITLE } from '../../../domain/forms/phone-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { CLOSE_CASO_WORDS } from '../../../domain/pages/accion-words.ts'
import { reasonWords } from '../../../domain/pages/console-words.ts'
import { casoPageUrl, paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { chosen } from '../acciones/chosen.ts'
import { ElsewhereInstead } from '../elsewhere.ts'
import type { StaffForm } from '../staff-form.ts'

/** Closes a caso outside a call, also of who has no account; then its page says how it ended. */
export const closeForm = ({ deps }: Services): StaffForm<CasoPage, typeof CLOSE_CASO_FORM> => ({
  url: paths.console.cerrarCaso,
  power: 'cerrar_casos',
  audit: ['caso_visto', 'caso_cerrado'],
  heading: { title: CLOSE_CASO_TITLE, back: paths.console.casos },
  content: CLOSE_CASO_FORM,
  hiddenFields: ['caso'],
  async load(req, context) {
    const id = requestParam(req, 'caso')
    const state = await readCasoPage(deps, context, id)
    if (!state) return { ok: false, error: new HttpError(404) }
    // A form that was sent is answered by what closes it: the second of a double click too.
    if (state === 'tope' || (req.method === 'GET' && state.caso.closedAt))
      return { ok: false, error: new ElsewhereInstead(casoPageUrl(id)) }
    return { ok: true, state }
  },
  view: ({ caso: { id, number, reason } }) => ({
    back: casoPageUrl(id),
    opening: [
      [{ text: `Caso ${number}: ${reasonWords(reason)}`, strong: true }],
      [{ text: CLOSE_CASO_WORDS }],
    ],
    hiddenFields: { caso: id },
  }),
  async submit({ context, state, values, form }) {
    const outcome = chosen(CASO_OUTCOMES, values.finDelCaso)
    const done = await closeCasoOfList(deps, context, { id: state.caso.id, outcome, form })
    return done.ok ? ok(casoPageUrl(done.value)) : done
  },
})
