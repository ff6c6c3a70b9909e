import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { LoadInProgress, Organismos } from '../../src/application/ports.ts'
import { organismoOf, REPRESENTANTE } from '../support/data/organismos.ts'
import { rutOf } from '../support/data/personas.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

describeOnEachEngine('the register of organisations', (store) => {
  const withOrganismos = <T>(run: (organismos: Organismos) => Promise<T>) =>
    store().transaction(({ organismos }) => run(organismos))
  const begin = (minute = 0) =>
    withOrganismos((registro) => registro.beginLoad(randomUUID(), addMinutes(minute), addMinutes(minute + 2)))

  async function begunLoad(minute = 0): Promise<LoadInProgress> {
    const load = await begin(minute)
    if (!load) throw new Error('another load is in progress')
    return load
  }

  async function loadRegistro(...numbers: number[]): Promise<void> {
    const load = await begunLoad()
    const organismos = numbers.map((number) => organismoOf(number))
    await withOrganismos((registro) => registro.add(load, organismos, addMinutes(2)))
    await withOrganismos((registro) => registro.publish(load, NOW))
  }

  beforeEach(() => loadRegistro(76_000_001))

  it('finds an organisation that was loaded and no others', async () => {
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_001)))).toEqual(
      organismoOf(76_000_001),
    )
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_002)))).toBeUndefined()
    expect(await withOrganismos((registro) => registro.readLoadedAt())).toEqual(NOW)
  })

  it('a load replaces the former register when it is published, not before', async () => {
    const load = await begunLoad()
    await withOrganismos((registro) => registro.add(load, [organismoOf(76_000_002)], addMinutes(2)))
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_001)))).toBeDefined()
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_002)))).toBeUndefined()
    expect(await withOrganismos((registro) => registro.publish(load, NOW))).toBe(true)
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_001)))).toBeUndefined()
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_002)))).toBeDefined()
  })

  it('only one of ten concurrent loads begins', async () => {
    const loads = await runAtOnce(10, () => begin())
    const [only, ...others] = loads.filter((load) => load !== undefined)
    expect(others).toEqual([])
    if (only) await withOrganismos((registro) => registro.abandon(only))
  })

  it('an interrupted load loses its lease in time and can change nothing afterwards', async () => {
    const interrupted = await begunLoad()
    await withOrganismos((registro) => registro.add(interrupted, [organismoOf(76_000_003)], addMinutes(2)))
    expect(await begin(1)).toBeUndefined()
    const next = await begunLoad(2)
    expect(next.version).toBeGreaterThan(interrupted.version)
    expect(
      await withOrganismos((registro) => registro.add(interrupted, [organismoOf(76_000_004)], addMinutes(9))),
    ).toBe(false)
    expect(await withOrganismos((registro) => registro.publish(interrupted, NOW))).toBe(false)
    await withOrganismos((registro) => registro.abandon(interrupted))
    expect(await begin(3)).toBeUndefined()
    expect(await withOrganismos((registro) => registro.publish(next, NOW))).toBe(true)
  })

  it('deletes former versions a few rows at a time, but not the load in progress', async () => {
    await loadRegistro(76_000_001, 76_000_002, 76_000_003)
    await loadRegistro(76_000_009)
    const load = await begunLoad()
    await withOrganismos((registro) => registro.add(load, [organismoOf(76_000_008)], addMinutes(2)))
    const deleted = []
    for (let count = -1; count !== 0; ) {
      count = await withOrganismos((registro) => registro.deleteFormer(2))
      deleted.push(count)
    }
    expect(Math.max(...deleted)).toBe(2)
    await withOrganismos((registro) => registro.publish(load, NOW))
    expect(await withOrganismos((registro) => registro.findByRut(rutOf(76_000_008)))).toBeDefined()
    expect(await withOrganismos((registro) => registro.deleteFormer(9))).toBe(1)
  })

  it('finds cuentas that differ from the register, a few at a time', async () => {
    const numbers = [76_100_001, 76_100_002, 76_100_003, 76_100_004, 76_100_005, 76_100_006]
    await loadRegistro(...numbers)
    const sameOrganismo = (number: number) => ({
      perfil: 'juridica' as const,
      identificador: rutOf(number),
      razonSocial: organismoOf(number).razonSocial,
      tipoOrganismo: 'otec',
      rutRepresentante: REPRESENTANTE,
      identidad: 'coincide' as const,
      celular: null,
    })
    const [one = 0, two = 0, three = 0, four = 0, five = 0, six = 0] = numbers
    await withCuenta(store(), sameOrganismo(one))
    await withCuenta(store(), {
      ...sameOrganismo(two),
      rutRepresentante: rutOf(9_000_001),
      identidad: 'declarada',
    })
    const toAdjust = [
      await withCuenta(store(), { ...sameOrganismo(three), identidad: 'declarada' }),
      await withCuenta(store(), { ...sameOrganismo(four), razonSocial: null }),
      await withCuenta(store(), { ...sameOrganismo(five), tipoOrganismo: 'empresa' }),
      await withCuenta(store(), { ...sameOrganismo(six), rutRepresentante: null, identidad: 'verificada' }),
      await withCuenta(store(), { ...sameOrganismo(one), perfil: 'natural' }),
    ]
      .filter(({ perfil }) => perfil === 'juridica')
      .map(({ id }) => id)
      .sort()
    const seen: string[] = []
    const windows: (string | null)[] = []
    for (let from: string | null = ''; from !== null; ) {
      const { ids, until }: Awaited<ReturnType<Organismos['findCuentasToAdjust']>> = await withOrganismos(
        (registro) => registro.findCuentasToAdjust(from ?? '', 4),
      )
      seen.push(...ids)
      windows.push(until)
      from = until
    }
    expect(seen.sort()).toEqual(toAdjust)
    expect(windows).toEqual([rutOf(four), rutOf(six), null])
  })
})
