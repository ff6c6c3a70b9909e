import type { FirstFactor } from '../../../application/staff/funcionarios/sign-in.ts'
import { readFactors } from '../../../application/staff/passkeys/factors.ts'
import {
  askToEnter,
  askToRenew,
  renewWithPasskey,
  showPasskey,
} from '../../../application/staff/passkeys/show-passkey.ts'
import { PASSKEY_FORMS, WITHOUT_PASSKEYS } from '../../../domain/forms/passkey-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import type { Services } from '../../services.ts'
import { ElsewhereInstead } from '../elsewhere.ts'
import type { EntranceForm } from '../entrance-form.ts'
import { firstFactor, goOn } from '../ingreso/second-factor-forms.ts'
import { goBack, type Renewing, renewingOf } from '../own/otra-vez.ts'
import type { StaffForm } from '../staff-form.ts'
import { ANSWER_FIELD, answerIn, passkeyPage } from './asked.ts'

/** A passkey, after the password. */
export function passkeyForm({ deps }: Services): EntranceForm<FirstFactor> {
  const { title, opening, content } = PASSKEY_FORMS.enter
  return {
    url: paths.console.passkey,
    power: 'contrasena_shown',
    audit: ['llave_presentada'],
    heading: { title, opening, back: paths.console.ingresar },
    content,
    hiddenFields: [ANSWER_FIELD],
    load: firstFactor,
    async view(first, req) {
      const asked = await askToEnter(deps, first)
      if (!asked) throw new ElsewhereInstead(paths.console.codigo)
      const { totp } = await readFactors(deps, first.funcionarioId)
      const without = totp ? WITHOUT_PASSKEYS.totp : WITHOUT_PASSKEYS.none
      return {
        ...passkeyPage(req, asked, { action: 'get', without }),
        alternatives: [
          ...(totp ? [{ text: 'Usar el código de mi teléfono', url: paths.console.codigo }] : []),
          { text: 'No tengo mi llave', url: paths.console.recuperacion },
        ],
      }
    },
    async submit({ state, context, ...sent }) {
      const answer = answerIn(sent)
      if (!answer) return refuse('llave_sin_respuesta')
      return goOn(sent.req, await showPasskey(deps, context, state, answer))
    },
  }
}

/** The same again, before what is marked ●; then the page that asked for it. */
export function otraVezPasskeyForm({ deps }: Services): StaffForm<Renewing> {
  const { title, opening, content } = PASSKEY_FORMS.again
  return {
    url: paths.console.otraVezPasskey,
    power: 'signed_in',
    audit: ['llave_presentada'],
    heading: { title, opening, back: paths.console.home },
    content,
    hiddenFields: [ANSWER_FIELD],
    load: renewingOf,
    async view(_state, req, { actor }) {
      const asked = req.session.funcionario && (await askToRenew(deps, req.session.funcionario))
      if (!asked) throw new ElsewhereInstead(paths.console.otraVez)
      const { totp } = await readFactors(deps, actor.id)
      const without = totp ? WITHOUT_PASSKEYS.totp : WITHOUT_PASSKEYS.none
      return {
        ...passkeyPage(req, asked, { action: 'get', without }),
        alternatives: totp ? [{ text: 'Usar el código de mi teléfono', url: paths.console.otraVez }] : [],
      }
    },
    async submit({ state: { llamada, url }, context, ...sent }) {
      const answer = answerIn(sent)
      if (!answer) return refuse('llave_sin_respuesta')
      const { funcionario } = sent.req.session
      if (!funcionario) return ok(paths.console.ingresar)
      const renewed = await renewWithPasskey(deps, context, funcionario, { ...answer, llamada })
      return renewed.ok ? ok(await goBack(sent.req, renewed.value, url)) : renewed
    },
  }
}
