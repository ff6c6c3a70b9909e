import { expect, it } from 'vitest'
import { ordenDataLines } from '../../../src/domain/pages/accion-words.ts'
import { NO_ORDEN_DATA } from '../../../src/domain/staff/ordenes/rule.ts'

it('what an orden asks for is written as documents and telephones are read', () => {
  const asked = { ...NO_ORDEN_DATA, rut: '12222222-5', nombres: 'Óscar Ñanculef', celular: '911112222' }
  expect(ordenDataLines('representante', asked)).toEqual([
    'Celular que pide: +56 9 1111 2222',
    'RUT del representante que pide: 12.222.222-5',
    'Nombre del representante que pide: Óscar Ñanculef',
  ])
  expect(ordenDataLines('reunir', { ...NO_ORDEN_DATA, rut: '12222222-5' })).toEqual([
    'RUT de la cuenta que queda: 12.222.222-5',
  ])
  expect(ordenDataLines('liberar', NO_ORDEN_DATA)).toEqual([])
})
