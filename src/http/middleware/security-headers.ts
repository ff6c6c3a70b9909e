import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Random } from '../../application/ports.ts'
import { localsOf } from '../request/request-context.ts'

/**
 * The Content-Security-Policy: scripts, styles and frames only from our own origin; no plugins; inline scripts
 * only with the nonce.
 * @param ancestors whose pages may show the response in a frame.
 */
const contentSecurityPolicy = (ancestors: "'none'" | "'self'", inProduction: boolean): RequestHandler =>
  helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: [ancestors],
      frameSrc: ["'self'"],
      // A photo chosen by the person, resized in the browser (docs/decisions/0025).
      imgSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      mediaSrc: ["'self'"],
      scriptSrc: ["'self'", (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
      styleSrc: ["'self'"],
      // Works for the price of a form (public/js/price.js).
      workerSrc: ["'self'"],
      ...(inProduction && { upgradeInsecureRequests: [] }),
    },
  })

/** For a route whose response our own pages show in a frame, instead of the headers that let nobody. */
export const allowOwnFrame = (inProduction: boolean): RequestHandler[] => [
  contentSecurityPolicy("'self'", inProduction),
  helmet.xFrameOptions({ action: 'sameorigin' }),
]

const POLICY = 'Content-Security-Policy'

/** Lets a form of this page end at another origin, to which our answer redirects it. */
export function allowFormTo(res: Response, origin: string): void {
  res.set(POLICY, String(res.get(POLICY)).replace("form-action 'self'", `form-action 'self' ${origin}`))
}

/** The security headers of every response, and its nonce. */
export function securityHeaders(random: Random, inProduction: boolean): RequestHandler[] {
  const nonce = (_req: Request, res: Response, next: NextFunction) => {
    localsOf(res).nonce = random.token()
    next()
  }
  const headers = helmet({
    contentSecurityPolicy: false,
    // Neither an enlace's token nor a volver address may reach another site.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: inProduction ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  })
  const others = (_req: Request, res: Response, next: NextFunction) => {
    res.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    next()
  }
  return [nonce, contentSecurityPolicy("'none'", inProduction), headers, others]
}

/** Pages hold personal data, tokens and claves: no cache may keep them. Captcha pictures override it. */
export function noStore(_req: Request, res: Response, next: NextFunction): void {
  res.set('Cache-Control', 'no-store')
  next()
}
