import { expect, it } from 'vitest'
import { ACCION_NAMES, ACCIONES } from '../../../src/domain/staff/acciones.ts'
import { parseCaps } from '../../../src/domain/staff/caps.ts'

it('the caps are those of the table, but for those that CONSOLE_CAPS names', () => {
  for (const accion of ACCION_NAMES) expect(parseCaps('')[accion]).toBe(ACCIONES[accion].cap)
  expect(parseCaps('')).toMatchObject({ abrir: 150, buscar: 600 })
  expect(parseCaps(' reabrir=3, congelar = 0, abrir=9')).toEqual({
    ...parseCaps(''),
    reabrir: 3,
    congelar: 0,
    abrir: 9,
  })
})

it.each(['reabrir', 'reabrir=', 'reabrir=-1', 'reabrir=1.5', 'reabrir=10001', 'borrar=1', 'toString=1'])(
  'CONSOLE_CAPS=%s is refused',
  (text) => expect(() => parseCaps(text)).toThrow(),
)
