import { signIn } from '../../../application/staff/funcionarios/sign-in.ts'
import { readFactors } from '../../../application/staff/passkeys/factors.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import type { Services } from '../../services.ts'
import { funcionarioOf } from '../context.ts'
import { ElsewhereInstead } from '../elsewhere.ts'
import type { EntranceForm } from '../entrance-form.ts'
import { beginEntering } from './enter.ts'

/** E-mail and password. Whoever is signed in is led on. */
export function ingresarForm({
  deps,
}: Services): EntranceForm<undefined, typeof INGRESO_FORMS.ingresar.content> {
  const { title, content } = INGRESO_FORMS.ingresar
  return {
    url: paths.console.ingresar,
    power: 'nobody',
    audit: ['contrasena_presentada'],
    heading: { title, back: '' },
    content,
    load: ({ res }) => {
      if (!res) throw new HttpError(500)
      return funcionarioOf(res)
        ? { ok: false, error: new ElsewhereInstead(paths.console.home) }
        : { ok: true, state: undefined }
    },
    opened({ session }) {
      const { said } = session
      delete session.said
      return said ? { refusals: [{ code: said }] } : {}
    },
    async submit({ req, context, values }) {
      const first = await signIn(deps, context, values)
      if (!first.ok) return first
      const factors = await readFactors(deps, first.value.funcionarioId)
      return ok(await beginEntering(req, first.value, factors))
    },
  }
}
