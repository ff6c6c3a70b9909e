/**
 * Settings from the environment. Units are in the names. Anything weaker than the default must be set
 * explicitly, and production does not start without its secrets.
 */
import { dirname } from 'node:path'
import { z } from 'zod'
import {
  isLocalUrl,
  isLoopback,
  isUnverifiedDatabase,
  isUnverifiedMail,
  parseProxies,
} from './config-reach.ts'
import { weakFormerKeys, weakSecrets } from './config-secrets.ts'
import { parseSistemas } from './domain/account/volver.ts'
import { parseSender } from './mail/envelope.ts'
import { parseWebhookUrl } from './mail/webhook.ts'
import { parseClamdUrl } from './security/clamd.ts'
import { parseKeys } from './security/keys.ts'

const integer = (min: number, max: number, defaultValue: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be a whole number from ${min} to ${max}`)
    .default(defaultValue)

const text = z.string().min(1)

const isUrl = (protocols: readonly string[]) => (value: string) =>
  protocols.includes(URL.parse(value)?.protocol ?? '')

/** Text that `read` accepts; the issue is the message of what it throws. */
const parsedBy = (read: (text: string) => unknown) =>
  z.string().superRefine((value, context) => {
    try {
      read(value)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    }
  })

/** The product's secrets, as named in the environment, in development's secrets file and in backups. */
export const secretsSchema = z.object({ SESSION_SECRET: text, PEPPER: text, ENCRYPTION_KEYS: text })
export const SECRET_NAMES = secretsSchema.keyof().options
export type LocalSecrets = z.infer<typeof secretsSchema>

/** Shortest passphrase of a backup, in characters. */
export const MIN_PASSPHRASE_LENGTH = 12

const variables = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: text.default('127.0.0.1'),
  PORT: integer(0, 65_535, 3000),
  BASE_URL: text.refine(isUrl(['http:', 'https:']), 'must be an http or https address').optional(),
  TRUST_PROXY: parsedBy(parseProxies).default(''),
  DATA_DIR: text.optional(),
  DATABASE_URL: text
    .refine(
      (value) => /^(sqlite:.+|postgres(ql)?:\/\/.+)/.test(value),
      'must be sqlite:<path> or postgres://…',
    )
    .optional(),
  DATABASE_TLS: z.enum(['verified', 'unverified']).default('verified'),
  SMTP_URL: text.refine(isUrl(['smtp:', 'smtps:']), 'must be smtp://… or smtps://…').optional(),
  MAIL_FROM: parsedBy(parseSender).default('Clave Sence <no-responder@clave.sence.example>'),
  MAIL_DIR: text.optional(),
  SMS_WEBHOOK_URL: parsedBy(parseWebhookUrl).optional(),
  SMS_WEBHOOK_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  SMS_DIR: text.optional(),
  SMS_PER_DAY: integer(0, 10_000_000, 0),
  SESSION_SECRET: text.optional(),
  PEPPER: parsedBy(parseKeys).optional(),
  ENCRYPTION_KEYS: parsedBy(parseKeys).optional(),
  BCRYPT_COST: integer(4, 15, 11),
  TEMPORARY_KEY_MINUTES: integer(5, 1440, 60),
  RECOVERY_PROOF: z.enum(['answer', 'answer_and_code']).default('answer'),
  NATURAL_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('page'),
  MIGRANTE_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('mail'),
  JURIDICA_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('mail'),
  NO_FUI_YO_DAYS: integer(1, 60, 10),
  DOCUMENT_RETENTION_DAYS: integer(1, 3650, 90),
  CLAMD_URL: parsedBy(parseClamdUrl).optional(),
  RETURN_SYSTEMS: parsedBy(parseSistemas).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(22, 'must have 22 characters or more').optional(),
  TEST_CAPTCHA: text.optional(),
  BACKUP_PASSPHRASE: z
    .string()
    .min(MIN_PASSPHRASE_LENGTH, `must have ${MIN_PASSPHRASE_LENGTH} characters or more`)
    .optional(),
  LIMIT_TRIES: integer(1, 20, 5),
  LIMIT_CLOSURE_MINUTES: integer(1, 1440, 15),
  LIMIT_CLOSURE_MAX_HOURS: integer(1, 720, 24),
  LIMIT_MISSES_UNTIL_RECOVERY: integer(10, 10_000, 100),
  LIMIT_POSTS_PER_10_MINUTES: integer(1, 100_000, 300),
  LIMIT_NEW_SESSIONS_PER_10_MINUTES: integer(1, 100_000, 600),
  LIMIT_CAPTCHAS_PER_10_MINUTES: integer(1, 100_000, 600),
  LIMIT_ALREADY_REGISTERED_PER_DAY: integer(1, 100_000, 60),
  LIMIT_ACCOUNTS_PER_DAY: integer(1, 100_000, 60),
  LIMIT_FREE_POSTS_PER_10_MINUTES: integer(1, 1_000_000, 60),
  LIMIT_FREE_NETWORK_POSTS_PER_10_MINUTES: integer(1, 1_000_000, 300),
  LIMIT_FREE_HASH_WAIT_SECONDS: integer(1, 120, 4),
  LIMIT_FACILITATORS_PER_DAY: integer(1, 100_000, 60),
  LIMIT_FIRST_STEPS_PER_HOUR: integer(1, 100_000, 20),
  LIMIT_CASES_PER_HOUR: integer(1, 100_000, 30),
  LIMIT_FIRST_NOTICES_PER_DAY: integer(1, 1000, 20),
  LIMIT_REGISTRATION_NOTICES_PER_DAY: integer(1, 1000, 5),
  LIMIT_MESSAGES_PER_HOUR: integer(1, 1000, 5),
  LIMIT_MESSAGES_PER_DAY: integer(1, 1000, 10),
  LIMIT_BODY_BYTES_PER_SECOND: integer(100, 1_000_000, 6000),
  LIMIT_BODY_SILENCE_SECONDS: integer(2, 120, 10),
  LIMIT_HASH_WAIT_SECONDS: integer(1, 120, 15),
}

/** Every variable that the product reads; `.env.example` lists the same ones. */
export const VARIABLE_NAMES = Object.keys(variables)

const schema = z.object(variables)
type ParsedEnv = z.infer<typeof schema>

/** Settings with every default resolved. Secrets are still text; whoever uses them parses them. */
export type Config = ParsedEnv &
  LocalSecrets &
  Record<'BASE_URL' | 'DATA_DIR' | 'DATABASE_URL' | 'MAIL_DIR' | 'SMS_DIR', string>

/** Settings that cannot be used; `problems` has one line for each. */
export class InvalidConfig extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'InvalidConfig'
    this.problems = problems
  }
}

/**
 * Reads the environment.
 * @param localSecrets reads development's own secrets from a folder, creating them once; not called in
 *   production.
 * @throws {InvalidConfig} with every problem at once.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  localSecrets: (folder: string) => LocalSecrets,
): Config {
  const known = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, env[name] || undefined]))
  const parsed = schema.safeParse(known)
  if (!parsed.success) {
    throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  }
  const values = parsed.data
  const problems = [...PROBLEMS_IN[values.NODE_ENV](values, env), ...smsProblems(values)]
  if (problems.length > 0) throw new InvalidConfig(problems)
  const DATA_DIR = dataFolder(values)
  return {
    ...values,
    ...resolveSecrets(values, () => localSecrets(DATA_DIR)),
    DATA_DIR,
    BASE_URL: new URL(values.BASE_URL ?? `http://${values.HOST}:${values.PORT}`).origin,
    DATABASE_URL: values.DATABASE_URL ?? `sqlite:${DATA_DIR}/clave-sence.db`,
    MAIL_DIR: values.MAIL_DIR ?? `${DATA_DIR}/correo`,
    SMS_DIR: values.SMS_DIR ?? `${DATA_DIR}/sms`,
  }
}

