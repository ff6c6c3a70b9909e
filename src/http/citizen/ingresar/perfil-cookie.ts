import type { Request, Response } from 'express'
import { BROWSER_DAYS } from '../../../domain/account/browsers.ts'
import { PERFILES, type Perfil } from '../../../domain/perfil.ts'
import { DAY_S } from '../../../domain/values/durations.ts'
import { hostCookie, sentCookie } from '../../session/host-cookie.ts'

/** The cookie of whoever asked that this device remember with which profile they sign in. It names nobody. */
export function perfilCookie({ inProduction }: { inProduction: boolean }) {
  const { name, options } = hostCookie('perfil', inProduction)
  return {
    read: (req: Request): Perfil | undefined => PERFILES.find((one) => one === sentCookie(req, name)),
    keep(res: Response, perfil: Perfil): void {
      res.cookie(name, perfil, { ...options, maxAge: BROWSER_DAYS * DAY_S * 1_000 })
    },
    end(res: Response): void {
      res.clearCookie(name, options)
    },
  }
}
