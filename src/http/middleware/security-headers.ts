import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Random } from '../../application/ports.ts'
import { localsOf } from '../request/request-context.ts'

const NOBODY = "'none'"

/** Lets our own pages show this response in a frame. */
export function allowOwnFrame(res: Response): Response {
  const policy = String(res.get('Content-Security-Policy'))
  return res
    .set('Content-Security-Policy', policy.replace(`frame-ancestors ${NOBODY}`, "frame-ancestors 'self'"))
    .set('X-Frame-Options', 'SAMEORIGIN')
}

/** Scripts, styles and frames only from our own origin; no plugins; inline scripts only with the nonce. */
export function securityHeaders(random: Random, inProduction: boolean): RequestHandler[] {
  const nonce = (_req: Request, res: Response, next: NextFunction) => {
    localsOf(res).nonce = random.token()
    next()
  }
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: [NOBODY],
        frameSrc: ["'self'"],
        // A photo chosen by the person, resized in the browser (docs/decisions/0025).
        imgSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        mediaSrc: ["'self'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
        styleSrc: ["'self'"],
        ...(inProduction && { upgradeInsecureRequests: [] }),
      },
    },
    // Neither an enlace's token nor a volver address may reach another site.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: inProduction ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  })
  const others = (_req: Request, res: Response, next: NextFunction) => {
    res.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    next()
  }
  return [nonce, headers, others]
}

/** Pages hold personal data, tokens and claves: no cache may keep them. Captcha pictures override it. */
export function noStore(_req: Request, res: Response, next: NextFunction): void {
  res.set('Cache-Control', 'no-store')
  next()
}
