import fc from 'fast-check'

/** Text of any characters, those of the alphabets more often than the rest of Unicode. */
export const anyText = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x24ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code)),
})

/** Asserts a property over the same cases in every run, so that a red test is red for everybody. */
export function holds<T>(property: fc.IPropertyWithHooks<T>): void {
  fc.assert(property, { seed: 1992 })
}
