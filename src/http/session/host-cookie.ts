import type { Request } from 'express'
import { hostCookieName } from '../../domain/cookie-names.ts'

/**
 * A cookie that no other host of the domain can set, and no script reads: what it is called, and the options with which it
 * is set and deleted.
 */
export const hostCookie = (name: string, inProduction: boolean, sameSite: 'lax' | 'strict' = 'lax') => ({
  name: hostCookieName(name, inProduction),
  options: { httpOnly: true, path: '/', sameSite, secure: inProduction },
})

/** What a browser sent in a cookie; '' without it. */
export const sentCookie = (req: Request, name: string): string =>
  (req.get('cookie') ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''
