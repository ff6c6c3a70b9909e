import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  listSigningKeys,
  publishSigningKey,
  retireSigningKey,
  startSigning,
} from '../../../src/application/operator/signing-keys.ts'
import type { OpenIdKey, OperadorContext } from '../../../src/application/ports.ts'
import type { Result } from '../../../src/domain/outcome/result.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { runAtOnce } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const OPERADOR: OperadorContext = {
  actor: { kind: 'operador', nombre: 'ana', powers: ['administrar_firma'] },
  requestId: 'orden',
}
const code = (result: Result<OpenIdKey>) => (result.ok ? result.value.id : result.refusals[0]?.code)

describe.each(ENGINES)('keys that sign, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
  })
  afterAll(() => p.close())
  const states = async () =>
    (await listSigningKeys(p.deps, OPERADOR)).map(({ id, estado }) => `${id} ${estado}`)

  it('are changed by two people at once: each change is done once, and one key signs at every moment', async () => {
    expect(await states()).toEqual(['cs-1 firma'])
    const published = await runAtOnce(2, () => publishSigningKey(p.deps, OPERADOR))
    expect(published.map(code).toSorted()).toEqual(['cs-2', 'firma_ya_publicada'])
    p.clock.advance({ days: 1 })
    const next = { id: 'cs-2', isUrgent: false }
    const started = await runAtOnce(2, () => startSigning(p.deps, OPERADOR, next))
    expect(started.map(code).toSorted()).toEqual(['cs-2', 'firma_ya_firma'])
    expect(await states()).toEqual(['cs-1 publicada', 'cs-2 firma'])

    p.clock.advance({ minutes: 2 })
    const [back, gone] = await Promise.all([
      startSigning(p.deps, OPERADOR, { id: 'cs-1', isUrgent: true }),
      retireSigningKey(p.deps, OPERADOR, { id: 'cs-1', isUrgent: true }),
    ])
    // Whichever came first, what signs is still published.
    expect([code(back), code(gone)]).toSatisfy(
      (codes: string[]) => codes.filter((one) => one === 'cs-1').length === 1,
    )
    expect((await states()).filter((one) => one.endsWith(' firma'))).toHaveLength(1)
  })

  it('leave nothing of their private part when they are retired, and each order is audited', async () => {
    const keys = await p.deps.store.read(({ openIdKeys }) => openIdKeys.findAll())
    const former = keys.find(({ estado }) => estado === 'publicada')?.id
    if (former) {
      p.clock.advance({ days: 1 })
      expect(code(await retireSigningKey(p.deps, OPERADOR, { id: former, isUrgent: false }))).toBe(former)
    }
    const all = await p.deps.store.read(({ openIdKeys }) => openIdKeys.findAll())
    const [retired] = all.filter(({ estado }) => estado === 'retirada')
    const left = p.deps.cipher.decrypt(retired?.encryptedJwk ?? '', `openid-llave:${retired?.id}`)
    expect(left).toBe('{}')
    const { id } = retired ?? { id: '' }
    expect(code(await retireSigningKey(p.deps, OPERADOR, { id, isUrgent: true }))).toBe('firma_no_existe')
    const audited = await p.deps.store.read(({ audit }) => audit.findAfter(0, 100))
    const told = audited.map(({ event, result }) => `${event} ${result}`)
    expect(told).toEqual(
      expect.arrayContaining([
        'firma_publicada bien',
        'firma_publicada firma_ya_publicada',
        'firma_estrenada bien',
        'firma_estrenada firma_ya_firma',
        'firma_retirada bien',
        'firma_retirada firma_no_existe',
      ]),
    )
  })
})
