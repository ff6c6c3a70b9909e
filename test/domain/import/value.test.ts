import { describe, expect, test } from 'vitest'
import { parseLine, type Values } from '../../../src/domain/import/importacion-line.ts'

const parsed = (values: Values) => {
  const parsed = parseLine(
    { perfil: 'natural', identificador: '12345678-5', ...values },
    { today: '2026-11-22' },
  )
  if (!parsed.ok) throw new Error(parsed.code)
  const { data, notes } = parsed.cuenta
  return { data, notes: notes.map(({ field, code }) => `${field} ${code}`) }
}

describe('what stands for nothing', () => {
  test.each([
    'NULL',
    'null',
    '\\N',
    '(null)',
    '<NULL>',
    '#N/D',
    '#N/A',
    'N/A',
    'S/I',
    'NaN',
    'nan',
    'None',
    '-',
    ' NULL ',
  ])('“%s” is nothing, with a note', (text) => {
    expect(parsed({ direccion: text })).toMatchObject({
      data: { direccion: null },
      notes: ['direccion sin_valor'],
    })
  })

  test.each([
    ['apellidoPaterno', 'Null'],
    ['apellidoPaterno', 'Nan'],
    ['nombres', 'None'],
  ] as const)('a %s may be “%s”, and somebody looks at it', (field, text) => {
    const { data, notes } = parsed({ [field]: text })
    expect(data[field]).toBe(text)
    expect(notes).toEqual([`${field} quizas_sin_valor`])
  })

  test('a name in the form of programs is nothing, and “S/N” is a number of a house', () => {
    expect(parsed({ nombres: 'NULL', apellidoPaterno: 'null', numero: 'S/N' })).toMatchObject({
      data: { nombres: null, apellidoPaterno: null, numero: 'S/N' },
      notes: ['nombres sin_valor', 'apellidoPaterno sin_valor'],
    })
  })

  test.each([
    [{ perfil: 'migrante', identificador: 'NULL' }, 'nie_formato'],
    [{ perfil: 'NULL', identificador: '12345678-5' }, 'perfil_desconocido'],
    [{ perfil: 'natural', identificador: '\\N' }, 'rut_formato'],
  ])('%o is no account', (values, code) => {
    expect(parseLine(values, { today: '2026-11-22' })).toEqual({ ok: false, code })
  })
})

describe('what spreadsheets do', () => {
  test.each([
    ['comuna', '13101.0', '13101'],
    ['comuna', '8401,0', '16101'],
    ['celular', '987654321.0', '987654321'],
    ['celular', '9.87654321E8', '987654321'],
    ['celular', "'987654321", '987654321'],
    ['numero', '="0123"', '0123'],
    ['numero', '1.000', '1.000'],
    ['departamento', '101.0', '101'],
    ['direccion', 'Los Aromos 123\r\nVilla Sur', 'Los Aromos 123 Villa Sur'],
  ] as const)('%s “%s” is %s', (field, text, value) => {
    const { data, notes } = parsed({ [field]: text })
    expect(data[field]).toBe(value)
    expect(notes).toEqual([])
  })

  test.each([
    ['12345678.0', 'rut_sin_digito'],
    ['1,23457E+07', 'numero_cortado'],
    ['1E+07', 'numero_cortado'],
  ])('the identifier “%s” refuses its line', (identificador, code) => {
    expect(parseLine({ perfil: 'natural', identificador }, { today: '2026-11-22' })).toEqual({
      ok: false,
      code,
    })
  })

  test.each(["'12345678-5", '="12345678-5"', '123456785.0'])(
    'the identifier “%s” is read',
    (identificador) => {
      expect(parseLine({ perfil: 'natural', identificador }, { today: '2026-11-22' })).toMatchObject({
        cuenta: { identificador: '12345678-5' },
      })
    },
  )

  test('a document with an E among its figures is one', () => {
    expect(parseLine({ perfil: 'migrante', identificador: '12E34' }, { today: '2026-11-22' }).ok).toBe(true)
  })
})

test('letters that were spoilt before stay out', () => {
  const { data, notes } = parsed({
    nombres: 'JosÃ©',
    direccion: 'Los Ã±andÃºes',
    numero: 'NÂ° 5',
    block: '\ufffd',
  })
  expect(data).toMatchObject({ nombres: null, direccion: null, numero: null, block: null })
  expect(notes).toEqual(['nombres', 'direccion', 'numero', 'block'].map((field) => `${field} letras_danadas`))
  expect(parsed({ nombres: 'João', apellidoPaterno: 'CONCEIÇÃO' }).notes).toEqual([])
})
