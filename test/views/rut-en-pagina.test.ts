import { describe, expect, it } from 'vitest'

const { formatearRut }: { formatearRut: (texto: string) => string } = await import(
  new URL('../../public/js/rut.js', import.meta.url).href
)

describe('a RUT in its box', () => {
  it.each(['12345678-5', '123456785', '12.345.678-5', '012345678 5', '12345678–5'])(
    '%s is shown as 12.345.678-5',
    (texto) => {
      expect(formatearRut(texto)).toBe('12.345.678-5')
    },
  )

  it('may end in K, of either case', () => {
    expect(formatearRut('6k')).toBe('6k')
    expect(formatearRut('1000005k')).toBe('1.000.005-K')
  })

  it.each(['', '12345678', '12345678-9', 'hola', '12.345.678-5x'])('%j is left as it was typed', (texto) => {
    expect(formatearRut(texto)).toBe(texto)
  })
})
