import fc from 'fast-check'

/** Text of any characters, weighted towards U+0000–24FF, which has most alphabets. */
export const anyText = fc.string({
  unit: fc
    .oneof(fc.integer({ min: 0, max: 0x24ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
    .map((code) => String.fromCodePoint(code)),
})

/** Asserts a property with a fixed seed, so that failures are reproducible. */
export function holds<T>(property: fc.IPropertyWithHooks<T>): void {
  fc.assert(property, { seed: 1992 })
}

/** The same for a property that takes time. */
export const holdsAsync = <T>(property: fc.IAsyncPropertyWithHooks<T>): Promise<void> =>
  fc.assert(property, { seed: 1992 })
