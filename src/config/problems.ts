/** Settings that do not go together, and what production refuses. */
import { isLocalUrl, isLoopback, isUnverifiedDatabase } from './reach.ts'
import { type ParsedEnv, SECRET_NAMES } from './variables.ts'
import { weakSecrets } from './weak-secrets.ts'

type FindProblems = (values: ParsedEnv, env: Readonly<Record<string, string | undefined>>) => string[]

/** Every problem of these settings, a line for each. */
export const problemsIn: FindProblems = (values, env) => [
  ...PROBLEMS_IN[values.NODE_ENV](values, env),
  ...smsProblems(values),
]

const PROBLEMS_IN: Record<ParsedEnv['NODE_ENV'], FindProblems> = {
  production: productionProblems,
  // Development is the default, shows everybody's mail with their claves, and generates its own secrets.
  development: notForOthers,
  // Its cookies do without https.
  test: notForOthers,
}

/** What is meant for this machine is reached from no other, least of all with a captcha that stops nobody. */
function notForOthers({ NODE_ENV, HOST, BASE_URL, TEST_CAPTCHA }: ParsedEnv): string[] {
  const where = `${NODE_ENV} listens on this machine only (127.0.0.1); set NODE_ENV=production for ${HOST}`
  return [
    ...(isLoopback(HOST) ? [] : [`HOST: ${where}`]),
    ...(TEST_CAPTCHA && BASE_URL && !isLocalUrl(BASE_URL)
      ? ['TEST_CAPTCHA: is for automatic tests, and BASE_URL is reached from other machines']
      : []),
  ]
}

/** The signature stops others from sending in SENCE's name, https from reading messages in transit. */
const smsProblems = ({ NODE_ENV, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET }: ParsedEnv): string[] => [
  ...(SMS_WEBHOOK_URL && !SMS_WEBHOOK_SECRET ? ['SMS_WEBHOOK_SECRET: SMS_WEBHOOK_URL needs it'] : []),
  ...(NODE_ENV === 'production' && SMS_WEBHOOK_URL && !SMS_WEBHOOK_URL.startsWith('https:')
    ? ['SMS_WEBHOOK_URL: production sends over https']
    : []),
]

function productionProblems(...[values, env]: Parameters<FindProblems>): string[] {
  const missing = [...SECRET_NAMES, 'BASE_URL' as const, 'DATABASE_URL' as const].filter(
    (name) => !values[name],
  )
  return [
    ...missing.map((name) => `${name}: production does not start without it`),
    ...(values.BASE_URL && !values.BASE_URL.startsWith('https:')
      ? ['BASE_URL: production is served over https']
      : []),
    ...(values.SESSION_SECRET?.split(',').some((secret) => secret.length < 32)
      ? ['SESSION_SECRET: must have 32 characters or more']
      : []),
    ...weakSecrets(values),
    ...(values.BCRYPT_COST < 10 ? ['BCRYPT_COST: production needs 10 or more'] : []),
    ...(values.TEST_CAPTCHA ? ['TEST_CAPTCHA: is for automatic tests; production refuses it'] : []),
    ...(isUnverifiedDatabase(values.DATABASE_URL) && values.DATABASE_TLS === 'verified'
      ? [
          'DATABASE_URL: another machine is reached with sslmode=verify-full (or, asked for by name, DATABASE_TLS=unverified)',
        ]
      : []),
    ...(env.NODE_TLS_REJECT_UNAUTHORIZED === '0'
      ? ['NODE_TLS_REJECT_UNAUTHORIZED: with 0 nobody at the other end is verified; unset it']
      : []),
  ]
}
