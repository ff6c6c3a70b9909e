/** The variables of the environment. Units are in their names. */
import { z } from 'zod'
import { parseReturnSystems } from '../domain/account/volver.ts'
import { parseBackchannelHosts } from '../domain/sistemas/addresses.ts'
import { parseCaps } from '../domain/staff/caps.ts'
import { parseSender } from '../mail/envelope.ts'
import { parseWebhookUrl } from '../mail/webhook.ts'
import { parseClamdUrl } from '../security/clamd.ts'
import { parseKeys } from '../security/keys.ts'
import { parseNetworks } from './networks.ts'
import { parseProxies } from './proxies.ts'

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
  CONSOLE_NETWORKS: parsedBy(parseNetworks).default(''),
  STAFF_PASSKEYS: z.enum(['demanded', 'optional']).default('demanded'),
  RETURN_SYSTEMS: parsedBy(parseReturnSystems).default(''),
  OPENID_BACKCHANNEL_ALLOWED_HOSTS: parsedBy(parseBackchannelHosts).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(22, 'must have 22 characters or more').optional(),
  TEST_CAPTCHA: text.optional(),
  BACKUP_PASSPHRASE: z
    .string()
    .min(MIN_PASSPHRASE_LENGTH, `must have ${MIN_PASSPHRASE_LENGTH} characters or more`)
    .optional(),
  CONSOLE_CAPS: parsedBy(parseCaps).default(''),
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
  LIMIT_SIGN_INS_PER_10_MINUTES: integer(1, 100_000, 60),
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

export const environmentSchema = z.object(variables)

/** The environment as read, before defaults that depend on other variables. */
export type ParsedEnv = z.infer<typeof environmentSchema>
