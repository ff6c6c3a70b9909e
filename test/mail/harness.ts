import { enqueueAviso, enqueueSms } from '../../src/application/notices/avisos.ts'
import type { MailTransport } from '../../src/application/ports.ts'
import { type DispatchDeps, dispatchAvisos } from '../../src/application/worker/dispatch-avisos.ts'
import type { Aviso, AvisoSms } from '../../src/domain/notices/avisos.ts'
import { parseCaps } from '../../src/domain/staff/caps.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { createRenderer } from '../../src/mail/renderer.ts'
import { renderSms } from '../../src/mail/sms-renderer.ts'
import { createCipher } from '../../src/security/cipher.ts'
import { createFingerprints } from '../../src/security/fingerprints.ts'
import { systemRandom } from '../../src/security/random.ts'
import { openEngine } from '../../src/storage/engine.ts'
import { storeOver } from '../../src/storage/index.ts'
import { key } from '../security/test-keys.ts'
import { createMemorySmsTransport } from '../support/peers/mail.ts'
import { TEST_SEALER } from '../support/storage/audit.ts'
import { createTestDatabase, type EngineName } from '../support/storage/databases.ts'

const renderer = createRenderer()
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const SMS: AvisoSms = { kind: 'clave_provisoria', clave: 'K7WQ4HNXRT', expires: '05-03-2026 15:32' }

export const POLICY = {
  baseUrl: 'https://clave.sence.example',
  claveProvisoriaMinutes: 60,
  recoveryProof: 'answer',
  claveProvisoriaDelivery: { natural: 'page', juridica: 'mail', migrante: 'mail', facilitador: 'mail' },
  documentoDays: 90,
  noFuiYoDays: 10,
  triesUntilLockout: 5,
  lockoutMinutes: 15,
  lockoutMaxHours: 24,
  missesUntilPermanentLockout: 100,
  firstPasosPerHour: 20,
  alreadyRegisteredPerDay: 60,
  cuentasPerDay: 60,
  facilitadoresPerDay: 60,
  staffPasskeys: 'demanded',
  casosPerHour: 30,
  signInsPer10Minutes: 60,
  firstNoticesPerDay: 20,
  registrationNoticesPerDay: 5,
  messagesPerHour: 5,
  messagesPerDay: 10,
  smsPerDay: 0,
  consoleCaps: parseCaps(''),
  sistemas: { allowsLocalHttp: false, backchannelHosts: [] },
} as const

export type MailHarness = Awaited<ReturnType<typeof createMailHarness>>

/** An outbox on a real database, with a clock the test controls. */
export async function createMailHarness(name: EngineName, mail: MailTransport) {
  const database = await createTestDatabase(name)
  const engine = await openEngine(database.url)
  const store = storeOver(engine)
  store.signAudit(TEST_SEALER)
  let now = new Date('2026-03-05T17:32:00.000Z')
  const failures: unknown[] = []
  const sms = createMemorySmsTransport()
  const deps = {
    store,
    random: systemRandom,
    cipher: createCipher([key('actual')]),
    fingerprints: createFingerprints(key('raiz').bytes),
    policy: POLICY,
    clock: { now: () => now, sleep: async () => {} },
    renderer,
    mail,
    smsRenderer: renderSms,
    sms,
    onFailure: (_name: string, error: unknown) => void failures.push(error),
  }
  return {
    deps,
    failures,
    sms,
    url: database.url,
    advance(ms: number) {
      now = new Date(now.getTime() + ms)
    },
    enqueue: (to: string, aviso: Aviso = SAMPLES.documento_verificado, cuentaId = 'una') =>
      store.transaction((uow) => enqueueAviso(deps, uow, { to, cuentaId, aviso, now })),
    enqueueSms: (to: string, aviso: AvisoSms = SMS, cuentaId = 'una') =>
      store.transaction((uow) => enqueueSms(deps, uow, { to, cuentaId, aviso, now })),
    dispatch: (changes: Partial<DispatchDeps> = {}, who = 'uno') =>
      dispatchAvisos({ ...deps, ...changes }, { channel: 'correo', who, limit: 50 }),
    dispatchSms: (changes: Partial<DispatchDeps> = {}) =>
      dispatchAvisos({ ...deps, ...changes }, { channel: 'sms', who: 'uno', limit: 50 }),
    /** The rows as stored. */
    rows: () => engine.db.selectFrom('avisos').selectAll().orderBy('createdAt').execute(),
    audit: () => store.transaction((uow) => uow.audit.findAfter(0, 100)),
    changeRow: (id: string, changes: { encryptedContent: string | null }) =>
      engine.db.updateTable('avisos').set(changes).where('id', '=', id).execute(),
    async tearDown() {
      await store.close()
      await database.remove()
    },
  }
}
