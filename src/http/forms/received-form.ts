import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Deps } from '../../application/ports.ts'
import { fieldsOf } from '../../domain/forms/form-content.ts'
import type { Refusal } from '../../domain/outcome/result.ts'
import { localsOf, type RequestLocals, requestContext } from '../request/request-context.ts'
import { currentToken } from './captcha.ts'
import type { Form, Sent } from './form.ts'
import { take, textOf } from './form-body.ts'
import { fileFieldsOf } from './parse-fields.ts'
import { PRICE_FIELDS } from './price.ts'

/** Hidden fields and buttons that any form may send besides its own. */
const CONTROL_FIELDS = ['accion', 'captcha', 'captchaFicha', 'sinCookies', ...PRICE_FIELDS] as const

/** Reads the names that a form has from the body of a request; ignores everything else. */
export function receiveForm(
  deps: Pick<Deps, 'fingerprints'>,
  { url, content, hiddenFields = [] }: Pick<Form<never>, 'url' | 'content' | 'hiddenFields'>,
  req: Request,
  res: Response,
): Sent {
  const typed = take(req.body, [...fieldsOf(content), ...CONTROL_FIELDS, ...hiddenFields])
  const context = requestContext(req, res, deps)
  const files = digestsOf(localsOf(res).files ?? {})
  return {
    req,
    context,
    typed,
    form: {
      form: url,
      token: currentToken(req, textOf(typed, 'captchaFicha')),
      respuesta: textOf(typed, 'captcha'),
      body: JSON.stringify([url, context.formSeal, take(req.body, ['_csrf']), typed, files]),
    },
  }
}

/** Digests in place of the files, for recognising the same form sent twice. */
const digestsOf = (files: RequestLocals['files']): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(files).map(([field, sent]) => [
      field,
      sent.map(({ name, bytes }) => createHash('sha256').update(name).update(bytes).digest('base64')),
    ]),
  )

/** Asks for the files again: no browser restores them in a form that comes back. */
export function lostFiles(
  content: Form<never>['content'],
  res: Response,
  refusals: readonly Refusal[],
): Refusal[] {
  const { files } = localsOf(res)
  return fileFieldsOf(content)
    .filter((name) => files?.[name]?.length && !refusals.some(({ field }) => field === name))
    .map((field) => ({ code: 'archivo_de_nuevo', field }))
}
