import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  CODIFICACIONES,
  type Codificacion,
  codificacionDe,
  decodificarCon,
  seLee,
} from '../../src/cli/lector/codificacion.ts'

/** What an old program writes for a text. */
function escribirCon(texto: string, codificacion: Codificacion): Buffer {
  const altos = Buffer.from(Array.from({ length: 128 }, (_, i) => 128 + i))
  const tabla = [...decodificarCon(altos, codificacion)]
  return Buffer.from([...texto].map((c) => (c < '\x80' ? c.charCodeAt(0) : 128 + tabla.indexOf(c))))
}

describe('the letters of a file that is not UTF-8', () => {
  test.each([
    ['windows-1252', 'a1f1f3fa80', '¡ñóú€'],
    ['macroman', '878e92979c9684e783eaeef286', 'áéíóúñÑÁÉÍÓÚÜ'],
    ['cp850', 'a082a1a2a3a4a5b590d6e0e99a', 'áéíóúñÑÁÉÍÓÚÜ'],
  ] as const)('are those of %s', (codificacion, hex, texto) => {
    expect(decodificarCon(Buffer.from(hex, 'hex'), codificacion)).toBe(texto)
  })

  test.each(CODIFICACIONES)('%s is told by the names of some people, in capitals or not', (codificacion) => {
    const lineas = [
      'José Muñoz;Ñuñoa',
      'Raúl Peñaloza',
      'María Cáceres',
      'RAMÓN PEÑA',
      'INÉS GONZÁLEZ',
      'Agüero',
    ]
    expect(codificacionDe(lineas.map((una) => escribirCon(una, codificacion)))).toBe(codificacion)
  })

  test.each([
    ['windows-1252', ['PEñA;JOSé', 'MUñOZ;ANDRéS', 'NUñEZ']],
    ['windows-1252', ['D’Angelo;Nº 5 – Depto. B;Muñoz']],
    ['windows-1252', ['João;François;Muñoz']],
    ['cp850', ['Ñandú;Nº 5;Peñalolén']],
    ['macroman', ['María;N° 12']],
  ] as const)('%s with signs and foreign names is told too', (codificacion, lineas) => {
    expect(codificacionDe(lineas.map((una) => escribirCon(una, codificacion)))).toBe(codificacion)
  })

  test.each([
    ['one byte that is a letter of a name in two of them', escribirCon('RAÚL', 'cp850')],
    ['bytes that make sense in none', Buffer.from('Mu\xddoz', 'latin1')],
  ])('%s is not guessed', (_que, linea) => {
    expect(codificacionDe([linea])).toBeUndefined()
  })

  test('is never taken for another one, whatever the names', () => {
    const NOMBRES =
      'José Muñoz Raúl Sofía Ramón Inés Zúñiga González Agüero Ángel Núñez Ibáñez Óscar Íñiguez Víctor Úrsula'
    const palabra = fc.constantFrom(...NOMBRES.split(' '))
    const escrita = fc.oneof(
      palabra,
      palabra.map((una) => una.toUpperCase()),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...CODIFICACIONES),
        fc.array(escrita, { minLength: 1 }),
        (cual, nombres) => {
          const hallada = codificacionDe(nombres.map((nombre) => escribirCon(nombre, cual)))
          expect([cual, undefined]).toContain(hallada)
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('a line of another encoding in the file is found, and an odd sign is no such thing', () => {
    expect(seLee(escribirCon('Muñoz', 'macroman'), 'windows-1252')).toBe(false)
    expect(seLee(escribirCon('Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
    expect(seLee(escribirCon('Café® §x Muñoz', 'windows-1252'), 'windows-1252')).toBe(true)
  })
})
