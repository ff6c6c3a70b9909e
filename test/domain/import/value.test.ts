import { describe, expect, it } from 'vitest'
import type { Values } from '../../../src/domain/import/cells.ts'
import { parseLine } from '../../../src/domain/import/importacion-line.ts'

const importLine = (values: Values) => {
  const parsed = parseLine(
    { perfil: 'natural', identificador: '12345678-5', ...values },
    { today: '2026-11-22' },
  )
  if (!parsed.ok) throw new Error(parsed.code)
  const { data, notes } = parsed.cuenta
  return { data, notes: notes.map(({ field, code }) => `${field} ${code}`) }
}

describe('a mark of an empty value', () => {
  it.each([
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
    ...[
      'Null',
      'none',
      'NONE',
      'NA',
      'DBNull',
      'sin dato',
      'SIN INFORMACION',
      'Sin información',
      'SIN_DATOS',
    ],
    ...[
      "''",
      "'NULL'",
      '"null"',
      '`null`',
      '="NULL"',
      '\\\\N',
      '[none]',
      'No tiene',
      'N.A.',
      '???',
      '(en blanco)',
    ],
  ])('“%s” is read as empty, with a note', (text) => {
    expect(importLine({ direccion: text })).toMatchObject({
      data: { direccion: null },
      notes: ['direccion sin_valor'],
    })
  })

  it.each([
    ['apellidoPaterno', 'Null'],
    ['apellidoPaterno', 'Nan'],
    ['nombres', 'None'],
    ['apellidoPaterno', 'NA'],
  ] as const)('is kept in %s for “%s”, with a note to check it', (field, text) => {
    const { data, notes } = importLine({ [field]: text })
    expect(data[field]).toBe(text)
    expect(notes).toEqual([`${field} quizas_sin_valor`])
  })

  it.each(["'NULL'", "''", 'SIN INFORMACION', 'No registra', 'DBNull'])('“%s” is no name either', (text) => {
    expect(importLine({ apellidoMaterno: text })).toMatchObject({
      data: { apellidoMaterno: null },
      notes: ['apellidoMaterno sin_valor'],
    })
  })

  it.each(['Pasaje Sin Nombre', 'Los Nulos', "D'Angelo", '(2)', 'Nada 12'])(
    'is not seen in “%s”',
    (direccion) => {
      expect(importLine({ direccion })).toMatchObject({ data: { direccion }, notes: [] })
    },
  )

  it('is read as empty even in names if written as programs do; “S/N” is a house number', () => {
    expect(importLine({ nombres: 'NULL', apellidoPaterno: 'null', numero: 'S/N' })).toMatchObject({
      data: { nombres: null, apellidoPaterno: null, numero: 'S/N' },
      notes: ['nombres sin_valor', 'apellidoPaterno sin_valor'],
    })
  })

  it.each([
    [{ perfil: 'migrante', identificador: 'NULL' }, 'nie_formato'],
    [{ perfil: 'NULL', identificador: '12345678-5' }, 'perfil_desconocido'],
    [{ perfil: 'natural', identificador: '\\N' }, 'rut_formato'],
  ])('refuses the line in the identity: %o', (values, code) => {
    expect(parseLine(values, { today: '2026-11-22' })).toEqual({ ok: false, code })
  })
})

describe('a value changed by a spreadsheet', () => {
  it.each([
    ['comuna', '13101.0', '13101'],
    ['comuna', '8401,0', '16101'],
    ['celular', '987654321.0', '987654321'],
    ['celular', '9.87654321E8', '987654321'],
    ['celular', "'987654321", '987654321'],
    ['numero', '="0123"', '0123'],
    ['numero', '1.000', '1.000'],
    ['departamento', '101.0', '101'],
    ['direccion', 'Los Aromos 123\r\nVilla Sur', 'Los Aromos 123 Villa Sur'],
  ] as const)('is restored in %s from “%s” to %s', (field, text, value) => {
    const { data, notes } = importLine({ [field]: text })
    expect(data[field]).toBe(value)
    expect(notes).toEqual([])
  })

  it.each([
    ['12345678.0', 'rut_sin_digito'],
    ['1,23457E+07', 'numero_cortado'],
    ['1E+07', 'numero_cortado'],
  ])('refuses the line for the identificador “%s”', (identificador, code) => {
    expect(parseLine({ perfil: 'natural', identificador }, { today: '2026-11-22' })).toEqual({
      ok: false,
      code,
    })
  })

  it.each(["'12345678-5", '="12345678-5"', '123456785.0'])(
    'is restored in the identificador “%s”',
    (identificador) => {
      expect(parseLine({ perfil: 'natural', identificador }, { today: '2026-11-22' })).toMatchObject({
        cuenta: { identificador: '12345678-5' },
      })
    },
  )

  it('is not confused with a document number with an E among its digits', () => {
    expect(parseLine({ perfil: 'migrante', identificador: '12E34' }, { today: '2026-11-22' }).ok).toBe(true)
  })
})

it('leaves out text damaged by an encoding error', () => {
  const { data, notes } = importLine({
    nombres: 'JosÃ©',
    direccion: 'Los Ã±andÃºes',
    numero: 'NÂ° 5',
    block: '\ufffd',
  })
  expect(data).toMatchObject({ nombres: null, direccion: null, numero: null, block: null })
  expect(notes).toEqual(['nombres', 'direccion', 'numero', 'block'].map((field) => `${field} letras_danadas`))
  expect(importLine({ nombres: 'João', apellidoPaterno: 'CONCEIÇÃO' }).notes).toEqual([])
})

it.each([
  ...[
    'Calle Pe√±a',
    'N¬∞ 5',
    'Calle Pe├▒a',
    'Calle Pe¤a',
    'Calle Jos‚',
    'San JosŽ 12',
    'Los Vi–edos',
    'Avda. Jap¢n',
  ],
  ...['V¡a Central', 'Mar¡a Pinto', 'Las A‡acias'],
])('leaves out “%s”, damaged by an encoding error', (direccion) => {
  expect(importLine({ direccion }).notes).toEqual(['direccion letras_danadas'])
})

it.each(['Norte–Sur 12', 'Žižkova 5', 'Pasaje 3 — Casa 4', 'Ñuñoa 1200', 'Cœur 3', 'Avda. L’Hôpital'])(
  'keeps “%s” as it was written',
  (direccion) => {
    expect(importLine({ direccion }).notes).toEqual([])
  },
)
