import { expect, test } from 'vitest'
import type { AnotacionGuardada } from '../../src/application/ports.ts'
import { crearSellador } from '../../src/security/bitacora-sello.ts'
import { llave } from './claves-de-prueba.ts'

const sellador = crearSellador([llave('p1')])
const fila = (numero: number, cambios: Partial<AnotacionGuardada> = {}): AnotacionGuardada => ({
  numero,
  en: new Date('2026-03-01T12:00:00Z'),
  evento: 'cuenta_creada',
  actor: 'persona',
  cuentaId: 'c-1',
  sujeto: 's-1',
  origen: 'r-1',
  resultado: 'ok',
  detalle: { a: 1, b: true },
  ...cambios,
})
const filas = [fila(1), fila(2)]
const primero = sellador.sellar(null, filas)

test('untouched rows are whole, whatever the order of the keys in a detail', () => {
  expect(sellador.verificar(primero, null, filas)).toBe('integra')
  expect(sellador.verificar(primero, null, [fila(1, { detalle: { b: true, a: 1 } }), fila(2)])).toBe(
    'integra',
  )
})

test.each<[string, AnotacionGuardada[]]>([
  ['changed', [fila(1), fila(2, { resultado: 'no' })]],
  ['moved in time', [fila(1), fila(2, { en: new Date('2026-03-01T12:00:00.001Z') })]],
  ['changed in a detail', [fila(1, { detalle: { a: 2, b: true } }), fila(2)]],
  ['left without detail', [fila(1, { detalle: null }), fila(2)]],
  ['removed', [fila(1)]],
  ['added', [...filas, fila(3)]],
  ['swapped', [fila(2), fila(1)]],
])('a row that was %s shows', (_, otras) => {
  expect(sellador.verificar(primero, null, otras)).toBe('alterada')
})

test('a seal hangs on the one before it', () => {
  const segundo = sellador.sellar(primero.sello, [fila(3)])
  expect(sellador.verificar(segundo, primero.sello, [fila(3)])).toBe('integra')
  expect(sellador.verificar(segundo, null, [fila(3)])).toBe('alterada')
})

test('seals outlive the rotation of the pepper, and a missing key is told from an alteration', () => {
  const despues = crearSellador([llave('p2'), llave('p1')])
  expect(despues.verificar(primero, null, filas)).toBe('integra')
  expect(despues.sellar(null, filas).claveId).toBe('p2')
  expect(crearSellador([llave('p2')]).verificar(primero, null, filas)).toBe('llave_desconocida')
  expect(crearSellador([{ id: 'p1', bytes: llave('x').bytes }]).verificar(primero, null, filas)).toBe(
    'alterada',
  )
})
