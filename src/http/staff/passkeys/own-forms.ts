import type { Request } from 'express'
import type { SignedIn } from '../../../application/ports.ts'
import {
  listOwnPasskeys,
  type OwnPasskey,
  removePasskey,
  renamePasskey,
} from '../../../application/staff/passkeys/own-passkeys.ts'
import { OWN_ACCESS } from '../../../application/staff/passkeys/owner.ts'
import { askToRegister, registerPasskey } from '../../../application/staff/passkeys/register-passkey.ts'
import { PASSKEY_FORMS, REGISTER_FIRST, WITHOUT_PASSKEYS } from '../../../domain/forms/passkey-forms.ts'
import { ok, refuse } from '../../../domain/outcome/result.ts'
import { passkeyRemoveUrl, paths } from '../../../domain/urls.ts'
import type { Loaded } from '../../forms/form.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { ElsewhereInstead, orElsewhere, whoSignedIn } from '../elsewhere.ts'
import { enter } from '../ingreso/enter.ts'
import type { StaffForm } from '../staff-form.ts'
import { ANSWER_FIELD, answerIn, passkeyPage } from './asked.ts'
import { passkeyFacts } from './own-page.ts'

/** Registers one more; the first one of who can do nothing else. */
export function registerForm({ deps }: Services): StaffForm<SignedIn, typeof PASSKEY_FORMS.register.content> {
  const { title, opening, content } = PASSKEY_FORMS.register
  return {
    url: paths.console.passkeyNew,
    power: 'signed_in',
    audit: ['llave_registrada'],
    heading: { title, opening, back: paths.console.passkeys },
    content,
    hiddenFields: [ANSWER_FIELD],
    load: whoSignedIn,
    renews: ({ onlyRegisters }) =>
      onlyRegisters ? undefined : { llamada: OWN_ACCESS, url: paths.console.passkeyNew },
    async view(signedIn, req) {
      const asked = await askToRegister(deps, signedIn)
      if (!asked) throw new ElsewhereInstead(paths.console.ingresar)
      return {
        ...passkeyPage(req, asked, { action: 'create', without: WITHOUT_PASSKEYS.none }),
        ...(signedIn.onlyRegisters && { opening: [REGISTER_FIRST, ...opening], back: '' }),
      }
    },
    async submit({ state: signedIn, context, values, ...sent }) {
      const answer = answerIn(sent)
      if (!answer) return refuse('llave_sin_respuesta')
      const { renewed } = sent.req.session
      const registered = await registerPasskey(
        deps,
        context,
        { signedIn, renewed },
        { ...answer, name: values.nombrePasskey ?? '' },
      )
      if (!registered.ok) return registered
      return ok(signedIn.onlyRegisters ? await enter(sent.req, registered.value) : paths.console.passkeys)
    },
  }
}

/** Calls one of them otherwise. */
export function renameForm({ deps }: Services): StaffForm<OwnPasskey, typeof PASSKEY_FORMS.rename.content> {
  const { title, content } = PASSKEY_FORMS.rename
  return {
    url: paths.console.passkeyRename,
    power: 'signed_in',
    audit: ['llave_renombrada'],
    heading: { title, back: paths.console.passkeys },
    content,
    hiddenFields: ['ref'],
    load: (req) => loadOwn(deps, req),
    view: (passkey) => ({
      hiddenFields: { ref: passkey.ref },
      opening: passkeyFacts(passkey).map((text) => [{ text }]),
      initialValues: { nombrePasskey: passkey.name },
    }),
    async submit({ req, state: { ref }, context, values }) {
      const { funcionario } = req.session
      if (!funcionario) return ok(paths.console.ingresar)
      const name = values.nombrePasskey ?? ''
      const renamed = await renamePasskey(deps, context, funcionario, { ref, name })
      return renamed.ok ? ok(paths.console.passkeys) : renamed
    },
  }
}

/** The one that an address names; where there is none, the list is shown. */
async function loadOwn(deps: Services['deps'], req: Request): Promise<Loaded<OwnPasskey>> {
  const { funcionario } = req.session
  const own = funcionario ? await listOwnPasskeys(deps, funcionario) : []
  const passkey = own.find(({ ref }) => ref === requestParam(req, 'ref'))
  return orElsewhere(passkey, paths.console.passkeys)
}

/** Removes one of them. */
export function removeForm({ deps }: Services): StaffForm<OwnPasskey> {
  const { title, content } = PASSKEY_FORMS.remove
  return {
    url: paths.console.passkeyRemove,
    power: 'signed_in',
    audit: ['llave_quitada'],
    heading: { title, back: paths.console.passkeys },
    content,
    hiddenFields: ['ref'],
    load: (req) => loadOwn(deps, req),
    renews: ({ ref }) => ({ llamada: OWN_ACCESS, url: passkeyRemoveUrl(ref) }),
    view: (passkey) => ({
      hiddenFields: { ref: passkey.ref },
      opening: passkeyFacts(passkey).map((text) => [{ text }]),
    }),
    async submit({ req, state: { ref }, context }) {
      const { funcionario, renewed } = req.session
      if (!funcionario) return ok(paths.console.ingresar)
      const removed = await removePasskey(deps, context, { signedIn: funcionario, renewed }, ref)
      return removed.ok ? ok(paths.console.passkeys) : removed
    },
  }
}
