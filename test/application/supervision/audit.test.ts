/** Looking through the bitácora, and taking it away (product.md “Supervisors”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffContext } from '../../../src/application/ports.ts'
import { subjectOf } from '../../../src/application/proof/limits.ts'
import { exportAudit } from '../../../src/application/staff/supervision/export-audit.ts'
import { readAudit } from '../../../src/application/staff/supervision/read-audit.ts'
import type { AuditFilter } from '../../../src/domain/staff/audit-filter.ts'
import { POWERS_OF } from '../../../src/domain/staff/roles.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const ANA = '6f9d3f0e-0000-4000-8000-000000000001'
const CUENTA = '6f9d3f0e-0000-4000-8000-00000000000a'
const CONTEXT: StaffContext = {
  actor: { kind: 'funcionario', id: ANA, rol: 'supervisor', powers: POWERS_OF.supervisor, renewedFor: null },
  requestId: 'prueba',
}
const NOBODY = rutOf(38_000_001)

describe.each(ENGINES)('the bitácora, on %s', (engine) => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    const write = (at: string, count: number, entry: object) =>
      p.deps.store.transaction(async ({ audit }) => {
        for (let n = 0; n < count; n++) {
          const whole = {
            event: 'clave_presentada',
            actor: 'persona',
            cuentaId: null,
            subject: null,
          } as const
          await audit.record(
            { ...whole, requestId: null, result: 'bien', detail: { n }, ...entry },
            new Date(at),
          )
        }
      })
    // Days begin at 04:00 UTC until 5 September, and at 03:00 from 7 September.
    await write('2026-09-05T03:59:59.999Z', 1, {})
    await write('2026-09-05T04:00:00.000Z', 60, {})
    await write('2026-09-06T03:59:59.999Z', 1, { actor: `funcionario:${ANA}:ejecutivo`, cuentaId: CUENTA })
    await write('2026-09-06T04:00:00.000Z', 1, { actor: `funcionario:${ANA}:supervisor` })
    await write('2026-09-07T02:59:59.999Z', 1, { subject: subjectOf(p.deps, 'natural', NOBODY) })
    await write('2026-09-07T03:00:00.000Z', 1, { event: 'respaldo_hecho', actor: 'operador:maria' })
  })
  afterAll(() => p.close())

  const read = (filter: AuditFilter, more: { typedCuenta?: string; before?: number } = {}) =>
    readAudit(p.deps, CONTEXT, { filter, ...more })
  const numbers = async (filter: AuditFilter, typedCuenta?: string) =>
    (await read(filter, typedCuenta === undefined ? {} : { typedCuenta })).entries.map(({ number }) => number)
  const own = { event: 'bitacora_vista' } as const

  it('is filtered by event, by who acted in any role, by day of Chile and by account', async () => {
    expect(await numbers({ event: 'respaldo_hecho' })).toEqual([65])
    expect(await numbers({ doer: 'operador' })).toEqual([65])
    expect(await numbers({ doer: ANA, event: 'clave_presentada' })).toEqual([63, 62])
    expect(await numbers({ from: '2026-09-06', to: '2026-09-06' })).toEqual([64, 63])
    expect((await numbers({ from: '2026-09-05', to: '2026-09-05' })).at(0)).toBe(62)
    expect(await numbers({ to: '2026-09-04' })).toEqual([1])
    expect(await numbers({ from: '2026-09-07', event: 'respaldo_hecho' })).toEqual([65])
    expect(await numbers({ cuentaId: CUENTA, event: 'clave_presentada' })).toEqual([62])
    expect(await numbers({}, NOBODY)).toEqual([64])
    expect(await numbers({}, '??')).toEqual([])
  })

  it('has pages by number, without gaps or repeats, while it grows', async () => {
    const first = await read({ event: 'clave_presentada' })
    expect([first.entries.length, first.next]).toEqual([50, 15])
    const second = await read({ event: 'clave_presentada' }, { before: first.next ?? 0 })
    expect(second.entries.map(({ number }) => number)).toEqual(Array.from({ length: 14 }, (_, n) => 14 - n))
    expect(second.next).toBeNull()
  })

  it('looking through it is in it, with what was looked for and no more', async () => {
    const { cuentaName } = await read({ doer: ANA }, { typedCuenta: NOBODY })
    expect(cuentaName).toBe(`38.•••.•••-${NOBODY.slice(-1)}`)
    const [last] = (await read(own)).entries
    expect(last).toMatchObject({ actor: `funcionario:${ANA}:supervisor`, detail: { quien: ANA, cuantas: 0 } })
    expect(JSON.stringify(last)).not.toContain(NOBODY.slice(0, 6))
  })

  it('goes out whole in batches, newest first, as it was when it was asked for', async () => {
    const got: number[] = []
    const batches = await exportAudit(p.deps, CONTEXT, { filter: {} }, async () => true)
    await read({})
    for await (const batch of batches) got.push(...batch.map(({ number }) => number))
    expect(got).toEqual(Array.from({ length: got.length }, (_, n) => got.length - n))
    const exported = (await read({ event: 'bitacora_exportada' })).entries
    expect(exported.map(({ result, detail }) => [result, detail?.cuantas])).toEqual([
      ['bien', got.length],
      ['iniciado', undefined],
    ])
  })

  it('stops when whoever asked for it leaves, and says so', async () => {
    const batches = await exportAudit(p.deps, CONTEXT, { filter: { doer: 'persona' } }, async () => true)
    for await (const _ of batches) break
    const [last] = (await read({ event: 'bitacora_exportada' })).entries
    expect(last).toMatchObject({ result: 'cortado', detail: { quien: 'persona', cuantas: 0 } })
  })
})