/** Path of the SQLite file; undefined for PostgreSQL. */
export const databaseFile = ({ DATABASE_URL }: Pick<ParsedEnv, 'DATABASE_URL'>): string | undefined =>
  DATABASE_URL?.startsWith('sqlite:') ? DATABASE_URL.slice('sqlite:'.length) : undefined

/** In production, beside the SQLite file: the program's own folder is not writable there. */
function dataFolder(values: ParsedEnv): string {
  const file = values.NODE_ENV === 'production' ? databaseFile(values) : undefined
  return values.DATA_DIR ?? (file ? dirname(file) : 'var')
}

function resolveSecrets(values: ParsedEnv, localSecretsIn: () => LocalSecrets): LocalSecrets {
  const own = secretsSchema.safeParse(values)
  if (own.success) return own.data
  const kept = localSecretsIn()
  return secretsSchema.parse(
    Object.fromEntries(SECRET_NAMES.map((name) => [name, values[name] ?? kept[name]])),
  )
}

type FindProblems = (values: ParsedEnv, env: Readonly<Record<string, string | undefined>>) => string[]

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

/** Whether to serve the pages that show everybody's mail: in development only, and never behind https. */
export const servesDevPages = ({ NODE_ENV, BASE_URL }: Config): boolean =>
  NODE_ENV === 'development' && !BASE_URL.startsWith('https:')

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
