import { describe, expect, test } from 'vitest'
import { leerLinea, type Valores } from '../../src/domain/importacion-linea.ts'

const leida = (valores: Valores) => {
  const lectura = leerLinea(
    { perfil: 'natural', identificador: '12345678-5', ...valores },
    { hoy: '2026-11-22' },
  )
  if (!lectura.ok) throw new Error(lectura.codigo)
  const { datos, notas } = lectura.cuenta
  return { datos, notas: notas.map(({ campo, codigo }) => `${campo} ${codigo}`) }
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
  ])('“%s” is nothing, with a note', (texto) => {
    expect(leida({ direccion: texto })).toMatchObject({
      datos: { direccion: null },
      notas: ['direccion sin_valor'],
    })
  })

  test.each([
    ['apellidoPaterno', 'Null'],
    ['apellidoPaterno', 'Nan'],
    ['nombres', 'None'],
  ] as const)('a %s may be “%s”, and somebody looks at it', (campo, texto) => {
    const { datos, notas } = leida({ [campo]: texto })
    expect(datos[campo]).toBe(texto)
    expect(notas).toEqual([`${campo} quizas_sin_valor`])
  })

  test('a name in the form of programs is nothing, and “S/N” is a number of a house', () => {
    expect(leida({ nombres: 'NULL', apellidoPaterno: 'null', numero: 'S/N' })).toMatchObject({
      datos: { nombres: null, apellidoPaterno: null, numero: 'S/N' },
      notas: ['nombres sin_valor', 'apellidoPaterno sin_valor'],
    })
  })

  test.each([
    [{ perfil: 'migrante', identificador: 'NULL' }, 'nie_formato'],
    [{ perfil: 'NULL', identificador: '12345678-5' }, 'perfil_desconocido'],
    [{ perfil: 'natural', identificador: '\\N' }, 'rut_formato'],
  ])('%o is no account', (valores, codigo) => {
    expect(leerLinea(valores, { hoy: '2026-11-22' })).toEqual({ ok: false, codigo })
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
  ] as const)('%s “%s” is %s', (campo, texto, valor) => {
    const { datos, notas } = leida({ [campo]: texto })
    expect(datos[campo]).toBe(valor)
    expect(notas).toEqual([])
  })

  test.each([
    ['12345678.0', 'rut_sin_digito'],
    ['1,23457E+07', 'numero_cortado'],
    ['1E+07', 'numero_cortado'],
  ])('the identifier “%s” refuses its line', (identificador, codigo) => {
    expect(leerLinea({ perfil: 'natural', identificador }, { hoy: '2026-11-22' })).toEqual({
      ok: false,
      codigo,
    })
  })

  test.each(["'12345678-5", '="12345678-5"', '123456785.0'])(
    'the identifier “%s” is read',
    (identificador) => {
      expect(leerLinea({ perfil: 'natural', identificador }, { hoy: '2026-11-22' })).toMatchObject({
        cuenta: { identificador: '12345678-5' },
      })
    },
  )

  test('a document with an E among its figures is one', () => {
    expect(leerLinea({ perfil: 'migrante', identificador: '12E34' }, { hoy: '2026-11-22' }).ok).toBe(true)
  })
})

test('letters that were spoilt before stay out', () => {
  const { datos, notas } = leida({
    nombres: 'JosÃ©',
    direccion: 'Los Ã±andÃºes',
    numero: 'NÂ° 5',
    block: '\ufffd',
  })
  expect(datos).toMatchObject({ nombres: null, direccion: null, numero: null, block: null })
  expect(notas).toEqual(['nombres', 'direccion', 'numero', 'block'].map((campo) => `${campo} letras_danadas`))
  expect(leida({ nombres: 'João', apellidoPaterno: 'CONCEIÇÃO' }).notas).toEqual([])
})

test.each([
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
])('“%s” was spoilt in another encoding', (direccion) => {
  expect(leida({ direccion }).notas).toEqual(['direccion letras_danadas'])
})

test.each(['Norte–Sur 12', 'Žižkova 5', 'Pasaje 3 — Casa 4', 'Ñuñoa 1200', 'Cœur 3', 'Avda. L’Hôpital'])(
  '“%s” is as it was written',
  (direccion) => {
    expect(leida({ direccion }).notas).toEqual([])
  },
)
