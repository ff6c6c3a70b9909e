import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countScale, stackBars } from '../../../src/domain/staff/chart.ts'
import { holds } from '../properties.ts'

const PLOT = { left: 40, top: 10, width: 300, height: 150 }

describe('the scale of a chart', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [4, [0, 1, 2, 3, 4]],
    [7, [0, 2, 4, 6, 8]],
    [100, [0, 20, 40, 60, 80, 100]],
    [1_000_000, [0, 200_000, 400_000, 600_000, 800_000, 1_000_000]],
  ])('of up to %i says %j', (maximum, ticks) => {
    expect(countScale(maximum)).toEqual({ top: ticks.at(-1), ticks })
  })

  it('holds every maximum, in few whole numbers from 0', () => {
    holds(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (maximum) => {
        const { top, ticks } = countScale(maximum)
        expect(top).toBeGreaterThanOrEqual(maximum)
        expect(ticks.length).toBeLessThanOrEqual(6)
        expect(ticks.every(Number.isInteger)).toBe(true)
        expect([ticks.at(0), ticks.at(-1)]).toEqual([0, top])
        expect(maximum < 5 || maximum > top / 2.6).toBe(true)
      }),
    )
  })
})

describe('the bars of a chart', () => {
  const columns = fc.array(
    fc.array(fc.oneof(fc.constant(0), fc.nat(50), fc.nat(2_000_000)), { minLength: 1, maxLength: 4 }),
    { maxLength: 31 },
  )

  it('stay inside, stand on each other, and show what is not nothing', () => {
    holds(
      fc.property(columns, (values) => {
        const most = Math.max(0, ...values.map((column) => column.reduce((a, b) => a + b, 0)))
        const stacks = stackBars(values, countScale(most), PLOT)
        for (const [at, stack] of stacks.entries()) {
          let bottom = PLOT.top + PLOT.height
          for (const [n, { x, y, width, height }] of stack.entries()) {
            expect(x).toBeGreaterThanOrEqual(PLOT.left)
            expect(x + width).toBeLessThanOrEqual(PLOT.left + PLOT.width + 0.01)
            expect(y).toBeGreaterThanOrEqual(PLOT.top)
            expect(y).toBeLessThanOrEqual(bottom)
            expect(height > 0).toBe((values[at]?.[n] ?? 0) > 0)
            bottom = y
          }
        }
      }),
    )
  })

  it('of an empty day there are none, and of no day no chart breaks', () => {
    expect(stackBars([[0, 0]], countScale(0), PLOT)[0]?.map(({ height }) => height)).toEqual([0, 0])
    expect(stackBars([], countScale(0), PLOT)).toEqual([])
  })
})
