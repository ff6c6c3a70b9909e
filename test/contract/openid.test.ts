import { expect, it } from 'vitest'
import { EXPIRING, type OpenIdRecord, type OpenIdRecords } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

const recordOf = (changes: Partial<OpenIdRecord> = {}): OpenIdRecord => ({
  id: 'uno',
  kind: 'AccessToken',
  encryptedPayload: 'cifrado',
  grantFingerprint: null,
  uidFingerprint: null,
  cuentaId: null,
  consumedAt: null,
  expiresAt: addMinutes(30),
  ...changes,
})

describeOnEachEngine('records of the OpenID provider', (store) => {
  const within = <T>(run: (openId: OpenIdRecords) => Promise<T>) =>
    store().transaction(({ openId }) => run(openId))

  it('are stored, replaced and consumed once, however many try', async () => {
    await within((openId) => openId.save(recordOf()))
    const consumed = await runAtOnce(8, () => within((openId) => openId.consume('uno', NOW)))
    expect(consumed.filter(Boolean)).toHaveLength(1)
    await within((openId) => openId.save(recordOf({ encryptedPayload: 'otro' })))
    expect(await store().single.openId.findById('uno')).toEqual(
      recordOf({ encryptedPayload: 'otro', consumedAt: NOW }),
    )
  })

  it('end with their grant, one kind or all', async () => {
    const rests = { grantFingerprint: 'permiso' }
    for (const kind of ['Grant', 'RefreshToken', 'AuthorizationCode'])
      await within((openId) => openId.save(recordOf({ id: kind, kind, ...rests })))
    await within((openId) => openId.deleteByGrant('permiso', 'RefreshToken'))
    expect(await within((openId) => openId.findById('RefreshToken'))).toBeUndefined()
    expect(await within((openId) => openId.hold('Grant'))).toBe(true)
    await within((openId) => openId.deleteByGrant('permiso'))
    expect(await within((openId) => openId.hold('Grant'))).toBe(false)
  })

  it('end with their cuenta: no request under way brings its session back, and each system is told once', async () => {
    const { id: cuentaId } = await withCuenta(store(), {})
    const session = recordOf({ id: 'sesion', kind: 'Session', uidFingerprint: 'suya', cuentaId })
    const took = { fingerprint: 'suya', cuentaId, expiresAt: addMinutes(30) }
    await within(async (openId) => {
      expect(await openId.holdCuenta(cuentaId)).toBe(true)
      await openId.save(session)
      await openId.saveParticipations(took, [{ sistemaId: 'cursos', sid: 's-1' }])
      await openId.saveParticipations(took, [{ sistemaId: 'cursos', sid: 's-1' }])
    })
    await runAtOnce(2, () => within((openId) => openId.endByCuenta(cuentaId, NOW)))
    const next = { id: 'otro-id', uidFingerprint: 'suya' }
    expect(await within((openId) => openId.isEnded(next))).toBe(true)
    const due = () => store().single.openId.findDueSistemas(NOW, 10)
    expect(await due()).toEqual(['cursos'])
    const taken = await runAtOnce(2, () =>
      within((openId) => openId.takeLogouts('cursos', NOW, addMinutes(1), 10)),
    )
    expect(taken.flat()).toEqual([
      expect.objectContaining({ sistemaId: 'cursos', cuentaId, sid: 's-1', tries: 0 }),
    ])
    expect(await due()).toEqual([])
    await within((openId) => openId.postponeLogout('s-1', NOW))
    await within((openId) => openId.postponeDue('cursos', NOW, addMinutes(2)))
    expect(await due()).toEqual([])
    const waiting = () => store().single.openId.readWaitingLogouts()
    expect(await waiting()).toEqual({ waiting: 1, oldestAt: NOW })
    await within((openId) => openId.deleteLogout('s-1'))
    expect(await waiting()).toEqual({ waiting: 0, oldestAt: null })
  })

  it.each([
    ['the session', (openId: OpenIdRecords, { uid }: { uid: string }) => openId.endSession(uid, NOW)],
    ['the cuenta', (openId: OpenIdRecords, of: { cuentaId: string }) => openId.endByCuenta(of.cuentaId, NOW)],
  ])('end with %s whatever is stored at that moment, and no system is forgotten', async (what, end) => {
    const { id: cuentaId } = await withCuenta(store(), {})
    await Promise.all(
      Array.from({ length: 30 }, async (_, one) => {
        const uid = `${what}-${one}`
        const session = recordOf({ id: uid, kind: 'Session', uidFingerprint: uid, cuentaId })
        await within((openId) => openId.save(session))
        const use = (openId: OpenIdRecords) =>
          openId.holdCuenta(cuentaId).then(async () => {
            if (await openId.isEnded(session)) return
            const took = { fingerprint: uid, cuentaId, expiresAt: addMinutes(30) }
            await openId.saveParticipations(took, [{ sistemaId: what, sid: `s-${uid}` }])
            await openId.save(session)
            await openId.save({ ...session, id: `${uid}-otra` })
          })
        await Promise.all([within(use), within((openId) => end(openId, { uid, cuentaId }))])
        for (const id of [uid, `${uid}-otra`])
          expect((await store().single.openId.findById(id))?.encryptedPayload || '').toBe('')
      }),
    )
    const told = () => within((openId) => openId.takeLogouts(what, NOW, addMinutes(1), 100))
    await told()
    await within((openId) => openId.endByCuenta(cuentaId, NOW))
    expect(await told()).toEqual([])
  })

  it('let a session go on under another id, and its former one lead nowhere', async () => {
    const session = { kind: 'Session', uidFingerprint: 'misma' }
    await within((openId) => openId.save(recordOf({ id: 'antes', ...session })))
    await within((openId) => openId.forgetSession('antes', NOW))
    expect(await within((openId) => openId.isEnded({ id: 'antes', uidFingerprint: 'misma' }))).toBe(true)
    expect(await within((openId) => openId.isEnded({ id: 'despues', uidFingerprint: 'misma' }))).toBe(false)
  })

  it('that ended go when their time is over, as do sign-outs that nobody took; what was allowed goes with its cuenta', async () => {
    const cuenta = await withCuenta(store(), {})
    const { id: cuentaId } = cuenta
    const session = recordOf({ id: 'ida', kind: 'Session', uidFingerprint: 'ida', cuentaId })
    await within(async (openId) => {
      await openId.save(session)
      const took = { fingerprint: 'ida', cuentaId, expiresAt: addMinutes(30) }
      await openId.saveParticipations(took, [{ sistemaId: 'ya-no-esta', sid: 's-ida' }])
      await openId.endByCuenta(cuentaId, NOW)
    })
    const left = async () => [
      (await store().single.openId.findById('ida')) !== undefined,
      (await store().single.openId.readWaitingLogouts()).waiting,
    ]
    const goesBy = async (at: Date) => {
      for (const what of EXPIRING.filter((one) => one.startsWith('openId')))
        await store().transaction(({ expired }) => expired.delete(what, at, 1000))
    }
    const [, waiting] = await left()
    await goesBy(addMinutes(29))
    expect(await left()).toEqual([true, waiting])
    await goesBy(addMinutes(30))
    expect(await left()).toEqual([false, waiting])
    await goesBy(addMinutes(24 * 60))
    expect(await left()).toEqual([false, 0])

    const allowed = { cuentaId, sistemaId: 'cursos', scopes: ['openid'], at: NOW }
    await store().transaction(({ openIdConsents }) => openIdConsents.save(allowed))
    await store().transaction(({ cuentas }) => cuentas.close(cuenta))
    const scopes = store().transaction(({ openIdConsents }) => openIdConsents.findScopes(cuentaId, 'cursos'))
    expect(await scopes).toEqual([])
  })
})
