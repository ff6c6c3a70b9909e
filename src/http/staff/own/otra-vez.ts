import type { Request } from 'express'
import type { Renewed } from '../../../application/ports.ts'
import { renewFactor } from '../../../application/staff/funcionarios/renew-factor.ts'
import { readFactors } from '../../../application/staff/passkeys/factors.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import type { Loaded } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import { saveSession } from '../../session/session.ts'
import { orElsewhere } from '../elsewhere.ts'
import type { StaffForm } from '../staff-form.ts'

export interface Renewing {
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
    async load(req, { actor }) {
      const loaded = renewingOf(req)
      if (!loaded.ok) return loaded
      const { totp } = await readFactors(deps, actor.id)
      return orElsewhere(totp ? loaded.state : undefined, paths.console.otraVezPasskey)
    },
    view: async (_state, _req, { actor }) =>
      (await readFactors(deps, actor.id)).passkey
        ? { alternatives: [{ text: 'Usar mi llave de acceso', url: paths.console.otraVezPasskey }] }
        : {},
    async submit({ req, context, state: { llamada, url }, values: { codigo } }) {
      const { funcionario } = req.session
      if (!funcionario) return ok(paths.console.ingresar)
      const renewed = await renewFactor(deps, context, funcionario, { llamada, codigo })
      return renewed.ok ? ok(await goBack(req, renewed.value, url)) : renewed
    },
  }
}

/** What this session shows its second factor again for. */
export const renewingOf = ({ session: { renewing } }: Request): Loaded<Renewing> =>
  orElsewhere(renewing, paths.console.home)

/** Notes that the second factor was shown again. @returns the page that asked for it. */
export async function goBack(req: Request, renewed: Renewed, url: string): Promise<string> {
  req.session.renewed = renewed
  delete req.session.renewing
  await saveSession(req)
  return url
}
