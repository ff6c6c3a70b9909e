import type { Request, Router } from 'express'
import type { Context, Solicitud } from '../../../application/ports.ts'
import type { FormSubmission } from '../../../application/request/once.ts'
import type { FormContent } from '../../../domain/forms/form-content.ts'
import type { Form } from '../../forms/form.ts'
import { mountForm } from '../../forms/form-route.ts'
import { requireLiveForm } from '../../middleware/csrf.ts'
import { requestContext } from '../../request/request-context.ts'
import { sentText } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { expectPasoError } from '../progress.ts'

interface CodigoForm<State, C extends FormContent>
  extends Omit<Form<State, C>, 'url' | 'hiddenFields' | 'buttons' | 'load'> {
  /** Address of the form, for one solicitud or as it is mounted. */
  url(solicitudId?: string): string
  /** Address of the button on the page that offers the code. */
  codigoUrl: string
  /** @throws {AtOtherPaso} the page of the solicitud, when it offers no code (any more). */
  find(req: Request): Promise<State>
  /** Sends a code. */
  request(
    context: Context,
    asked: { solicitudId: string; form: Pick<FormSubmission, 'body'> },
  ): Promise<unknown>
}

/** Mounts a code that a last or stopped page offers: the button there that asks for it, and the form that takes it. */
export function mountCodigoForm<State extends { solicitud: Solicitud }, C extends FormContent>(
  router: Router,
  services: Services,
  { url, codigoUrl, find, request, ...form }: CodigoForm<State, C>,
): void {
  mountForm(router, services, {
    ...form,
    url: url(),
    hiddenFields: ['solicitud'],
    buttons: [
      {
        value: 'codigo',
        text: 'Enviar otro código',
        async run({ context, state, form }) {
          const { id } = state.solicitud
          await request(context, { solicitudId: id, form })
          return url(id)
        },
      },
    ],
    async load(req) {
      try {
        return { ok: true, state: await find(req) }
      } catch (error) {
        return { ok: false, error: expectPasoError(error) }
      }
    },
  })
  router.post(codigoUrl, requireLiveForm, async (req, res) => {
    const { id } = (await find(req)).solicitud
    const body = `${url()}:${sentText(req.body, '_csrf')}`
    await request(requestContext(req, res, services.deps), { solicitudId: id, form: { body } })
    res.redirect(303, url(id))
  })
}
