import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type {
  Antivirus,
  Asker,
  Clock,
  Deps,
  MailTransport,
  Policy,
  Sealer,
  SmsTransport,
} from './application/ports.ts'
import { createRaisedLimits } from './application/proof/raised-limits.ts'
import type { Config } from './config/config.ts'
import { palabrasDeChile } from './domain/secrets/palabras.ts'
import { parseBackchannelHosts } from './domain/sistemas/addresses.ts'
import { parseCaps } from './domain/staff/caps.ts'
import { folderTransport } from './mail/folder-transport.ts'
import { smsFolderTransport } from './mail/sms-folder-transport.ts'
import { webhookTransport } from './mail/webhook.ts'
import { createSealer } from './security/audit-seal.ts'
import { createCaptcha } from './security/captcha/captcha.ts'
import { createCipher } from './security/cipher.ts'
import { createClamd, noAntivirus, parseClamdUrl } from './security/clamd.ts'
import { createClaveEstimator } from './security/clave-estimator.ts'
import { systemClock } from './security/clock.ts'
import { createDrawer } from './security/documentos/drawer.ts'
import { createInspector } from './security/documentos/inspector.ts'
import { logos } from './security/documentos/logo.ts'
import { createFingerprints } from './security/fingerprints.ts'
import { createHasher, type HasherStatus } from './security/hasher.ts'
import { deriveKeys, parseKeys } from './security/keys.ts'
import { createPasskeys } from './security/passkeys.ts'
import { createPrices } from './security/prices.ts'
import { systemRandom } from './security/random.ts'
import { systemSigningKeys } from './security/signing-keys.ts'
import { totp } from './security/totp.ts'
import { openStore, type SqlStore } from './storage/index.ts'

export interface Composition {
  deps: Deps
  store: SqlStore
  mail: MailTransport
  sms: SmsTransport
  sealer: Sealer
  hasherStatus: () => HasherStatus
  hashWaitMs: (asker: Asker) => number
  close(): Promise<void>
}

/** One per process: its lists take a tenth of a second to read, and it keeps nothing of whom it judges. */
const estimator = createClaveEstimator(palabrasDeChile)

/**
 * The composition root of server, command line and tests: opens and migrates the database and builds
 * everything that use cases depend on.
 * @param clock tests pass their own.
 * @param open the command line passes one that does not migrate.
 * @throws when the database, a key or a setting cannot be used; the message says which.
 */
export async function composeProduct(
  config: Config,
  clock: Clock = systemClock,
  open: (url: string, sealer: Sealer) => Promise<SqlStore> = openMigrated,
): Promise<Composition> {
  const peppers = parseKeys(config.PEPPER)
  const keys = parseKeys(config.ENCRYPTION_KEYS)
  const cipher = createCipher(keys)
  const permits = availableParallelism()
  const hasher = createHasher({
    cost: config.BCRYPT_COST,
    peppers,
    cipher,
    permits,
    maxWaitMs: config.LIMIT_HASH_WAIT_SECONDS * 1000,
  })
  const sealer = createSealer(peppers)
  const store = await open(config.DATABASE_URL, sealer)
  store.signAudit(sealer)
  const fingerprints = createFingerprints(await readRootSecret(store, cipher))
  const captcha = createCaptcha({
    // Anybody can collect captcha tokens: they get their own keys, apart from those of stored data.
    cipher: createCipher(deriveKeys(keys, 'captcha')),
    clock,
    random: systemRandom,
    ...(config.TEST_CAPTCHA && { fixedAnswer: config.TEST_CAPTCHA }),
  })
  const mail = await mailTransportFor(config)
  const sms = smsTransportFor(config, clock)
  return {
    deps: {
      store,
      antivirus: antivirusFor(config),
      random: systemRandom,
      captcha,
      cipher,
      drawer: createDrawer(),
      hasher,
      estimator,
      fingerprints,
      inspector: createInspector(),
      logos,
      passkeys: createPasskeys(config.BASE_URL),
      prices: createPrices({ fingerprints, clock }),
      policy: policyFrom(config),
      raisedLimits: createRaisedLimits({ store, clock }),
      signingKeys: systemSigningKeys,
      totp,
      clock,
    },
    store,
    mail,
    sms,
    sealer,
    hasherStatus: () => hasher.status(),
    hashWaitMs: (asker) => hasher.waitMs(asker),
    async close() {
      await mail.close()
      await sms.close()
      await store.close()
    },
  }
}

async function openMigrated(url: string, sealer: Sealer): Promise<SqlStore> {
  const store = await openStore(url)
  store.signAudit(sealer)
  await store.migrate()
  return store
}

