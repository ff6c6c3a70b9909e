import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import anteriores from '../../src/domain/datos/comunas-anteriores.json' with { type: 'json' }
import { comunaDeArchivo, esOFueDeRegion, regionDeArchivo } from '../../src/domain/importacion-comuna.ts'
import { COMUNAS, esComuna, nombreComuna, REGIONES } from '../../src/domain/territorio.ts'

describe('a comuna in a file', () => {
  test('every former code is that of one comuna of today, by the same name, and of no other one', () => {
    expect(anteriores).toHaveLength(46)
    expect(new Set(anteriores.map(({ antes }) => antes)).size).toBe(46)
    expect(new Set(anteriores.map(({ hoy }) => hoy)).size).toBe(46)
    for (const { antes, hoy, nombre } of anteriores) {
      expect(esComuna(antes)).toBe(false)
      expect(nombreComuna(hoy)).toBe(nombre)
      expect([antes, antes.replace(/^0/, '')].map(comunaDeArchivo)).toEqual([hoy, hoy])
    }
    const nuevas = COMUNAS.filter(({ region }) => ['14', '15', '16'].includes(region))
    expect(nuevas.filter(({ codigo }) => !anteriores.some(({ hoy }) => hoy === codigo))).toEqual([])
  })

  test('every one of today is found by its code and its name', () => {
    for (const { codigo, nombre } of COMUNAS) {
      expect([codigo, codigo.replace(/^0/, ''), nombre.toUpperCase()].map(comunaDeArchivo)).toEqual(
        Array(3).fill(codigo),
      )
    }
  })

  test.each([
    ['8401', '16101'],
    ['08412', '16205'],
    ['1201', '15101'],
    ['10501', '14101'],
    ['5106', '05801'],
    ['Viña', '05109'],
    ['Stgo.', '13101'],
    ['SANTIAGO CENTRO', '13101'],
    ['Conce', '08101'],
    ['Pto. Montt', '10101'],
    ['Pto Aysén', '11201'],
    ['Pta. Arenas', '12101'],
    ['Gral. Lagos', '15202'],
    ['Sta. Bárbara', '08311'],
    ['Sto Domingo', '05606'],
    ['Con Con', '05103'],
    ['Llay Llay', '05703'],
    ['La Calera', '05502'],
    ['PADRE LAS CASAS', '09112'],
    ['Coihaique', '11101'],
    ['Paihuano', '04105'],
    ['Paiguano', '04105'],
    ['P.A.C.', '13121'],
    ['Comuna de Ñuñoa', '13120'],
    ['Navarino', '12201'],
    ['Nva. Imperial', '09111'],
  ])('“%s” is %s', (texto, codigo) => {
    expect(comunaDeArchivo(texto)).toBe(codigo)
  })

  test.each(['', '99999', '8422', 'Atlántida', 'constructor', '84', '8401 Chillán'])(
    '“%s” is none',
    (texto) => {
      expect(comunaDeArchivo(texto)).toBeUndefined()
    },
  )

  test('no text breaks it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (texto) => void comunaDeArchivo(texto)))
  })

  test('lay in the región of its former code', () => {
    expect([
      esOFueDeRegion('16101', '08'),
      esOFueDeRegion('16101', '16'),
      esOFueDeRegion('16101', '09'),
    ]).toEqual([true, true, false])
  })
})

describe('a región in a file', () => {
  test('every one is found by its code, its name and its roman number', () => {
    const romanos = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI'.split(' ')
    for (const { codigo, nombre } of REGIONES) {
      const romano = romanos[Number(codigo) - 1] ?? ''
      const formas = [
        codigo,
        String(Number(codigo)),
        nombre,
        `Región de ${nombre}`,
        romano,
        `${romano} Región`,
      ]
      expect(formas.map(regionDeArchivo)).toEqual(formas.map(() => codigo))
    }
  })

  test.each([
    ['RM', '13'],
    ['Región Metropolitana', '13'],
    ['Bío-Bío', '08'],
    ["O'Higgins", '06'],
    ['Aisén', '11'],
    ['Magallanes', '12'],
  ])('“%s” is %s', (texto, codigo) => {
    expect(regionDeArchivo(texto)).toBe(codigo)
  })

  test.each(['', 'de la', 'Atlántida', 'constructor'])('“%s” is none', (texto) => {
    expect(regionDeArchivo(texto)).toBeUndefined()
  })
})
