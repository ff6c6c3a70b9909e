import type { Request } from 'express'
import type { InLlamada } from '../../../application/staff/acciones/act.ts'
import { type AccionSheet, readAccion, readSummary } from '../../../application/staff/acciones/read-accion.ts'
import { endLlamada } from '../../../application/staff/llamadas/end-llamada.ts'
import type { FormContent, ValuesOf } from '../../../domain/forms/form-content.ts'
import type { AuditEvent } from '../../../domain/notices/audit-events.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { accionOpening, CLOSED_WORDS } from '../../../domain/pages/accion-words.ts'
import { ACCIONES, type Accion } from '../../../domain/staff/acciones.ts'
import { isSamePress } from '../../../domain/staff/llamada.ts'
import { accionUrl, llamadaUrl, paths, resumenUrl } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import type { FormPage, Overrides } from '../../forms/form.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { ConsoleContext } from '../context.ts'
import { ElsewhereInstead } from '../elsewhere.ts'
import { whoseParts } from '../llamadas/whose.ts'
import type { StaffForm } from '../staff-form.ts'

/** What differs between the pages of two actions. */
interface AccionPage<C extends FormContent> {
  accion: Exclude<Accion, 'registrar'>
  content: C
  audit: readonly [AuditEvent, ...AuditEvent[]]
  run(
    context: ConsoleContext,
    order: InLlamada,
    values: ValuesOf<C>,
    sheet: AccionSheet,
  ): Promise<Result<string>>
  overrides?(sheet: AccionSheet): Overrides
  view?(sheet: AccionSheet): FormPage
}

/** Its page and its button: what will happen, who is told and until when; then what to read aloud. */
export function accionForm<C extends FormContent>(
  { deps }: Services,
  { accion, content, audit, run, overrides, view }: AccionPage<C>,
): StaffForm<AccionSheet, C> {
  const { power, label, renew } = ACCIONES[accion]
  /** Whether it is the last thing that was done in a call, just now. */
  const wasJustDone = async (llamadaId: string, context: ConsoleContext) => {
    const last = (await readSummary(deps, context, llamadaId)).done.at(-1)
    return last?.accion === accion && isSamePress(new Date(last.at), deps.clock.now())
  }
  return {
    url: paths.console.acciones[accion],
    power,
    audit,
    heading: { title: renew ? `${label} ●` : label, back: paths.console.home },
    content,
    hiddenFields: ['llamada', 'vez'],
    ...(overrides && { overrides }),
    load: async (req: Request, context) => {
      const llamadaId = requestParam(req, 'llamada')
      try {
        return { ok: true, state: await readAccion(deps, context, { llamadaId, accion }) }
      } catch (error) {
        // Its button was pressed twice, and the first press ended the call with it.
        if (req.method !== 'POST' || !(await wasJustDone(llamadaId, context))) throw error
        return { ok: false, error: new ElsewhereInstead(resumenUrl(llamadaId)) }
      }
    },
    view: (sheet) => ({
      back: llamadaUrl(sheet.llamadaId),
      opening: [whoseParts(sheet.cuenta), ...sentencesOf(sheet).map((text) => [{ text }])],
      // Each page that is opened is another form: the same thing may be meant again.
      hiddenFields: { llamada: sheet.llamadaId, vez: deps.random.uuid() },
      ...view?.(sheet),
    }),
    ...(renew && {
      renews: ({ llamadaId }: AccionSheet) => ({ llamada: llamadaId, url: accionUrl(accion, llamadaId) }),
    }),
    async submit({ context, values, state, form }) {
      const { llamadaId } = state
      const done = await run(context, { llamadaId, form }, values, state)
      if (!done.ok) return done
      if ('terminaLlamada' in values && values.terminaLlamada) await endLlamada(deps, context, llamadaId)
      return ok(resumenUrl(llamadaId))
    },
  }
}

function sentencesOf({
  accion,
  closed,
  maskedEmail,
  maskedCelular,
  effectiveAt,
}: AccionSheet): readonly string[] {
  if (closed) return [CLOSED_WORDS[closed === 'no_corresponde' ? closed : closed.kind]]
  const facts = { email: maskedEmail ?? 'su correo', celular: maskedCelular ?? 'su celular' }
  const has = { email: maskedEmail !== null, celular: maskedCelular !== null }
  return accionOpening(accion, { ...facts, has, from: formatMoment(effectiveAt) })
}
