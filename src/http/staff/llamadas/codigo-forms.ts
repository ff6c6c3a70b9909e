import type { Request } from 'express'
import { pressOnce } from '../../../application/request/press-once.ts'
import { askCallCode } from '../../../application/staff/llamadas/ask-call-code.ts'
import { endLlamada } from '../../../application/staff/llamadas/end-llamada.ts'
import { readBackCode } from '../../../application/staff/llamadas/read-back-code.ts'
import { type LlamadaSheet, readLlamada } from '../../../application/staff/llamadas/read-llamada.ts'
import { LlamadaLost } from '../../../application/staff/llamadas/require-llamada.ts'
import {
  ASK_CODIGO_FORM,
  END_FORM,
  READ_BACK_FORM,
  READ_BACK_TITLE,
} from '../../../domain/forms/llamada-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { ACCION_NAMES, ACCIONES } from '../../../domain/staff/acciones.ts'
import { CALL_CHANNELS } from '../../../domain/staff/call-channels.ts'
import { WRONG_CODIGOS_PER_DAY } from '../../../domain/staff/caps.ts'
import { decirCodigoUrl, llamadaUrl, paths, resumenUrl } from '../../../domain/urls.ts'
import { formatTime } from '../../../domain/values/fecha.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffForm } from '../staff-form.ts'

const OF_CALLS = { power: 'atender_llamadas', hiddenFields: ['llamada'] } as const
const idOf = (req: Request) => requestParam(req, 'llamada')
const backTo = (id: string) => ({ back: llamadaUrl(id), hiddenFields: { llamada: id } })

/** The button that sends a code of the call, for one action, to one channel. */
export const askCodigoButton = ({ deps }: Services): StaffForm<string, typeof ASK_CODIGO_FORM> => ({
  ...OF_CALLS,
  url: paths.console.pedirCodigo,
  audit: ['codigo_pedido'],
  heading: { title: READ_BACK_TITLE, back: paths.console.llamadas },
  content: ASK_CODIGO_FORM,
  load: (req) => ({ ok: true, state: idOf(req) }),
  view: backTo,
  async submit({ req, context, state: id }) {
    const accion = ACCION_NAMES.find((one) => one === requestParam(req, 'accion_pedida'))
    const channel = CALL_CHANNELS.find((one) => one === requestParam(req, 'canal'))
    if (!accion || !channel) throw new HttpError(404)
    const asked = await askCallCode(deps, context, { id, accion, channel })
    return asked === 'bien' ? ok(decirCodigoUrl(id)) : refuse(`llamada_codigo_${asked}`)
  },
})

/** Where what the caller reads back is typed. */
export const readBackForm = ({ deps }: Services): StaffForm<LlamadaSheet, typeof READ_BACK_FORM> => ({
  ...OF_CALLS,
  url: paths.console.decirCodigo,
  audit: ['llamada_vista', 'codigo_presentado'],
  heading: { title: READ_BACK_TITLE, back: paths.console.llamadas },
  content: READ_BACK_FORM,
  load: async (req, context) => ({ ok: true, state: await readLlamada(deps, context, idOf(req)) }),
  view: (sheet) => ({ ...backTo(sheet.llamada.id), opening: [[{ text: sentTo(sheet) }]] }),
  submit: ({ context, state: { llamada }, values: { codigo }, form }) =>
    pressOnce(deps, form, async () => {
      const read = await readBackCode(deps, context, { id: llamada.id, codigo })
      switch (read.result) {
        case 'bien':
          return ok(llamadaUrl(llamada.id))
        case 'no_coincide':
          return refuse('llamada_codigo', 'codigo', {
            restantes: read.remaining === 1 ? '1 vez' : `${read.remaining} veces`,
          })
        case 'agotado':
          return refuse('llamada_codigo_agotado', 'codigo')
        case 'tope':
          return refuse('llamada_codigo_tope', 'codigo', { maximo: WRONG_CODIGOS_PER_DAY })
        case 'vencido':
          return refuse('codigo_vencido', 'codigo')
      }
    }),
})

function sentTo({ llamada, masked }: LlamadaSheet): string {
  const { codigoAccion, codigoChannel, codigoExpiresAt } = llamada
  if (!codigoAccion || !codigoChannel || !codigoExpiresAt)
    return 'No hay un código que espere: pida otro en la página de la llamada.'
  const to = `${masked[codigoChannel] ?? ''}, para ${ACCIONES[codigoAccion].spoken ?? ''}`
  return `Lo enviamos a ${to}. Sirve hasta las ${formatTime(codigoExpiresAt)}. Pídale que lo lea; no le diga dónde llegó.`
}

/** The button that ends a call. */
export const endButton = ({ deps }: Services): StaffForm<string, typeof END_FORM> => ({
  ...OF_CALLS,
  url: paths.console.terminarLlamada,
  audit: ['llamada_terminada'],
  heading: { title: 'Terminar la llamada', back: paths.console.llamadas },
  content: END_FORM,
  load: (req) => ({ ok: true, state: idOf(req) }),
  view: backTo,
  async submit({ context, state: id }) {
    try {
      await endLlamada(deps, context, id)
    } catch (error) {
      // Pressed twice: it ended as was wanted.
      if (!(error instanceof LlamadaLost && error.reason === 'terminada')) throw error
    }
    return ok(resumenUrl(id))
  },
})
