import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { Documento } from '../../src/domain/documento/documento.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('documents', (store) => {
  let cuentaId: string
  beforeEach(async () => {
    cuentaId = (await withCuenta(store())).id
  })

  const documento = (changes: Partial<Documento> = {}): Documento => ({
    id: randomUUID(),
    cuentaId,
    kind: 'identificacion',
    format: 'image/jpeg',
    receivedBytes: 1000,
    bytes: 900,
    estado: 'pendiente',
    scanResult: 'pendiente',
    scannedAt: NOW,
    createdAt: NOW,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    erasedAt: null,
    version: 0,
    reviewerId: null,
    reviewUntil: null,
    ...changes,
  })
  const save = (fresh: Documento, content = 'cifrado') =>
    store().transaction(({ documentos }) => documentos.save(fresh, content))
  const read = (id: string) =>
    store().transaction(async ({ documentos }) => ({
      documento: await documentos.findById(id),
      content: await documentos.readEncryptedContent(id),
    }))
  const refusal = (decidedAt = NOW) =>
    ({ estado: 'rechazado', reason: 'ilegible', decidedAt, decidedBy: 'operador:ana' }) as const

  it('reads back what it stored, with content of more than a megabyte', async () => {
    const fresh = documento()
    const content = 'x'.repeat(1_400_000)
    await save(fresh, content)
    expect(await read(fresh.id)).toEqual({ documento: fresh, content })
    expect(await read(randomUUID())).toEqual({ documento: undefined, content: null })
  })

  it('finds pending ones, oldest first, up to the limit', async () => {
    const [second, first] = [
      documento({ createdAt: addMinutes(-9) }),
      documento({ createdAt: addMinutes(-10) }),
    ]
    for (const fresh of [second, first, documento({ estado: 'verificado', createdAt: addMinutes(-11) })])
      await save(fresh)
    expect(await store().transaction(({ documentos }) => documentos.findPending(2))).toEqual([first, second])
  })

  it('only one of two concurrent decisions takes effect', async () => {
    const fresh = documento()
    await save(fresh)
    const decisions = await runAtOnce(2, () =>
      store().transaction(({ documentos }) => documentos.decide(fresh.id, refusal())),
    )
    expect(decisions.toSorted()).toEqual([false, true])
    expect((await read(fresh.id)).documento).toEqual({ ...fresh, ...refusal(), version: 1 })
  })

  it('finds unscanned ones until they have a scan result', async () => {
    const [old, recent] = [
      documento({ scannedAt: addMinutes(-500) }),
      documento({ scannedAt: addMinutes(1) }),
    ]
    await save(old)
    await save(recent)
    const findUnscanned = () =>
      store().transaction(({ documentos }) => documentos.findUnscanned(addMinutes(-400), 5))
    expect(await findUnscanned()).toEqual([old])
    await store().transaction(({ documentos }) => documentos.recordScan(old.id, 'limpio', NOW))
    expect(await findUnscanned()).toEqual([])
    expect((await read(old.id)).documento).toMatchObject({ scanResult: 'limpio', scannedAt: NOW })
  })

  it('erases the content of those decided long ago, and keeps the rest', async () => {
    const [decided, recent, undecided] = [
      documento(),
      documento(),
      documento({ createdAt: addMinutes(-9e6) }),
    ]
    for (const fresh of [decided, recent, undecided]) await save(fresh)
    await store().transaction(async ({ documentos }) => {
      await documentos.decide(decided.id, refusal(addMinutes(-900)))
      await documentos.decide(recent.id, refusal(addMinutes(900)))
    })
    const remove = () =>
      store().transaction(({ documentos }) => documentos.eraseDecided(addMinutes(-900), NOW, 100))
    expect(await remove()).toBe(1)
    expect(await remove()).toBe(0)
    expect(await read(decided.id)).toMatchObject({
      content: null,
      documento: { estado: 'rechazado', erasedAt: NOW },
    })
    for (const { id } of [recent, undecided])
      expect(await read(id)).toMatchObject({ content: 'cifrado', documento: { erasedAt: null } })
  })
})
