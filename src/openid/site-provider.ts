import Provider, { type KoaContextWithOIDC } from 'oidc-provider'
import { showPage } from './handover.ts'

type Registration = Parameters<Provider['registerResponseMode']>

/**
 * The provider, whose answer by a form (`response_mode=form_post`, which .NET asks for) is a page of ours: its own is in
 * English, and our policy lets it send nothing.
 */
export class SiteProvider extends Provider {
  override registerResponseMode(name: Registration[0], handler: Registration[1]): void {
    super.registerResponseMode(name, name === 'form_post' ? answerByForm : handler)
  }
}

async function answerByForm(
  ctx: KoaContextWithOIDC,
  to: string,
  answer: Record<string, unknown>,
): Promise<void> {
  const known = Object.entries(answer).filter(([, value]) => value !== undefined)
  const fields = Object.fromEntries(known.map(([name, value]) => [name, String(value)]))
  showPage(ctx, { page: 'vuelta', to, fields, sistema: ctx.oidc.client?.clientName ?? '' })
}
