import { renewFactor } from '../../../application/staff/funcionarios/renew-factor.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { saveSession } from '../../session/session.ts'
import { ElsewhereInstead } from '../elsewhere.ts'
import type { StaffForm } from '../staff-form.ts'

interface Renewing {
  llamada: string
  url: string
}

/** The second factor again, before what is marked ●; then the page that asked for it. */
export function otraVezForm({ deps }: Services): StaffForm<Renewing, typeof INGRESO_FORMS.otraVez.content> {
  const { title, opening, content } = INGRESO_FORMS.otraVez
  return {
    url: paths.console.otraVez,
    power: 'signed_in',
    audit: ['segundo_factor_presentado'],
    heading: { title, opening, back: paths.console.home },
    content,
    load: ({ session: { renewing } }) =>
      renewing
        ? { ok: true, state: renewing }
        : { ok: false, error: new ElsewhereInstead(paths.console.home) },
    async submit({ req, context, state: { llamada, url }, values: { codigo } }) {
      const { funcionario } = req.session
      if (!funcionario) return ok(paths.console.ingresar)
      const renewed = await renewFactor(deps, context, funcionario, { llamada, codigo })
      if (!renewed.ok) return renewed
      req.session.renewed = renewed.value
      delete req.session.renewing
      await saveSession(req)
      return ok(url)
    },
  }
}
