/** What costs nothing is counted by hour, not written one by one (product.md “Audit”). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordCounts } from '../../src/application/audit/record-counts.ts'
import { sealAudit } from '../../src/application/audit/seal.ts'
import { verifyAudit } from '../../src/application/audit/verify.ts'
import { validateForCambiar } from '../../src/application/citizen/cambiar/cambiar.ts'
import { startRecuperar } from '../../src/application/citizen/recuperar/recuperar.ts'
import { subjectOf } from '../../src/application/proof/limits.ts'
import { concludeTry, trySecret } from '../../src/application/proof/tries.ts'
import { purge } from '../../src/application/worker/purge.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { rutOf } from '../support/data/personas.ts'
import { registerNatural } from '../support/http/journeys.ts'
import { createTestProduct, type TestProduct } from '../support/product/test-product.ts'
import { runAtOnce } from '../support/storage/contract.ts'
import { ENGINES } from '../support/storage/databases.ts'

const KNOWN = 37_000_001
const UNKNOWN = 37_000_002

describe.each(ENGINES)('what costs nothing, on %s', (engine) => {
  let p: TestProduct
  beforeEach(async () => {
    p = await createTestProduct({ engine })
  })
  afterEach(() => p.close())

  let forms = 0
  const form = () => ({ form: '', token: '', respuesta: '', body: `envio ${forms++}` })
  const miss = (number: number) =>
    validateForCambiar(p.deps, CONTEXT, {
      data: { perfil: 'natural', rut: rutOf(number), claveActual: 'no es esta' },
      form: form(),
      volver: null,
    })
  const start = (number: number) =>
    startRecuperar(p.deps, CONTEXT, {
      ...{ perfil: 'natural', identificador: rutOf(number), volver: null, form: form() },
    })
  const entries = () => p.deps.store.read(({ audit }) => audit.findAfter(0, 1_000))
  const counts = () => p.deps.store.read(({ audit }) => audit.findCounts(new Date(0)))
  const count = (result: string, at = p.deps.clock.now()) =>
    p.deps.store.transaction((uow) => uow.audit.count({ event: 'clave_presentada', result }, at))

  it('a locked clave: five tries are entries, and the rest one count, with an account or without', async () => {
    await registerNatural(p, KNOWN)
    for (const number of [KNOWN, UNKNOWN]) {
      const before = (await entries()).length
      for (let n = 0; n < 12; n++) await miss(number)
      const tried = (await entries()).slice(before)
      expect(tried.map(({ event, result }) => [event, result])).toEqual(
        Array(5).fill(['clave_presentada', 'no_coincide']),
      )
    }
    expect(await counts()).toMatchObject([{ event: 'clave_presentada', result: 'cerrado', count: 14 }])
  })

  it('the first paso of Recuperar, with an account or without', async () => {
    await registerNatural(p, KNOWN)
    const before = await entries()
    for (const number of [KNOWN, UNKNOWN, UNKNOWN]) await start(number)
    expect(await entries()).toEqual(before)
    expect(await counts()).toMatchObject([{ event: 'recuperacion_iniciada', result: 'bien', count: 3 }])
  })

  it('but not what a captcha was spent on: a locked respuesta is an entry each time', async () => {
    const subject = subjectOf(p.deps, 'natural', rutOf(UNKNOWN))
    const event = 'respuesta_presentada' as const
    const proof = {
      secret: 'respuesta',
      event,
      subject,
      cuenta: undefined,
      known: undefined,
      paid: true,
    } as const
    for (let n = 0; n < 7; n++) {
      const tried = await trySecret(p.deps, CONTEXT, proof, () => false)
      await concludeTry(p.deps, tried, async () => {})
    }
    expect((await entries()).map(({ result }) => result)).toEqual([
      ...Array(5).fill('no_coincide'),
      ...['cerrado', 'cerrado'],
    ])
    expect(await counts()).toEqual([])
  })

  it('is raised by fifty at once, loses none, and what is undone does not count', async () => {
    await runAtOnce(50, (index) =>
      p.deps.store
        .transaction(async ({ audit }) => {
          const at = p.deps.clock.now()
          await audit.count({ event: 'clave_presentada', result: 'cerrado' }, at)
          await audit.count({ event: 'datos_presentados', result: 'cerrado' }, at)
          if (index % 10 === 0) throw new Error('undone')
        })
        .catch(() => undefined),
    )
    expect((await counts()).map(({ count }) => count)).toEqual([45, 45])
  })

  it('is recorded once its hour is over, one entry for each kind, signed and sealed as all are', async () => {
    await count('cerrado')
    await count('cerrado')
    await count('otro')
    expect(await recordCounts(p.deps)).toBe(0)
    const [{ hour } = { hour: new Date(0) }] = await counts()
    p.clock.advance({ minutes: 131 })
    const recorded = await Promise.all([recordCounts(p.deps), recordCounts(p.deps)])
    expect(recorded.sort()).toEqual([0, 2])
    const detail = { hora: hour.toISOString(), evento: 'clave_presentada' }
    expect(
      (await entries()).map(({ event, actor, result, detail }) => ({ event, actor, result, detail })),
    ).toEqual(
      expect.arrayContaining([
        { event: 'conteo_por_hora', actor: 'sistema', result: 'cerrado', detail: { ...detail, cuantos: 2 } },
        { event: 'conteo_por_hora', actor: 'sistema', result: 'otro', detail: { ...detail, cuantos: 1 } },
      ]),
    )
    await sealAudit(p.deps, p.composition.sealer)
    expect(await verifyAudit(p.deps, p.composition.sealer)).toMatchObject({ findings: [], unsealed: 0 })
    // One that came late is in the next entry of that hour.
    await count('cerrado', hour)
    expect(await recordCounts(p.deps)).toBe(1)
    expect((await entries()).at(-1)?.detail).toEqual({ ...detail, cuantos: 3 })
  })

  it('is shown for 90 days, and goes then only if the audit has it', async () => {
    await count('cerrado')
    p.clock.advance({ days: 91 })
    await purge(p.deps)
    expect(await counts()).toHaveLength(1)
    await recordCounts(p.deps)
    await purge(p.deps)
    expect(await counts()).toEqual([])
  })
})
