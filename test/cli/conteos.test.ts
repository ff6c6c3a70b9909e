import { describe, expect, it } from 'vitest'
import { addHours } from '../../src/domain/values/durations.ts'
import { ENGINES } from '../support/storage/databases.ts'
import { createCliProduct } from './harness.ts'

describe.each(ENGINES)('«bitacora conteos», on %s', (engine) => {
  it('shows the last seven days by hour, newest first, with how many in all', async () => {
    const { harness, product } = await createCliProduct(engine)
    const now = product.deps.clock.now()
    for (const hours of [0, 0, 2, 24 * 8])
      await product.store.transaction(({ audit }) =>
        audit.count({ event: 'clave_presentada', result: 'cerrado' }, addHours(now, -hours)),
      )
    expect(await harness.command('bitacora conteos')).toBe(0)
    expect(harness.said).toEqual([
      expect.stringMatching(/^\d\d-\d\d-\d{4} \d\d:00.* {2}clave_presentada cerrado: 2$/),
      expect.stringMatching(/^\d\d-\d\d-\d{4} \d\d:00.* {2}clave_presentada cerrado: 1$/),
      'En los últimos 7 días: 3.',
    ])
  })
})
