import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import formerComunas from '../../../src/domain/data/comunas-anteriores.json' with { type: 'json' }
import { comunaFromFile, isOrWasInRegion, regionFromFile } from '../../../src/domain/import/comuna.ts'
import { COMUNAS, comunaName, isComuna, REGIONES } from '../../../src/domain/values/territorio.ts'

describe('a comuna in a file', () => {
  it('is found by every former code, each of exactly one current comuna of the same name', () => {
    expect(formerComunas).toHaveLength(46)
    expect(new Set(formerComunas.map(({ antes }) => antes)).size).toBe(46)
    expect(new Set(formerComunas.map(({ hoy }) => hoy)).size).toBe(46)
    for (const { antes, hoy, nombre } of formerComunas) {
      expect(isComuna(antes)).toBe(false)
      expect(comunaName(hoy)).toBe(nombre)
      expect([antes, antes.replace(/^0/, '')].map(comunaFromFile)).toEqual([hoy, hoy])
    }
    const added = COMUNAS.filter(({ region }) => ['14', '15', '16'].includes(region))
    expect(added.filter(({ codigo }) => !formerComunas.some(({ hoy }) => hoy === codigo))).toEqual([])
  })

  it('is found by its current code and its name', () => {
    for (const { codigo, nombre } of COMUNAS) {
      expect([codigo, codigo.replace(/^0/, ''), nombre.toUpperCase()].map(comunaFromFile)).toEqual(
        Array(3).fill(codigo),
      )
    }
  })

  it.each([
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
    ['Cabo de Hornos (Ex-Navarino)', '12201'],
    ['San Fabián de Alico', '16304'],
    ['Isla Maipo', '13603'],
    ['San Pedro Atacama', '02203'],
    ['Sn Pedro La Paz', '08108'],
    ['San Fco. de Mostazal', '06110'],
    ['E. Central', '13106'],
    ['Est. Central', '13106'],
    ['Q. Normal', '13126'],
    ['S. Bernardo', '13401'],
    ['Pte. Alto', '13201'],
    ['V. Alemana', '05804'],
    ['V. del Mar', '05109'],
    ['P. Aguirre Cerda', '13121'],
    ['Pdte Aguirre Cerda', '13121'],
    ['Municipalidad de Ñuñoa', '13120'],
    ['I. Municipalidad de Ñuñoa', '13120'],
    ['Ilustre Municipalidad de La Reina', '13113'],
    ['Ñuñoa (RM)', '13120'],
    ['13120 - Ñuñoa', '13120'],
    ['Ñuñoa (13120)', '13120'],
    ['(8401)', '16101'],
    ['08401 Chillán', '16101'],
    ['8401 Chillán', '16101'],
    ['16101 CHILLAN (Ñuble)', '16101'],
  ])('is found from “%s” as %s', (text, codigo) => {
    expect(comunaFromFile(text)).toBe(codigo)
  })

  it.each([
    '',
    '99999',
    '8422',
    'Atlántida',
    'constructor',
    '84',
    '8401 Ñuñoa',
    '13120 Atlántida',
    '99999 Atlántida',
    '13120 13120',
    '8 Chillán',
    'S. Pinto',
    'S.',
    '(Ñuñoa)',
    'L. C.',
  ])('is not found from “%s”', (text) => {
    expect(comunaFromFile(text)).toBeUndefined()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void comunaFromFile(text)))
  })

  it('is recognized in the región of its former code', () => {
    expect([
      isOrWasInRegion('16101', '08'),
      isOrWasInRegion('16101', '16'),
      isOrWasInRegion('16101', '09'),
    ]).toEqual([true, true, false])
  })
})

describe('a región in a file', () => {
  it('is found by its code, its name and its Roman numeral', () => {
    const romanNumerals = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI'.split(' ')
    for (const { codigo, nombre } of REGIONES) {
      const romanNumeral = romanNumerals[Number(codigo) - 1] ?? ''
      const shapes = [
        codigo,
        String(Number(codigo)),
        nombre,
        `Región de ${nombre}`,
        romanNumeral,
        `${romanNumeral} Región`,
      ]
      expect(shapes.map(regionFromFile)).toEqual(shapes.map(() => codigo))
    }
  })

  it.each([
    ['RM', '13'],
    ['Región Metropolitana', '13'],
    ['Bío-Bío', '08'],
    ["O'Higgins", '06'],
    ['Aisén', '11'],
    ['Magallanes', '12'],
  ])('is found from “%s” as %s', (text, codigo) => {
    expect(regionFromFile(text)).toBe(codigo)
  })

  it.each(['', 'de la', 'Atlántida', 'constructor'])('is not found from “%s”', (text) => {
    expect(regionFromFile(text)).toBeUndefined()
  })
})
