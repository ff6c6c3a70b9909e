/**
 * The environment, read once by main.ts. Units are in the names; whatever is weaker than the default must be
 * asked for by name, and production does not start without its secrets.
 */
import { isIP } from 'node:net'
import { dirname } from 'node:path'
import { z } from 'zod'
import { leerSistemas } from './domain/volver.ts'
import { leerRemitente } from './mail/sobre.ts'
import { leerWebhook } from './mail/webhook.ts'
import { leerClamd } from './security/clamd.ts'
import { leerLlaves } from './security/llaves.ts'

const entero = (minimo: number, maximo: number, porDefecto: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${minimo} to ${maximo}`)
    .transform(Number)
    .refine((n) => n >= minimo && n <= maximo, `must be a whole number from ${minimo} to ${maximo}`)
    .default(porDefecto)

const texto = z.string().min(1)

const esUrl = (protocolos: readonly string[]) => (valor: string) =>
  protocolos.includes(URL.parse(valor)?.protocol ?? '')

/** A text that its own reader takes; the issue is the reader's message. */
const legible = (leer: (texto: string) => unknown) =>
  z.string().superRefine((valor, contexto) => {
    try {
      leer(valor)
    } catch (error) {
      contexto.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) })
    }
  })

/** The secrets of the product, as the environment, development's own file and backups name them. */
export const esquemaDeSecretos = z.object({ SESSION_SECRET: texto, PEPPER: texto, ENCRYPTION_KEYS: texto })
export const NOMBRES_DE_SECRETOS = esquemaDeSecretos.keyof().options
export type SecretosLocales = z.infer<typeof esquemaDeSecretos>

/** Characters of the passphrase of a backup, at least. */
export const LARGO_DE_FRASE = 12

const esLoopback = (host: string) =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const PROXIES_CON_NOMBRE = ['loopback', 'linklocal', 'uniquelocal']

function leerProxies(valor: string): void {
  const partes = valor.split(',').map((parte) => parte.trim())
  const usable = (parte: string) =>
    PROXIES_CON_NOMBRE.includes(parte) || isIP(parte.replace(/\/\d{1,3}$/, '')) !== 0
  if (valor === '' || /^\d{1,2}$/.test(valor) || partes.every(usable)) return
  throw new Error('must be a number of hops or a list of addresses, never "true"')
}

const variables = {
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: texto.default('127.0.0.1'),
  PORT: entero(0, 65_535, 3000),
  BASE_URL: texto.refine(esUrl(['http:', 'https:']), 'must be an http or https address').optional(),
  TRUST_PROXY: legible(leerProxies).default(''),
  DATA_DIR: texto.optional(),
  DATABASE_URL: texto
    .refine(
      (valor) => /^(sqlite:.+|postgres(ql)?:\/\/.+)/.test(valor),
      'must be sqlite:<path> or postgres://…',
    )
    .optional(),
  SMTP_URL: texto.refine(esUrl(['smtp:', 'smtps:']), 'must be smtp://… or smtps://…').optional(),
  MAIL_FROM: legible(leerRemitente).default('Clave Sence <no-responder@clave.sence.example>'),
  MAIL_DIR: texto.optional(),
  SMS_WEBHOOK_URL: legible(leerWebhook).optional(),
  SMS_WEBHOOK_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  SMS_DIR: texto.optional(),
  SESSION_SECRET: texto.optional(),
  PEPPER: legible(leerLlaves).optional(),
  ENCRYPTION_KEYS: legible(leerLlaves).optional(),
  BCRYPT_COST: entero(4, 15, 11),
  TEMPORARY_KEY_MINUTES: entero(5, 1440, 60),
  NATURAL_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('page'),
  MIGRANTE_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('mail'),
  JURIDICA_TEMPORARY_KEY_DELIVERY: z.enum(['page', 'mail']).default('mail'),
  NO_FUI_YO_DAYS: entero(1, 60, 10),
  DOCUMENT_RETENTION_DAYS: entero(1, 3650, 90),
  CLAMD_URL: legible(leerClamd).optional(),
  RETURN_SYSTEMS: legible(leerSistemas).default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  TEST_CAPTCHA: texto.optional(),
  BACKUP_PASSPHRASE: z
    .string()
    .min(LARGO_DE_FRASE, `must have ${LARGO_DE_FRASE} characters or more`)
    .optional(),
  LIMIT_TRIES: entero(1, 20, 5),
  LIMIT_CLOSURE_MINUTES: entero(1, 1440, 15),
  LIMIT_CLOSURE_MAX_HOURS: entero(1, 720, 24),
  LIMIT_MISSES_UNTIL_RECOVERY: entero(10, 10_000, 100),
  LIMIT_POSTS_PER_10_MINUTES: entero(1, 100_000, 300),
  LIMIT_NEW_SESSIONS_PER_10_MINUTES: entero(1, 100_000, 600),
  LIMIT_CAPTCHAS_PER_10_MINUTES: entero(1, 100_000, 600),
  LIMIT_ALREADY_REGISTERED_PER_DAY: entero(1, 100_000, 60),
  LIMIT_FACILITATORS_PER_DAY: entero(1, 100_000, 60),
  LIMIT_FIRST_STEPS_PER_HOUR: entero(1, 100_000, 20),
  LIMIT_MESSAGES_PER_HOUR: entero(1, 1000, 5),
  LIMIT_MESSAGES_PER_DAY: entero(1, 1000, 10),
  LIMIT_HASH_WAIT_SECONDS: entero(1, 120, 15),
}

/** Names of every variable that the product reads; `.env.example` lists the same. */
export const NOMBRES_DE_VARIABLES = Object.keys(variables)

const esquema = z.object(variables)
type Leido = z.infer<typeof esquema>

/** The environment with everything decided. Secrets are still texts: their makers read them. */
export type Config = Leido &
  SecretosLocales &
  Record<'BASE_URL' | 'DATA_DIR' | 'DATABASE_URL' | 'MAIL_DIR' | 'SMS_DIR', string>

/** Settings that cannot be used; one line for each problem. */
export class ConfigInvalida extends Error {
  readonly problemas: readonly string[]
  constructor(problemas: readonly string[]) {
    super(problemas.join('\n'))
    this.name = 'ConfigInvalida'
    this.problemas = problemas
  }
}

/**
 * Reads the environment.
 * @param secretosLocales gives the secrets that development makes once for itself; never called in production.
 * @throws {ConfigInvalida} with every problem at once.
 */
export function leerConfig(
  entorno: Readonly<Record<string, string | undefined>>,
  secretosLocales: (carpeta: string) => SecretosLocales,
): Config {
  const conocidas = Object.fromEntries(
    NOMBRES_DE_VARIABLES.map((nombre) => [nombre, entorno[nombre] || undefined]),
  )
  const leido = esquema.safeParse(conocidas)
  if (!leido.success) {
    throw new ConfigInvalida(leido.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  }
  const valores = leido.data
  const problemas = [...PROBLEMAS[valores.NODE_ENV](valores), ...problemasDeSms(valores)]
  if (problemas.length > 0) throw new ConfigInvalida(problemas)
  const DATA_DIR = carpetaDeDatos(valores)
  return {
    ...valores,
    ...secretosDe(valores, () => secretosLocales(DATA_DIR)),
    DATA_DIR,
    BASE_URL: new URL(valores.BASE_URL ?? `http://${valores.HOST}:${valores.PORT}`).origin,
    DATABASE_URL: valores.DATABASE_URL ?? `sqlite:${DATA_DIR}/clave-sence.db`,
    MAIL_DIR: valores.MAIL_DIR ?? `${DATA_DIR}/correo`,
    SMS_DIR: valores.SMS_DIR ?? `${DATA_DIR}/sms`,
  }
}

