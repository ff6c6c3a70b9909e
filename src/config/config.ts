/**
 * Settings from the environment. Anything weaker than the default must be set explicitly, and production does
 * not start without its secrets.
 */
import { dirname } from 'node:path'
import { problemsIn } from './problems.ts'
import {
  environmentSchema,
  type LocalSecrets,
  type ParsedEnv,
  SECRET_NAMES,
  secretsSchema,
  VARIABLE_NAMES,
} from './variables.ts'

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
  const parsed = environmentSchema.safeParse(known)
  if (!parsed.success) {
    throw new InvalidConfig(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  }
  const values = parsed.data
  const problems = problemsIn(values, env)
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

/** Whether to serve the pages that show everybody's mail: in development only, and never behind https. */
export const servesDevPages = ({ NODE_ENV, BASE_URL }: Config): boolean =>
  NODE_ENV === 'development' && !BASE_URL.startsWith('https:')
