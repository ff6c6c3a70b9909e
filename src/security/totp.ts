import { Secret, TOTP } from 'otpauth'
import type { Totp } from '../application/ports.ts'

const SETTINGS = { issuer: 'Clave SENCE', algorithm: 'SHA1', digits: 6, period: 30 } as const
/** Periods before and after now that are taken: clocks differ, and people type slowly. */
const SKEW = 1

/** Codes of an authenticator app, as every such app makes them. */
export const totp: Totp = {
  createSecret: () => new Secret({ size: 20 }).base32,
  uriOf: (secret, label) => new TOTP({ ...SETTINGS, label, secret }).toString(),
  periodOf(secret, codigo, now) {
    const own = new TOTP({ ...SETTINGS, secret })
    const timestamp = now.getTime()
    const delta = own.validate({ token: codigo, timestamp, window: SKEW })
    return delta === null ? undefined : own.counter({ timestamp }) + delta
  },
}

/** How long a code is the one shown. */
export const TOTP_SECONDS = SETTINGS.period

/** The code that an authenticator with that secret shows. */
export const codigoOf = (secret: string, at: Date): string =>
  new TOTP({ ...SETTINGS, secret }).generate({ timestamp: at.getTime() })
