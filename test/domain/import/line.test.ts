import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { COLUMNS, columnFor, LINE_TEXTS, NOTE_TEXTS } from '../../../src/domain/import/importacion.ts'
import { parseLine, type Values } from '../../../src/domain/import/importacion-line.ts'
import { PREGUNTAS } from '../../../src/domain/secrets/respuesta-secreta.ts'

const TODAY = '2026-11-22'
const parsed = (values: Values) => {
  const parsed = parseLine({ perfil: 'natural', identificador: '12.345.678-5', ...values }, { today: TODAY })
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.cuenta
}
const notesOf = (values: Values) => parsed(values).notes.map(({ field, code }) => `${field} ${code}`)

test.each([
  ['perfil', 'perfil'],
  ['RUT', 'identificador'],
  ['nie', 'identificador'],
  ['clave_hash', 'claveHash'],
  ['Apellido Paterno', 'apellidoPaterno'],
  ['REGIÓN', 'region'],
  ['email-representante', 'emailRepresentante'],
  ['clave', undefined],
  ['', undefined],
])('the heading “%s” is the column %s', (title, column) => {
  expect(columnFor(title)).toBe(column)
})

describe('identity', () => {
  test.each([
    [{ perfil: 'otro' }, 'perfil_desconocido'],
    [{ perfil: '' }, 'perfil_desconocido'],
    [{ identificador: '' }, 'rut_formato'],
    [{ identificador: '12345678-9' }, 'rut_digito'],
    [{ perfil: 'migrante', identificador: 'a' }, 'nie_formato'],
    [{ identificador: '1'.repeat(60_000) }, 'rut_formato'],
  ])('%o refuses the line', (values, code) => {
    const completeFields = { perfil: 'natural', identificador: '12345678-5', ...values }
    expect(parseLine(completeFields, { today: TODAY })).toEqual({ ok: false, code })
  })

  test('an identifier is kept in its one form, however it is written', () => {
    expect(parsed({ perfil: ' JURIDICA ', identificador: '76.543.210-3' })).toMatchObject({
      perfil: 'juridica',
      identificador: '76543210-3',
    })
    expect(parsed({ perfil: 'facilitador', identificador: 'ab 12.34-x' }).identificador).toBe('AB1234X')
  })
})

describe('data', () => {
  test('what is missing is missing, and nothing is noted', () => {
    const { data, notes, claveHash, pregunta } = parsed({ email: '  ', nombres: '' })
    expect(Object.values(data).every((value) => value === null)).toBe(true)
    expect({ notes, claveHash, pregunta }).toEqual({ notes: [], claveHash: null, pregunta: null })
  })

  test.each([
    ['fechaNacimiento', '1992-12-01', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01T00:00:00', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01 00:00:00.000', '1992-12-01'],
    ['fechaNacimiento', '1/12/1992', '1992-12-01'],
    ['celular', '+56 9 8765 4321', '987654321'],
    ['comuna', '5109', '05109'],
    ['comuna', 'VINA DEL MAR', '05109'],
    ['email', 'Ana@Correo.TEST', 'Ana@correo.test'],
  ] as const)('%s “%s” is read as %s', (field, text, value) => {
    const { data, notes } = parsed({ [field]: text })
    expect(data[field]).toBe(value)
    expect(notes).toEqual([])
  })

  test('lists are read by what is kept and by what people read', () => {
    const typed = {
      perfil: 'migrante',
      identificador: 'AB1234',
      sexo: 'FEMENINO',
      estadoCivil: 'Casado/a',
      paisOrigen: 'haití',
      tipoDocumento: 'Título de viaje',
      region: 'nuble',
    }
    expect(parsed(typed).data).toMatchObject({
      sexo: 'femenino',
      estadoCivil: 'casado',
      paisOrigen: 'HTI',
      tipoDocumento: 'titulo_de_viaje',
      region: '16',
    })
  })

  test('a comuna brings its región, whatever the file says of it', () => {
    expect(parsed({ comuna: '05109' }).data).toMatchObject({ region: '05', comuna: '05109' })
    expect(parsed({ comuna: '05109', region: '13' }).data.region).toBe('05')
    expect(notesOf({ comuna: '05109', region: '13' })).toEqual(['region comuna_de_otra_region'])
  })

  test('what its field refuses stays out with a note', () => {
    const bad = {
      nombres: 'R2D2',
      fechaNacimiento: '31-02-1990',
      email: 'a@b.cl,c@d.cl',
      celular: '123',
      comuna: 'Ninguna',
      direccion: 'a\u0000b',
      sexo: 'femenino',
    }
    expect(notesOf(bad)).toEqual([
      'nombres nombre_caracteres',
      'fechaNacimiento fecha_imposible',
      'direccion caracteres_invalidos',
      'comuna opcion_invalida',
      'email email_formato',
      'celular celular_formato',
      'sexo de_otro_perfil',
    ])
    expect(Object.values(parsed(bad).data).every((value) => value === null)).toBe(true)
  })
})

describe('the secret question', () => {
  test.each([
    ['its code', 'p07'],
    ['its number', '7'],
    ['its text', PREGUNTAS[6]?.text ?? ''],
    ['its text in capitals without signs', (PREGUNTAS[6]?.text ?? '').toUpperCase().replace(/[¿?]/g, '')],
  ])('is told by %s', (_how, preguntaSecreta) => {
    expect(parsed({ preguntaSecreta, respuestaHash: 'x' }).pregunta).toEqual({
      id: 'p07',
      respuesta: { hash: 'x' },
    })
  })

  test.each([
    [
      'an unknown question',
      { preguntaSecreta: '¿Su mascota?', respuestaHash: 'x' },
      'preguntaSecreta pregunta_desconocida',
    ],
    ['one without answer', { preguntaSecreta: 'p01' }, 'preguntaSecreta pregunta_sola'],
    ['an answer without question', { respuestaHash: 'x' }, 'preguntaSecreta pregunta_sola'],
    [
      'a readable answer that is too short',
      { preguntaSecreta: 'p01', respuestaSecreta: 'ab' },
      'respuestaSecreta respuesta_corta',
    ],
    [
      'one that everybody gives',
      { preguntaSecreta: 'p01', respuestaSecreta: 'Gordo' },
      'respuestaSecreta respuesta_comun',
    ],
    [
      'an endless one',
      { preguntaSecreta: 'p01', respuestaSecreta: 'x'.repeat(2000) },
      'respuestaSecreta respuesta_larga',
    ],
  ])('%s stays out, and the question with it', (_what, values, note) => {
    expect(parsed(values).pregunta).toBeNull()
    expect(notesOf(values)).toEqual([note])
  })

  test('a readable answer is compared as those that are typed are', () => {
    expect(parsed({ preguntaSecreta: 'p01', respuestaSecreta: ' Lautaro  PEHUÉN ' }).pregunta).toEqual({
      id: 'p01',
      respuesta: { plaintext: 'lautaro pehuen' },
    })
  })
})

test('the guide for who makes the file tells every column, question and code', async () => {
  const guide = await readFile(new URL('../../../docs/importar-cuentas.md', import.meta.url), 'utf8')
  const codes = [...COLUMNS, ...Object.keys(LINE_TEXTS), ...Object.keys(NOTE_TEXTS)]
  expect(codes.filter((code) => code !== 'existente' && !guide.includes(`\`${code}\``))).toEqual([])
  for (const { id, text } of PREGUNTAS) expect(guide).toContain(`| \`${id}\` | ${text} |`)
})
