import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LogoutFailure, LogoutSender, QueuedLogout } from '../../src/application/ports.ts'
import { tellLogouts, type Untold } from '../../src/application/worker/tell-logouts.ts'
import { sistemaOf } from '../support/data/sistemas.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'

let p: TestProduct
beforeAll(async () => {
  p = await createTestProduct()
})
afterAll(() => p.close())

let number = 0
/** A system of whose people some sign out. */
async function systemWith(signOuts: number, changes: Parameters<typeof sistemaOf>[0] = {}): Promise<string> {
  const id = `sistema-${++number}`
  const backchannelLogoutUri = `https://${id}.cl/salida`
  await p.deps.store.transaction(async ({ sistemas, openId }) => {
    await sistemas.create(sistemaOf({ id, nombre: `Sistema ${id}`, backchannelLogoutUri, ...changes }))
    for (let one = 0; one < signOuts; one++) {
      const session = { fingerprint: `${id}-${one}`, cuentaId: 'ana', expiresAt: new Date('2030-01-01') }
      await openId.saveParticipations(session, [{ sistemaId: id, sid: `${id}-${one}` }])
      await openId.endSession(session.fingerprint, p.clock.now())
    }
  })
  return id
}

/** One round, to systems that answer as told. */
async function round(answer: (logout: QueuedLogout) => LogoutFailure | null | Promise<LogoutFailure | null>) {
  const told: string[] = []
  const untold: Untold[] = []
  const logouts: LogoutSender = {
    async send(logout) {
      told.push(logout.sid)
      return answer(logout)
    },
  }
  const fail = (_name: string, error: unknown) => {
    throw error
  }
  await tellLogouts({ ...p.deps, logouts, onUntold: (one) => untold.push(one), onFailure: fail })
  return { told, untold }
}

const waiting = async () => (await p.deps.store.single.openId.readWaitingLogouts()).waiting
const takes = () => null
const SILENT = { host: 'x.cl', code: 'ETIMEDOUT', answered: false }
const refusing = (sid: string) => (logout: QueuedLogout) =>
  logout.sid === sid ? { host: 'x.cl', code: 'http_400', answered: true } : null

it('are told to each system once, all of them in one round', async () => {
  const id = await systemWith(12)
  expect((await round(takes)).told.sort()).toEqual(
    Array.from({ length: 12 }, (_, one) => `${id}-${one}`).sort(),
  )
  expect((await round(takes)).told).toEqual([])
  expect(await waiting()).toBe(0)
})

it('are forgotten where the system is suspended, or wants to be told nowhere', async () => {
  await systemWith(1, { estado: 'suspendido' })
  await systemWith(1, { backchannelLogoutUri: null })
  expect((await round(takes)).told).toEqual([])
  expect(await waiting()).toBe(0)
})

it('are tried again after pauses that grow, and given up after a day, which the log says without whose they are', async () => {
  await systemWith(1)
  const pauses: number[] = []
  let last = p.clock.now()
  const from = last
  const seen: Untold[] = []
  while ((await waiting()) > 0) {
    const { told, untold } = await round(() => SILENT)
    seen.push(...untold)
    if (told.length > 0) {
      pauses.push((p.clock.now().getTime() - last.getTime()) / 1000)
      last = p.clock.now()
    }
    p.clock.advance({ minutes: pauses.length < 9 ? 1 / 6 : 10 })
  }
  expect(pauses.slice(0, 9)).toEqual([0, 10, 20, 40, 80, 160, 320, 600, 600])
  expect(seen[0]).toEqual({ host: 'x.cl', code: 'ETIMEDOUT', failed: 1, givenUp: 0 })
  expect(seen.at(-1)).toEqual({ host: 'x.cl', code: 'ETIMEDOUT', failed: 1, givenUp: 1 })
  expect(last.getTime() - from.getTime()).toBeLessThan(24 * 3_600_000)
  expect(pauses).toHaveLength(149)
})

it('of a system out of reach wait together after a few tries, and delay no other', async () => {
  const silent = await systemWith(30)
  const other = await systemWith(1)
  let answerSilent = () => {}
  const answered = new Promise<LogoutFailure>((resolve) => {
    answerSilent = () => resolve(SILENT)
  })
  const { told } = await round((logout) => {
    if (logout.sistemaId === silent) return answered
    // The other system learns while the first one still says nothing.
    answerSilent()
    return null
  })
  expect(told.filter((sid) => sid.startsWith(`${silent}-`))).toHaveLength(5)
  expect(told).toContain(`${other}-0`)
  expect((await round(takes)).told).toEqual([])
  p.clock.advance({ minutes: 1 })
  expect((await round(takes)).told).toHaveLength(30)
})

it('that a system refuses stop no other of its own', async () => {
  const id = await systemWith(8)
  expect((await round(refusing(`${id}-0`))).told).toHaveLength(8)
  expect(await waiting()).toBe(1)
  p.clock.advance({ minutes: 1 })
  expect((await round(takes)).told).toEqual([`${id}-0`])
})