/** The file of a database that is one. */
export const archivoDeBase = ({ DATABASE_URL }: Pick<Leido, 'DATABASE_URL'>): string | undefined =>
  DATABASE_URL?.startsWith('sqlite:') ? DATABASE_URL.slice('sqlite:'.length) : undefined

/** In production beside the database, which has to be named there; nobody may write where the program is. */
function carpetaDeDatos(valores: Leido): string {
  const archivo = valores.NODE_ENV === 'production' ? archivoDeBase(valores) : undefined
  return valores.DATA_DIR ?? (archivo ? dirname(archivo) : 'var')
}

function secretosDe(valores: Leido, locales: () => SecretosLocales): SecretosLocales {
  const propios = esquemaDeSecretos.safeParse(valores)
  if (propios.success) return propios.data
  const guardados = locales()
  return esquemaDeSecretos.parse(
    Object.fromEntries(NOMBRES_DE_SECRETOS.map((nombre) => [nombre, valores[nombre] ?? guardados[nombre]])),
  )
}

const PROBLEMAS: Record<Leido['NODE_ENV'], (valores: Leido) => string[]> = {
  production: problemasDeProduccion,
  // Without NODE_ENV it is development, which shows everybody's mail, with their keys, and has made-up secrets.
  development: ({ HOST }) =>
    esLoopback(HOST)
      ? []
      : [`HOST: development listens on this machine only (127.0.0.1); set NODE_ENV=production for ${HOST}`],
  test: () => [],
}

