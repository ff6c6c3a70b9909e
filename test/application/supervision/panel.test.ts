/** The panel of supervisors, from what the worker counted (product.md “Supervisors”). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DailyCount, StaffContext } from '../../../src/application/ports.ts'
import { readPanel } from '../../../src/application/staff/supervision/read-panel.ts'
import { countDays } from '../../../src/application/worker/count-days.ts'
import { POWERS_OF } from '../../../src/domain/staff/roles.ts'
import { addDias } from '../../../src/domain/values/dia.ts'
import { todayInChile } from '../../../src/domain/values/fecha.ts'
import { busyPanel } from '../../support/data/panel.ts'
import { rutOf } from '../../support/data/personas.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'
import { withCuenta } from '../../support/storage/contract.ts'
import { ENGINES } from '../../support/storage/databases.ts'

const CONTEXT: StaffContext = {
  actor: {
    kind: 'funcionario',
    id: 'ana',
    rol: 'supervisor',
    powers: POWERS_OF.supervisor,
    renewedFor: null,
  },
  requestId: 'prueba',
}

describe.each(ENGINES)('the panel, on %s', (engine) => {
  let p: TestProduct
  let today: string
  beforeAll(async () => {
    p = await createTestProduct({ engine })
    today = todayInChile(p.deps.clock.now())
  })
  afterAll(() => p.close())

  const happen = (
    event: DailyCount['event'],
    at: Date,
    cuentaId: string | null,
    count = 1,
    result = 'bien',
  ) =>
    p.deps.store.transaction(async ({ audit }) => {
      for (let n = 0; n < count; n++)
        await audit.record(
          { event, actor: 'persona', cuentaId, subject: null, requestId: null, result, detail: null },
          at,
        )
    })
  const countAll = async () => {
    while (await countDays(p.deps));
  }

  it('of a product in which nothing happened is empty, and says that it was looked at', async () => {
    const panel = await readPanel(p.deps, CONTEXT)
    expect(panel).toMatchObject({ counts: [], documentos: [0, 0, 0, 0], people: [], unusual: [] })
    expect(panel.days).toHaveLength(30)
    expect(panel.days.at(-1)).toBe(today)
    expect(panel.seal).toMatchObject({ sealedAt: null, verified: null })
    const [last] = await p.deps.store.read(({ audit }) => audit.findEntries({}, 1))
    expect(last?.event).toBe('panel_visto')
  })

  it('counts each entry once, by day of Chile and perfil, on however many nodes', async () => {
    const cuenta = await withCuenta(p.deps.store, {
      identificador: rutOf(36_000_001),
      emailRepresentante: null,
    })
    const now = p.deps.clock.now()
    await happen('cuenta_creada', now, cuenta.id, 600)
    await happen('cuenta_creada', now, cuenta.id, 7, 'no_coincide')
    await happen('clave_cambiada', new Date(now.getTime() - 86_400_000), cuenta.id)
    await happen('aviso_abandonado', now, null, 2, 'rechazado')
    await Promise.all([countAll(), countAll()])
    await happen('cuenta_creada', now, cuenta.id, 1)
    await countAll()
    await countAll()
    const { counts } = await readPanel(p.deps, CONTEXT)
    const key = ({ day, event }: DailyCount) => `${day} ${event}`
    expect(counts.sort((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual([
      { day: addDias(today, -1), event: 'clave_cambiada', perfil: cuenta.perfil, count: 1 },
      { day: today, event: 'aviso_abandonado', perfil: null, count: 2 },
      { day: today, event: 'cuenta_creada', perfil: cuenta.perfil, count: 601 },
    ])
  })

  it('compares calls by who answered them, and names what is unusual', async () => {
    await busyPanel(p.deps, rutOf(36_000_002))
    const { people, unusual } = await readPanel(p.deps, CONTEXT)
    expect(people.map(({ nombre, calls }) => [nombre.slice(0, 4), calls])).toEqual([
      ['Eva ', 14],
      ['Wolf', 10],
      ['Ana ', 6],
    ])
    expect(unusual).toMatchObject([{ code: 'sin_comprobar', nombre: 'Eva Ríos', count: 14, of: 14 }])
  })
})
