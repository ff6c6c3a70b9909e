import { fileURLToPath } from 'node:url'
import express, { type Express, Router } from 'express'
import * as urls from '../../../src/domain/urls.ts'
import { captchaFrame, captchaMedia } from '../../../src/http/forms/captcha.ts'
import type { Form } from '../../../src/http/forms/form.ts'
import { mountForm } from '../../../src/http/forms/form-route.ts'
import { requireCsrf } from '../../../src/http/middleware/csrf.ts'
import { handleErrors } from '../../../src/http/middleware/error-pages.ts'
import { parseForm } from '../../../src/http/middleware/parse-form.ts'
import { type SessionOptions, sessionStack } from '../../../src/http/session/session-stack.ts'
import type { TestProduct } from '../product/test-product.ts'

const HOUR_MS = 60 * 60_000
const SESSIONS = {
  name: 'formulario',
  sameSite: 'lax',
  idleMs: HOUR_MS,
  absoluteMs: HOUR_MS,
  keeps: ['refreshedLetters'],
  formerKeeps: [],
} as const satisfies SessionOptions

/** An application with one form and what the mechanism needs around it; no citizens' page. */
export function createFormApp<State>({ product: { services } }: TestProduct, form: Form<State>): Express {
  const { csrf } = services
  const sessions = sessionStack(SESSIONS, services, ['secreto'])
  const app = express()
  app.set('view engine', 'ejs')
  app.set('views', fileURLToPath(new URL('../../../views', import.meta.url)))
  const asset = (path: string) => `/${path}`
  Object.assign(app.locals, { asset, urls, site: '', menu: [], csrf: '', nonce: '' })
  const router = Router()
  mountForm(router, services, form)
  app.use(
    parseForm(services),
    sessions.load,
    requireCsrf(csrf),
    captchaMedia(services),
    captchaFrame(services),
    router,
    handleErrors(services),
  )
  return app
}