/** Whoever finds out the address of the gateway must not be able to send in SENCE's name, nor read a message on its way. */
const problemasDeSms = ({ NODE_ENV, SMS_WEBHOOK_URL, SMS_WEBHOOK_SECRET }: Leido): string[] => [
  ...(SMS_WEBHOOK_URL && !SMS_WEBHOOK_SECRET ? ['SMS_WEBHOOK_SECRET: SMS_WEBHOOK_URL needs it'] : []),
  ...(NODE_ENV === 'production' && SMS_WEBHOOK_URL && !SMS_WEBHOOK_URL.startsWith('https:')
    ? ['SMS_WEBHOOK_URL: production sends over https']
    : []),
]

function problemasDeProduccion(valores: Leido): string[] {
  const faltan = [...NOMBRES_DE_SECRETOS, 'BASE_URL' as const, 'DATABASE_URL' as const].filter(
    (nombre) => !valores[nombre],
  )
  return [
    ...faltan.map((nombre) => `${nombre}: production does not start without it`),
    ...(valores.BASE_URL && !valores.BASE_URL.startsWith('https:')
      ? ['BASE_URL: production is served over https']
      : []),
    ...(valores.SESSION_SECRET?.split(',').some((secreto) => secreto.length < 32)
      ? ['SESSION_SECRET: must have 32 characters or more']
      : []),
    ...(valores.BCRYPT_COST < 10 ? ['BCRYPT_COST: production needs 10 or more'] : []),
    ...(valores.TEST_CAPTCHA ? ['TEST_CAPTCHA: is for automatic tests; production refuses it'] : []),
  ]
}

/** Whether the pages that show everybody's mail are served: in development, and never where a proxy may stand before it. */
export const conPaginasDeDesarrollo = ({ NODE_ENV, BASE_URL }: Config): boolean =>
  NODE_ENV === 'development' && !BASE_URL.startsWith('https:')

/** Production is served over https, so there is a proxy before it; a server that is not told starts, and warns. */
export const avisoDeProxy = ({ NODE_ENV, TRUST_PROXY }: Config): string[] =>
  NODE_ENV === 'production' && !TRUST_PROXY
    ? [
        'TRUST_PROXY is not set: no cookie is given, every form comes back, and everybody counts as one address.',
      ]
    : []

/** What is weaker than it should be, to be said at every start. */
export function advertencias(config: Config): string[] {
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
  ]
}
