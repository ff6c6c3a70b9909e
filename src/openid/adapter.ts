import Provider, { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import { recordContext } from '../application/openid/contexts.ts'
import { isStillSignedIn } from '../application/openid/sign-in.ts'
import type { Deps, OpenIdRecord, UnitOfWork } from '../application/ports.ts'

/** What the adapter needs. */
export type AdapterDeps = Pick<Deps, 'store' | 'cipher' | 'fingerprints' | 'clock'>

/**
 * The provider's storage over our tables (docs/decisions/0069). Ids are kept as fingerprints and payloads encrypted;
 * nothing of a cuenta that is not active is stored, nor anything that rests on a grant that ended, nor a session again
 * that ended while a request used it.
 */
export class RecordAdapter implements Adapter {
  readonly #deps: AdapterDeps
  readonly #kind: string

  constructor(deps: AdapterDeps, kind: string) {
    this.#deps = deps
    this.#kind = kind
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const { store, cipher, clock } = this.#deps
    const recordId = this.#fingerprint(this.#kind, id)
    const record: OpenIdRecord = {
      id: recordId,
      kind: this.#kind,
      encryptedPayload: cipher.encrypt(JSON.stringify(payload), recordContext(recordId)),
      grantFingerprint: this.#grantOf(id, payload),
      uidFingerprint: this.#kind === 'Session' ? this.#uidOf(payload) : null,
      cuentaId: this.#ownerOf(payload),
      consumedAt: null,
      expiresAt: new Date(clock.now().getTime() + expiresIn * 1000),
    }
    // Nothing is lost with an interaction of nobody yet: whoever began it begins again.
    if (this.#kind === 'Interaction' && !record.cuentaId) return store.single.openId.save(record)
    await store.transaction(async (uow) => {
      if (record.cuentaId && !(await uow.openId.holdCuenta(record.cuentaId))) throw ended()
      await this.#requireSameClave(uow, payload)
      if (this.#restsOn(payload) && !(await uow.openId.hold(record.grantFingerprint ?? ''))) throw ended()
      if (record.uidFingerprint) await this.#requireOpen(uow, record, payload)
      await uow.openId.save(record)
    })
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#payloadOf(await this.#deps.store.single.openId.findById(this.#fingerprint(this.#kind, id)))
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#payloadOf(await this.#deps.store.single.openId.findByUid(this.#fingerprint('uid', uid)))
  }

  /** No flow of devices is offered. */
  async findByUserCode(): Promise<undefined> {}

  /** @throws {errors.InvalidGrant} when it was consumed before: whatever came of its grant ends (RFC 6749, 4.1.2). */
  async consume(id: string): Promise<void> {
    const { store, clock } = this.#deps
    const recordId = this.#fingerprint(this.#kind, id)
    const isFirst = await store.transaction(async ({ openId }) => {
      if (await openId.consume(recordId, clock.now())) return true
      const { grantFingerprint } = (await openId.findById(recordId)) ?? {}
      if (grantFingerprint) await openId.deleteByGrant(grantFingerprint)
      return false
    })
    if (!isFirst) throw new errors.InvalidGrant('already consumed')
  }

  async destroy(id: string): Promise<void> {
    const { store, clock } = this.#deps
    const recordId = this.#fingerprint(this.#kind, id)
    if (this.#kind === 'Interaction') return store.single.openId.delete(recordId)
    await store.transaction(({ openId }) =>
      this.#kind === 'Session' ? openId.forgetSession(recordId, clock.now()) : openId.delete(recordId),
    )
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    const grant = this.#fingerprint('Grant', grantId)
    await this.#deps.store.transaction(({ openId }) => openId.deleteByGrant(grant, this.#kind))
  }

  /** What a sign-in leads to is stored only while the CS that was shown is the one of the cuenta, which is held. */
  async #requireSameClave(uow: UnitOfWork, { result }: AdapterPayload) {
    if (this.#kind !== 'Session' && this.#kind !== 'Interaction') return
    const { login } = (this.#kind === 'Session' ? Provider.ctx?.oidc?.result : result) ?? {}
    if (!login) return
    const { accountId: cuentaId } = login
    const claveFingerprint = String(login.claveFingerprint)
    if (!(await isStillSignedIn(this.#deps, uow, { cuentaId, claveFingerprint }))) throw ended()
  }

  async #requireOpen(uow: UnitOfWork, session: OpenIdRecord, { authorizations }: AdapterPayload) {
    const { uidFingerprint, cuentaId, expiresAt } = session
    if (await uow.openId.isEnded(session)) throw new errors.SessionNotFound('the session ended')
    if (!uidFingerprint || !cuentaId) return
    const took = Object.entries(authorizations ?? {}).flatMap(([sistemaId, { sid }]) =>
      sid ? [{ sistemaId, sid }] : [],
    )
    await uow.openId.saveParticipations({ fingerprint: uidFingerprint, cuentaId, expiresAt }, took)
  }

  #payloadOf(record: OpenIdRecord | undefined): AdapterPayload | undefined {
    const { cipher, clock } = this.#deps
    if (!record || record.kind !== this.#kind || record.expiresAt <= clock.now()) return undefined
    if (record.encryptedPayload === '') return undefined
    const payload: AdapterPayload = JSON.parse(
      cipher.decrypt(record.encryptedPayload, recordContext(record.id)),
    )
    return record.consumedAt
      ? { ...payload, consumed: Math.floor(record.consumedAt.getTime() / 1000) }
      : payload
  }

  /** The grant on which it rests; a request to sign in rests on none, whichever there was when it began. */
  #restsOn = ({ grantId, prompt }: AdapterPayload): string | undefined =>
    this.#kind === 'Interaction' && prompt?.name !== 'consent' ? undefined : grantId

  #grantOf(id: string, payload: AdapterPayload): string | null {
    const own = this.#kind === 'Grant' ? id : this.#restsOn(payload)
    return own === undefined ? null : this.#fingerprint('Grant', own)
  }

  #uidOf = ({ uid }: AdapterPayload): string => this.#fingerprint('uid', uid ?? '')

  /**
   * An interaction is a cuenta's once it signed in, or where it asks who is signed in to allow something: ended before it
   * goes on, it does not. One that asks to sign in is nobody's, whoever was signed in when it began.
   */
  #ownerOf({ accountId, result, session, prompt }: AdapterPayload): string | null {
    if (this.#kind !== 'Interaction') return accountId ?? null
    return result?.login?.accountId ?? (prompt?.name === 'consent' ? (session?.accountId ?? null) : null)
  }

  #fingerprint = (kind: string, id: string): string =>
    this.#deps.fingerprints.fingerprint('openid', `${kind}:${id}`)
}

const ended = () => new errors.InvalidGrant('what it rests on ended')
