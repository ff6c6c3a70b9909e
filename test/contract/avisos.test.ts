import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { OutboxQuery, QueuedAviso } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce } from '../support/storage/contract.ts'

const aviso = (changes: Partial<QueuedAviso> = {}): QueuedAviso => ({
  id: randomUUID(),
  kind: 'codigo',
  channel: 'correo',
  cuentaId: null,
  encryptedDestination: 'destino',
  encryptedContent: 'contenido',
  createdAt: NOW,
  availableAt: NOW,
  waitingSince: NOW,
  tries: 0,
  ...changes,
})

describeOnEachEngine('the outbox', (store) => {
  beforeEach(() =>
    store().transaction(async ({ avisos, expired }) => {
      for (const channel of ['correo', 'sms'] as const) {
        const [from, until] = [addMinutes(9_999), addMinutes(10_000)]
        for (const { id } of await avisos.lease(channel, 'limpieza', from, until, 1_000)) {
          await avisos.abandon(id, NOW, 'limpieza', false)
        }
      }
      await expired.delete('avisos', addMinutes(1), 100)
    }),
  )

  const enqueue = (...queued: QueuedAviso[]) =>
    store().transaction(async ({ avisos }) => {
      for (const each of queued) await avisos.enqueue(each)
    })
  const lease = (who: string, minutes = 0, limit = 10) =>
    store().transaction(({ avisos }) =>
      avisos.lease('correo', who, addMinutes(minutes), addMinutes(minutes + 5), limit),
    )
  const summary = () => store().transaction(({ avisos }) => avisos.readSummary())

  it('leases due messages, oldest first, up to the limit', async () => {
    const [third, first, second] = [
      aviso({ availableAt: addMinutes(3) }),
      aviso({ availableAt: addMinutes(1) }),
      aviso({ availableAt: addMinutes(2), encryptedContent: null }),
    ]
    await enqueue(third, first, second)
    expect(await lease('uno', 0)).toEqual([])
    expect(await lease('uno', 3, 2)).toEqual([first, second])
    expect(await lease('dos', 3)).toEqual([third])
    expect(await lease('dos', 3)).toEqual([])
  })

  it('leases messages of one channel only', async () => {
    const [mail, sms] = [aviso(), aviso({ channel: 'sms', kind: 'clave_provisoria' })]
    await enqueue(mail, sms)
    expect(await lease('uno')).toEqual([mail])
    const leaseSms = (who: string) =>
      store().transaction(({ avisos }) => avisos.lease('sms', who, NOW, addMinutes(5), 10))
    expect(await leaseSms('uno')).toEqual([sms])
    expect(await leaseSms('dos')).toEqual([])
  })

  it('an expired lease can be taken by another worker', async () => {
    const only = aviso()
    await enqueue(only)
    await lease('uno')
    expect(await lease('dos', 4)).toEqual([])
    expect(await lease('dos', 5)).toEqual([only])
  })

  it('ten concurrent workers lease every message exactly once', async () => {
    const all = Array.from({ length: 40 }, () => aviso())
    await enqueue(...all)
    const taken: string[] = []
    while (taken.length < all.length) {
      const batches = await runAtOnce(10, (index) => lease(`trabajador ${index}`, 0, 3))
      taken.push(...batches.flat().map(({ id }) => id))
      expect(batches.flat().length).toBeGreaterThan(0)
    }
    expect(taken.sort()).toEqual(all.map(({ id }) => id).sort())
  })

  it('a failed message is retried later, with its tries counted', async () => {
    const only = aviso()
    await enqueue(only)
    await lease('uno')
    await store().transaction(({ avisos }) => avisos.retry(only.id, addMinutes(10), 'ETIMEDOUT'))
    expect(await lease('uno', 9)).toEqual([])
    expect(await lease('uno', 10)).toEqual([{ ...only, availableAt: addMinutes(10), tries: 1 }])
  })

  it('a sent or abandoned message is never sent again, even if a former leaseholder retries it', async () => {
    const [sent, abandoned] = [aviso(), aviso()]
    await enqueue(sent, abandoned)
    await store().transaction(async ({ avisos }) => {
      await avisos.markSent(sent.id, NOW)
      await avisos.abandon(abandoned.id, NOW, '550', false)
      await avisos.retry(sent.id, NOW, 'tarde')
      await avisos.retry(abandoned.id, NOW, 'tarde')
    })
    expect(await lease('uno', 100)).toEqual([])
    expect(await summary()).toEqual({ pending: 0, abandoned: 1, oldestAt: null })
  })

  it('wipes address and content once sent or abandoned', async () => {
    const [sent, abandoned] = [aviso(), aviso()]
    await enqueue(sent, abandoned)
    await store().transaction(async ({ avisos }) => {
      await avisos.markSent(sent.id, NOW)
      await avisos.abandon(abandoned.id, NOW, '550', false)
    })
    const rows = await store().withSnapshot(async ({ batches }) => {
      const all = []
      for await (const batch of batches('avisos')) all.push(...batch)
      return all
    })
    for (const { id } of [sent, abandoned]) {
      const row = rows.find((each) => each.id === id)
      expect(row).toMatchObject({ encrypted_destination: '', encrypted_content: null })
    }
  })

  it('a worker that stops releases its own leases only', async () => {
    const [own, foreign] = [aviso(), aviso({ availableAt: addMinutes(1) })]
    await enqueue(own, foreign)
    expect(await lease('uno', 0)).toEqual([own])
    expect(await lease('dos', 1)).toEqual([foreign])
    expect(await store().transaction(({ avisos }) => avisos.release('uno'))).toBe(1)
    expect(await lease('tres', 1)).toEqual([own])
  })

  it('the summary counts pending and abandoned messages', async () => {
    const [old, fresh, lost] = [aviso(), aviso({ waitingSince: addMinutes(5) }), aviso()]
    expect(await summary()).toEqual({ pending: 0, abandoned: 0, oldestAt: null })
    await enqueue(fresh, old, lost)
    await store().transaction(({ avisos }) => avisos.abandon(lost.id, NOW, '550', false))
    expect(await summary()).toEqual({ pending: 2, abandoned: 1, oldestAt: NOW })
  })

  const stale = (kinds: QueuedAviso['kind'][] = ['cuenta_invitada']) => ({
    ofKinds: [{ kinds, by: addMinutes(1) }],
    by: addMinutes(-1),
  })
  const requeue = (
    which: { id: string } | { kind: QueuedAviso['kind'] },
    minutes: number,
    kinds?: [QueuedAviso['kind']],
  ) => store().transaction(({ avisos }) => avisos.requeue(which, addMinutes(minutes), stale(kinds)))
  const page = (query: Partial<OutboxQuery> = {}) =>
    store().read(({ avisos }) => avisos.findPage({ order: 'antiguos', limit: 10, ...query }))

  it('has what was abandoned, and what waits for its next try, sent again: once, by whoever asks first', async () => {
    const [abandoned, waiting, due, wiped, sent, leased] = Array.from({ length: 6 }, () => aviso())
    if (!abandoned || !waiting || !due || !wiped || !sent || !leased) throw new Error('six of them')
    const later = { availableAt: addMinutes(60) }
    await enqueue(abandoned, { ...waiting, ...later }, due, wiped, sent, { ...leased, ...later })
    await store().transaction(async ({ avisos }) => {
      await avisos.abandon(abandoned.id, NOW, '550', true)
      await avisos.abandon(wiped.id, NOW, '550', false)
      await avisos.markSent(sent.id, NOW)
    })
    for (const { id } of [due, wiped, sent]) expect(await requeue({ id }, 10)).toBe(0)
    const found = await runAtOnce(4, () => requeue({ kind: 'codigo' }, 10))
    expect(found.sort()).toEqual([0, 0, 0, 3])
    expect(await store().read(({ avisos }) => avisos.findWaitingSince())).toEqual(NOW)
    const [first, ...others] = await lease('uno', 10)
    expect([first?.id, others.length]).toEqual([due.id, 3])
    const again = others.find(({ id }) => id === abandoned.id)
    expect(again).toEqual({
      ...abandoned,
      availableAt: addMinutes(10),
      waitingSince: addMinutes(10),
      tries: 1,
    })
    expect(await requeue({ id: abandoned.id }, 11)).toBe(0)
    expect(await requeue({ kind: 'codigo' }, 11)).toBe(0)
  })

  it('sends nothing again that is of no use any more, and wipes what was kept of it', async () => {
    const [code, news] = [aviso(), aviso({ kind: 'clave_cambiada' })]
    await enqueue(code, news)
    await store().transaction(async ({ avisos }) => {
      for (const { id } of [code, news]) await avisos.abandon(id, NOW, '550', true)
      expect(await avisos.wipeStale(stale(['codigo']), 10)).toBe(1)
      expect(await avisos.wipeStale(stale(['codigo']), 10)).toBe(0)
    })
    const kept = (await page()).map(({ id, isKept, encryptedDestination }) => [
      id,
      isKept,
      encryptedDestination,
    ])
    expect(kept.sort()).toEqual(
      [
        [code.id, false, ''],
        [news.id, true, 'destino'],
      ].sort(),
    )
    expect(await requeue({ id: code.id }, 1)).toBe(0)
    expect(await requeue({ id: news.id }, 1, ['clave_cambiada'])).toBe(0)
    expect(await requeue({ id: news.id }, 1)).toBe(1)
  })

  it('is listed by age in both directions, page by page, as it is asked for', async () => {
    const all = [0, 1, 1, 2].map((minutes) => aviso({ createdAt: addMinutes(minutes) }))
    await enqueue(...all, aviso({ channel: 'sms', createdAt: addMinutes(3) }))
    const [first, second, third, last] = [...all].sort((a, b) =>
      `${a.createdAt.toISOString()}${a.id}` < `${b.createdAt.toISOString()}${b.id}` ? -1 : 1,
    )
    await store().transaction(({ avisos }) => avisos.markSent(last?.id ?? '', NOW))
    const mail = { channel: 'correo', limit: 2 } as const
    const ids = async (query: Partial<OutboxQuery>) => (await page({ ...mail, ...query })).map(({ id }) => id)
    expect(await ids({})).toEqual([first?.id, second?.id])
    expect(await ids({ ...(second && { after: second }) })).toEqual([third?.id, last?.id])
    expect(await ids({ order: 'recientes' })).toEqual([last?.id, third?.id])
    expect(await ids({ order: 'recientes', ...(third && { after: third }) })).toEqual([second?.id, first?.id])
    expect(await ids({ estado: 'enviado' })).toEqual([last?.id])
    expect(await ids({ kind: 'clave_cambiada' })).toEqual([])
    expect(await store().read(({ avisos }) => avisos.findUnsent())).toEqual([
      { kind: 'codigo', estado: 'pendiente', count: 4, oldest: first?.createdAt },
    ])
  })

  it('deletes only messages finished long ago', async () => {
    const [old, recent, pending] = [aviso(), aviso(), aviso()]
    await enqueue(old, recent, pending)
    await store().transaction(async ({ avisos, expired }) => {
      await avisos.markSent(old.id, NOW)
      await avisos.markSent(recent.id, addMinutes(10))
      expect(await expired.delete('avisos', addMinutes(9), 100)).toBe(1)
    })
    expect(await lease('uno')).toEqual([pending])
  })
})
