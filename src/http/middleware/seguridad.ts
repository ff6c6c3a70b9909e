import type { NextFunction, Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Azar } from '../../application/ports.ts'
import { localesDe } from '../peticion.ts'

const NADIE = "'none'"

/** Lets our own pages show this answer in a frame. */
export function enNuestroMarco(res: Response): Response {
  const politica = String(res.get('Content-Security-Policy'))
  return res
    .set('Content-Security-Policy', politica.replace(`frame-ancestors ${NADIE}`, "frame-ancestors 'self'"))
    .set('X-Frame-Options', 'SAMEORIGIN')
}

/** Scripts, styles and frames only from us; no plugins, nothing inline without its nonce. */
export function cabecerasDeSeguridad(azar: Azar, enProduccion: boolean): RequestHandler[] {
  const nonce = (_req: Request, res: Response, next: NextFunction) => {
    localesDe(res).nonce = azar.ficha()
    next()
  }
  const cabeceras = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: [NADIE],
        frameSrc: ["'self'"],
        // A photo that a person chose, to be made smaller (decision 0025).
        imgSrc: ["'self'", 'blob:'],
        manifestSrc: ["'self'"],
        mediaSrc: ["'self'"],
        scriptSrc: ["'self'", (_req, res) => `'nonce-${(res as Response).locals.nonce}'`],
        styleSrc: ["'self'"],
        ...(enProduccion && { upgradeInsecureRequests: [] }),
      },
    },
    // A link's token must not travel to another site, nor a return address.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: enProduccion ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  })
  const otras = (_req: Request, res: Response, next: NextFunction) => {
    res.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    next()
  }
  return [nonce, cabeceras, otras]
}

/** Pages hold personal data, tokens and keys: nobody keeps a copy (public/ and the pictures of captchas say otherwise). */
export function sinCopias(_req: Request, res: Response, next: NextFunction): void {
  res.set('Cache-Control', 'no-store')
  next()
}