/** clamd when CLAMD_URL is set. */
export const antivirusFor = ({ CLAMD_URL }: Pick<Config, 'CLAMD_URL'>): Antivirus =>
  CLAMD_URL ? createClamd(parseClamdUrl(CLAMD_URL)) : noAntivirus

/**
 * SMTP when SMTP_URL is set, a folder otherwise. SMTP is loaded only when used.
 * @throws when MAIL_FROM or SMTP_URL cannot be used.
 */
export async function mailTransportFor(config: Config): Promise<MailTransport> {
  if (config.SMTP_URL) {
    const { smtpTransport } = await import('./mail/smtp.ts')
    return smtpTransport(config.SMTP_URL, config.MAIL_FROM)
  }
  return folderTransport(config.MAIL_DIR, config.MAIL_FROM)
}

/** The gateway's webhook when it is set, a folder otherwise. */
export const smsTransportFor = (config: Config, clock: Pick<Clock, 'now'>): SmsTransport =>
  config.SMS_WEBHOOK_URL && config.SMS_WEBHOOK_SECRET
    ? webhookTransport(config.SMS_WEBHOOK_URL, config.SMS_WEBHOOK_SECRET, clock)
    : smsFolderTransport(config.SMS_DIR)

/** ENCRYPTION_KEYS lacks the key that encrypted this database's root secret, or has another under its id. */
export class UnreadableRootSecret extends Error {
  constructor(cause: unknown) {
    super('ENCRYPTION_KEYS does not open what this database keeps: use the keys that it was made with', {
      cause,
    })
    this.name = 'UnreadableRootSecret'
  }
}

/**
 * The secret that all fingerprint keys are derived from (docs/decisions/0009). Created at the first start and
 * stored in the database, encrypted with a key that is not; it never changes, so that try counters and decoy
 * questions are the same on every node.
 * @throws {UnreadableRootSecret}
 */
async function readRootSecret(store: SqlStore, cipher: Deps['cipher']): Promise<Buffer> {
  const freshRoot = cipher.encrypt(randomBytes(32).toString('base64'), 'raiz')
  const encryptedRoot = await store.transaction((uow) => uow.secrets.ensure('raiz', freshRoot))
  try {
    return Buffer.from(cipher.decrypt(encryptedRoot, 'raiz'), 'base64')
  } catch (error) {
    throw new UnreadableRootSecret(error)
  }
}

function policyFrom(config: Config): Policy {
  return {
    baseUrl: config.BASE_URL,
    claveProvisoriaMinutes: config.TEMPORARY_KEY_MINUTES,
    recoveryProof: config.RECOVERY_PROOF,
    claveProvisoriaDelivery: {
      natural: config.NATURAL_TEMPORARY_KEY_DELIVERY,
      juridica: config.JURIDICA_TEMPORARY_KEY_DELIVERY,
      migrante: config.MIGRANTE_TEMPORARY_KEY_DELIVERY,
      facilitador: 'mail',
    },
    noFuiYoDays: config.NO_FUI_YO_DAYS,
    documentoDays: config.DOCUMENT_RETENTION_DAYS,
    triesUntilLockout: config.LIMIT_TRIES,
    lockoutMinutes: config.LIMIT_CLOSURE_MINUTES,
    lockoutMaxHours: config.LIMIT_CLOSURE_MAX_HOURS,
    missesUntilPermanentLockout: config.LIMIT_MISSES_UNTIL_RECOVERY,
    firstPasosPerHour: config.LIMIT_FIRST_STEPS_PER_HOUR,
    alreadyRegisteredPerDay: config.LIMIT_ALREADY_REGISTERED_PER_DAY,
    cuentasPerDay: config.LIMIT_ACCOUNTS_PER_DAY,
    facilitadoresPerDay: config.LIMIT_FACILITATORS_PER_DAY,
    signInsPer10Minutes: config.LIMIT_SIGN_INS_PER_10_MINUTES,
    casosPerHour: config.LIMIT_CASES_PER_HOUR,
    firstNoticesPerDay: config.LIMIT_FIRST_NOTICES_PER_DAY,
    registrationNoticesPerDay: config.LIMIT_REGISTRATION_NOTICES_PER_DAY,
    messagesPerHour: config.LIMIT_MESSAGES_PER_HOUR,
    messagesPerDay: config.LIMIT_MESSAGES_PER_DAY,
    staffPasskeys: config.STAFF_PASSKEYS,
    smsPerDay: config.SMS_PER_DAY,
    consoleCaps: parseCaps(config.CONSOLE_CAPS),
    sistemas: {
      allowsLocalHttp: config.NODE_ENV !== 'production',
      backchannelHosts: parseBackchannelHosts(config.OPENID_BACKCHANNEL_ALLOWED_HOSTS),
    },
  }
}
