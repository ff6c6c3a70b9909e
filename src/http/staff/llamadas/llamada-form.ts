import { pressOnce } from '../../../application/request/press-once.ts'
import { checkCaller } from '../../../application/staff/llamadas/check-caller.ts'
import { type LlamadaSheet, readLlamada } from '../../../application/staff/llamadas/read-llamada.ts'
import { fieldsOf } from '../../../domain/forms/form-content.ts'
import { GUION_FORM, guionLabels } from '../../../domain/forms/llamada-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { llamadaUrl, paths } from '../../../domain/urls.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'
import { llamadaView } from './llamada-view.ts'

/** The page of a call, with the script that checks its caller. */
export const llamadaForm = ({ deps }: Services): StaffForm<LlamadaSheet, typeof GUION_FORM> => ({
  url: paths.console.llamada,
  power: 'atender_llamadas',
  audit: ['llamada_vista', 'comprobacion_hecha'],
  heading: { title: 'Llamada', back: paths.console.llamadas },
  content: GUION_FORM,
  hiddenFields: ['llamada'],
  async load(req, context) {
    return { ok: true, state: await readLlamada(deps, context, requestParam(req, 'llamada')) }
  },
  overrides: ({ cuenta, check: { asked } }) => ({
    labels: guionLabels(cuenta.perfil),
    omittedFields: fieldsOf(GUION_FORM).filter((name) => !asked.some((one) => one === name)),
  }),
  view: (sheet, _req, context) => ({
    hiddenFields: { llamada: sheet.llamada.id },
    template: { name: 'console/llamada', model: { sheet: llamadaView(sheet, context, deps.clock.now()) } },
  }),
  submit: ({ context, state: { llamada }, values: answers, form }) =>
    pressOnce(deps, form, async () => {
      const { id } = llamada
      const checked = await checkCaller(deps, context, { id, answers })
      // What closed shows on the page, for whoever opens it.
      return checked.result === 'no_coincide'
        ? refuse('llamada_no_coincide', undefined, { restantes: timesWords(checked.remaining) })
        : ok(llamadaUrl(id))
    }),
})

const timesWords = (remaining: number): string => (remaining === 1 ? '1 vez' : `${remaining} veces`)
