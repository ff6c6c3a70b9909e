import type { Request } from 'express'
import type { AskedPasskey, PasskeyAnswer } from '../../../application/staff/passkeys/challenge.ts'
import type { FormPage, Sent } from '../../forms/form.ts'
import { textOf } from '../../forms/form-body.ts'

/** The hidden field that brings the answer, which public/js/passkey.js fills in. */
export const ANSWER_FIELD = 'passkey'
/** How many tabs may ask side by side. */
const TABS = 3

/**
 * A page whose form is sent with the answer of a passkey.
 * @param action of `navigator.credentials`.
 * @param without what it says where that cannot be.
 */
export function passkeyPage(
  req: Request,
  { challenge, options }: AskedPasskey,
  { action, without }: { action: 'create' | 'get'; without: string },
): FormPage {
  const { passkeysAsked = [] } = req.session
  req.session.passkeysAsked = [...passkeysAsked, challenge].slice(-TABS)
  return {
    hiddenFields: { [ANSWER_FIELD]: '' },
    template: { name: 'console/passkey', model: { passkey: { action, options, without } } },
  }
}

/** What the browser answered; undefined where it did not. */
export function answerIn({ req, typed }: Pick<Sent, 'req' | 'typed'>): PasskeyAnswer | undefined {
  const answer = textOf(typed, ANSWER_FIELD)
  return answer === '' ? undefined : { asked: req.session.passkeysAsked ?? [], answer }
}
