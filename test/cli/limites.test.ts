import { describe, expect, it } from 'vitest'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct, rowsOf } from './harness.ts'

const ABRIR = 'limites abrir 203.0.113.77/24 --operador ana --motivo sala_de_clases'

describe.each(ENGINES)('«limites», on %s', (engine) => {
  it('raises those of a network for 24 hours, says until when, and audits it without the address', async () => {
    const { harness, product } = await createCliProduct(engine)
    const asker = { networks: ['203.0.113.9', '203.0.113.0/24'] }
    const timesNow = async () => {
      await product.deps.raisedLimits.refresh()
      return product.deps.raisedLimits.timesFor(asker)
    }
    expect(await timesNow()).toBe(1)
    expect(await harness.command(ABRIR)).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(
        /^Abierta 203\.0\.113\.0\/24: 5 veces cada límite, hasta el \d\d-\d\d-\d{4} \d\d:\d\d/,
      ),
      'Vale en todos los servidores antes de un minuto.',
    ])
    harness.clock.advance({ minutes: 1 })
    expect(await timesNow()).toBe(5)
    expect(product.deps.raisedLimits.timesFor({ networks: ['203.0.114.9'] })).toBe(1)
    harness.clock.advance({ hours: 23, minutes: 58 })
    expect(await timesNow()).toBe(5)
    harness.clock.advance({ minutes: 1 })
    expect(product.deps.raisedLimits.timesFor(asker)).toBe(1)

    const [entry] = (await rowsOf(product, ['audit_entries'])).audit_entries ?? []
    expect(entry).toMatchObject({ event: 'limites_abiertos', actor: 'operador:ana', result: 'bien' })
    expect(JSON.stringify(entry)).toMatch(/sala_de_clases/)
    expect(JSON.stringify(entry)).not.toContain('203.0.113')
  })

  it('shows what is raised, and ends it before its time', async () => {
    const { harness, product } = await createCliProduct(engine)
    await harness.command(ABRIR)
    await harness.command('limites abrir 2001:db8:7::/48 --motivo oficina --veces 10')
    // Again: it takes the place of the former one.
    await harness.command(`${ABRIR} --veces 2`)
    harness.said.length = 0
    expect(await harness.command('limites ver')).toBe(0)
    expect(harness.said.sort()).toEqual([
      expect.stringMatching(/^2001:db8:7::\/48: 10 veces .* \(oficina\)$/),
      expect.stringMatching(/^203\.0\.113\.0\/24: 2 veces .* \(sala_de_clases\)$/),
      'Redes abiertas: 2.',
    ])
    expect(await harness.command('limites cerrar 203.0.113.0/24')).toBe(0)
    expect(await harness.command('limites cerrar 203.0.113.0/24')).toBe(1)
    expect(harness.said.at(-1)).toBe('Esa red no está abierta: vea «limites ver».')
    harness.clock.advance({ minutes: 1 })
    await product.deps.raisedLimits.refresh()
    expect(product.deps.raisedLimits.timesFor({ networks: ['203.0.113.9'] })).toBe(1)
    expect(product.deps.raisedLimits.timesFor({ networks: ['2001:db8:7:5'] })).toBe(10)
    const events = ((await rowsOf(product, ['audit_entries'])).audit_entries ?? []).map(
      ({ event, result }) => `${event} ${result}`,
    )
    expect(events).toEqual([
      ...['limites_abiertos bien', 'limites_abiertos bien', 'limites_abiertos bien', 'limites_vistos bien'],
      ...['limites_cerrados bien', 'limites_cerrados no_existe'],
    ])
  })

  it('raises no more than twenty networks at once, none wider than a /24 or /48, and no limit more than ten times', async () => {
    const { harness } = await createCliProduct(engine)
    for (let n = 1; n <= 20; n++)
      expect(await harness.command(`limites abrir 203.0.${n}.0/24 --motivo sala_de_clases`)).toBe(0)
    expect(await harness.command(ABRIR)).toBe(1)
    expect(harness.said.at(-1)).toBe('Ya hay 20 redes abiertas: cierre alguna antes.')
    expect(await harness.command('limites abrir 203.0.20.0/24 --motivo oficina')).toBe(0)
    expect(await harness.command('limites abrir 203.0.0.0/16 --motivo sala_de_clases')).toBe(1)
    expect(harness.said.at(-1)).toMatch(/^La red es una dirección, o una red como/)
    expect(await harness.command(`${ABRIR} --veces 11`)).toBe(2)
    expect(await harness.command('limites abrir 203.0.113.0/24')).toBe(2)
    expect(harness.said.at(-1)).toBe(
      'Diga por qué con --motivo, uno de: sala_de_clases, jornada_de_inscripcion, oficina.',
    )
    harness.clock.advance({ hours: 24 })
    expect(await harness.command(ABRIR)).toBe(0)
  })
})
