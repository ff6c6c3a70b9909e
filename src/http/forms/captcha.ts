import { type NextFunction, type Request, type Response, Router } from 'express'
import { countByNetwork } from '../../application/proof/limits.ts'
import { captchaUrls, paths } from '../../domain/urls.ts'
import { allowOwnFrame } from '../middleware/security-headers.ts'
import { HttpError } from '../request/errors.ts'
import { askerOf, ensureFormSeal, requestContext } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { sendRange } from '../static/send-range.ts'
import { take, textOf } from './form-body.ts'

declare module 'express-session' {
  interface SessionData {
    /** Captcha tokens issued by Refrescar, by the end of the token that the form carries. */
    refreshedLetters: { from: string; token: string }[]
  }
}

/** How many forms of a session may have a refreshed captcha at once. */
const MAX_REFRESHED = 20
/** Enough to identify a token: its end is ciphertext under a nonce of its own. */
const tokenEnd = (token: string) => token.slice(-40)

/** The challenge that a form shows now: the one it came with, or the one that Refrescar put in its place. */
export const currentToken = (req: Request, token: string): string =>
  req.session.refreshedLetters?.find(({ from }) => from === tokenEnd(token))?.token ?? token

/** The picture and the sound of a challenge. They need no session. */
export function captchaMedia({ deps, captchasPer10Minutes }: Services): Router {
  const router = Router()
  const limitGenerated =
    (what: 'image' | 'sound') =>
    async (req: Request<{ token: string }>, res: Response, next: NextFunction): Promise<void> => {
      if (deps.captcha.costsWork(req.params.token, what))
        await countByNetwork(deps, requestContext(req, res, deps), 'captchas', captchasPer10Minutes)
      next()
    }
  router.get(paths.captchaImage, limitGenerated('image'), async (req, res) => {
    const image = await deps.captcha.image(req.params.token, askerOf(req))
    if (!image) throw new HttpError(404)
    res.set('Cache-Control', 'private, max-age=600').type('png').send(image)
  })
  router.get(paths.captchaSound, limitGenerated('sound'), async (req, res) => {
    const sound = await deps.captcha.sound(req.params.token, askerOf(req))
    if (!sound) throw new HttpError(404)
    sendRange(req, res.type('audio/wav'), sound)
  })
  return router
}

/**
 * The frame with a form's captcha, and Refrescar, which reloads the frame only: claves and chosen files stay in
 * the form, with or without scripts (docs/decisions/0026).
 */
export function captchaFrame({ deps, inProduction }: Services): Router {
  const router = Router()
  router.get(
    paths.captchaFrame,
    allowOwnFrame(inProduction),
    (req: Request<{ token: string }>, res: Response) => {
      if (deps.captcha.check(req.params.token, '', '', '').id === null) throw new HttpError(404)
      res.render('captcha-frame', captchaUrls(currentToken(req, req.params.token)))
    },
  )
  router.post(paths.refreshCaptcha, (req, res) => {
    const sent = take(req.body, ['formulario', 'ficha'])
    const from = textOf(sent, 'ficha')
    const token = deps.captcha.issue(
      textOf(sent, 'formulario').slice(0, 100),
      ensureFormSeal(req, deps.random),
      deps.captcha.isHard(from),
    )
    const others = (req.session.refreshedLetters ?? []).filter((one) => one.from !== tokenEnd(from))
    req.session.refreshedLetters = [...others, { from: tokenEnd(from), token }].slice(-MAX_REFRESHED)
    res.redirect(303, captchaUrls(from).frame)
  })
  return router
}
