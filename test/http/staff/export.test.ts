/** The whole bitácora as a file: read as it goes out, and no further than whoever asked for it takes it. */
import { once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Store, StoredAuditEntry } from '../../../src/application/ports.ts'
import { paths } from '../../../src/domain/urls.ts'
import { staffCookie } from '../../support/http/console.ts'
import { createListeningProduct, type ListeningProduct } from '../../support/http/listening.ts'

const ENTRIES = 500_000

describe('the bitácora of half a million entries', () => {
  let p: ListeningProduct
  /** How many entries each reading asked for. */
  const asked: number[] = []
  beforeAll(async () => {
    p = await createListeningProduct()
    p.deps.store = withEntries(p.deps.store, ENTRIES, (limit) => asked.push(limit))
  })
  afterAll(() => p.close())

  const exported = async () => {
    const { audit } = p.deps.store.single
    const [last] = await audit.findEntries({ event: 'bitacora_exportada' }, 1)
    return last
  }

  it('is read in batches, and no more of it once whoever asked for it hangs up', async () => {
    const { port } = p.server.address() as AddressInfo
    const request = get({
      ...{ host: '127.0.0.1', port, path: paths.console.auditExport, agent: false },
      headers: { Cookie: await staffCookie(p, 'supervisor'), 'User-Agent': 'Mozilla/5.0' },
    })
    const [answer] = await once(request, 'response')
    expect(answer.statusCode).toBe(200)
    await once(answer, 'readable')
    request.destroy()
    await vi.waitFor(async () => expect((await exported())?.result).toBe('cortado'), 20_000)
    expect(new Set(asked)).toEqual(new Set([500]))
    // What was on its way when they left is a small part of it.
    expect(asked.length).toBeLessThan(ENTRIES / 500 / 2)
    expect((await exported())?.detail?.cuantas).toBeLessThan(ENTRIES / 2)
  })
})

/** The same store, whose audit has so many entries more, each as the last. */
function withEntries(store: Store, many: number, onRead: (limit: number) => void): Store {
  const entry = (number: number): StoredAuditEntry => ({
    ...{ number, at: new Date(0), event: 'cuenta_creada', actor: 'persona', cuentaId: null },
    ...{ subject: null, requestId: null, result: 'bien', detail: null, keyId: null, hmac: null },
  })
  return {
    ...store,
    read: (work) =>
      store.read(({ audit, ...others }) =>
        work({
          ...others,
          audit: {
            ...audit,
            readMark: async () => ({ ...(await audit.readMark()), last: many }),
            findEntries: async ({ before = many + 1, ...query }, limit) => {
              if (query.event) return audit.findEntries({ before, ...query }, limit)
              onRead(limit)
              const rows = Math.min(limit, before - 1)
              return Array.from({ length: rows }, (_, n) => entry(before - 1 - n))
            },
          },
        }),
      ),
  }
}
