/** Settings with which the product starts, though it should not be left so. */
import type { Config } from './config.ts'
import { isUnverifiedDatabase, isUnverifiedMail } from './reach.ts'
import { weakFormerKeys } from './weak-secrets.ts'

/** Production runs over https, hence behind a proxy; without TRUST_PROXY it starts, with a warning. */
export const proxyWarning = ({ NODE_ENV, TRUST_PROXY }: Config): string[] =>
  NODE_ENV === 'production' && !TRUST_PROXY
    ? [
        'TRUST_PROXY is not set: no cookie is given, every form comes back, and everybody counts as one address.',
      ]
    : []

/** Warnings logged at every start: what is weaker than it should be. */
export function startWarnings(config: Config): string[] {
  return [
    ...(config.TEST_CAPTCHA ? ['TEST_CAPTCHA is set: the captcha stops nobody.'] : []),
    ...(config.NODE_ENV === 'production' && !config.SMTP_URL
      ? ['SMTP_URL is not set: mail is written to a folder and reaches nobody.']
      : []),
    ...(config.NODE_ENV === 'production' && !config.SMS_WEBHOOK_URL
      ? ['SMS_WEBHOOK_URL is not set: SMS are written to a folder and reach nobody.']
      : []),
    ...(config.STAFF_PASSKEYS === 'optional'
      ? ["STAFF_PASSKEYS is optional: whoever copies the page of signing in can take a supervisor's code."]
      : []),
    ...(config.BCRYPT_COST < 10
      ? [`BCRYPT_COST is ${config.BCRYPT_COST}: keys are easier to guess from a stolen copy.`]
      : []),
    ...(isUnverifiedDatabase(config.DATABASE_URL)
      ? ['DATABASE_URL: nobody verifies who answers as the database; whoever is in between reads everything.']
      : []),
    ...(config.SMTP_URL && isUnverifiedMail(config.SMTP_URL)
      ? ['SMTP_URL: nobody verifies who takes the mail; whoever is in between reads keys and links.']
      : []),
    ...(config.NODE_ENV === 'production'
      ? weakFormerKeys(config).map((line) => `${line} (a former key)`)
      : []),
  ]
}
