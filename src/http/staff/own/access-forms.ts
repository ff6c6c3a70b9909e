import type { SignedIn } from '../../../application/ports.ts'
import {
  changeOwnContrasena,
  renewRecoveryCodes,
} from '../../../application/staff/funcionarios/own-access.ts'
import { OWN_ACCESS } from '../../../application/staff/passkeys/owner.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { renewSession, saveSession } from '../../session/session.ts'
import { whoSignedIn } from '../elsewhere.ts'
import { rememberCodes } from '../ingreso/show-codes.ts'
import type { StaffForm } from '../staff-form.ts'

/** ● One's own password. The session goes on under a new id. */
export function contrasenaForm({
  deps,
}: Services): StaffForm<SignedIn, typeof INGRESO_FORMS.contrasenaPropia.content> {
  const { title, opening, content } = INGRESO_FORMS.contrasenaPropia
  return {
    url: paths.console.ownContrasena,
    power: 'signed_in',
    audit: ['contrasena_cambiada', 'contrasena_presentada'],
    heading: { title, opening, back: paths.console.own },
    content,
    load: whoSignedIn,
    renews: () => ({ llamada: OWN_ACCESS, url: paths.console.ownContrasena }),
    async submit({ req, context, state, values: { contrasenaActual: antes, contrasena } }) {
      const changed = await changeOwnContrasena(deps, context, { signedIn: state, antes, contrasena })
      if (!changed.ok) return changed
      await renewSession(req)
      req.session.funcionario = changed.value
      req.session.toldOfOwn = true
      await saveSession(req)
      return ok(paths.console.own)
    },
  }
}

/** ● Ten recovery codes in place of those that they had; the next page shows them. */
export function codigosForm({ deps }: Services): StaffForm<SignedIn> {
  const { title, opening, content } = INGRESO_FORMS.codigosPropios
  return {
    url: paths.console.ownCodigosNuevos,
    power: 'signed_in',
    audit: ['codigos_recuperacion_dados'],
    heading: { title, opening, back: paths.console.own },
    content,
    load: whoSignedIn,
    renews: () => ({ llamada: OWN_ACCESS, url: paths.console.ownCodigosNuevos }),
    async submit({ req, context, state }) {
      const given = await renewRecoveryCodes(deps, context, state)
      if (!given.ok) return given
      await rememberCodes(deps, req, given.value)
      return ok(paths.console.ownCodigos)
    },
  }
}
