import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Values } from '../../../src/domain/import/cells.ts'
import { COLUMNS, columnFor, LINE_TEXTS, NOTE_TEXTS } from '../../../src/domain/import/importacion.ts'
import { parseLine } from '../../../src/domain/import/importacion-line.ts'
import { KNOWN_PREGUNTAS, normalizeRespuesta } from '../../../src/domain/secrets/respuesta-secreta.ts'

const TEXT_OF_P07 = KNOWN_PREGUNTAS.find(({ id }) => id === 'p07')?.text ?? ''

const TODAY = '2026-11-22'
const importLine = (values: Values) => {
  const parsed = parseLine({ perfil: 'natural', identificador: '12.345.678-5', ...values }, { today: TODAY })
  if (!parsed.ok) throw new Error(parsed.code)
  return parsed.cuenta
}
const notesOf = (values: Values) => importLine(values).notes.map(({ field, code }) => `${field} ${code}`)

it.each([
  ['perfil', 'perfil'],
  ['RUT', 'identificador'],
  ['nie', 'identificador'],
  ['clave_hash', 'claveHash'],
  ['Apellido Paterno', 'apellidoPaterno'],
  ['REGIÓN', 'region'],
  ['email-representante', 'emailRepresentante'],
  ['clave', undefined],
  ['', undefined],
])('takes the header “%s” for the column %s', (title, column) => {
  expect(columnFor(title)).toBe(column)
})

describe('the identity in a line', () => {
  it.each([
    [{ perfil: 'otro' }, 'perfil_desconocido'],
    [{ perfil: '' }, 'perfil_desconocido'],
    [{ identificador: '' }, 'rut_formato'],
    [{ identificador: '12345678-9' }, 'rut_digito'],
    [{ perfil: 'migrante', identificador: 'a' }, 'nie_formato'],
    [{ identificador: '1'.repeat(60_000) }, 'rut_formato'],
  ])('refuses the line if it is %o', (values, code) => {
    const line = { perfil: 'natural', identificador: '12345678-5', ...values }
    expect(parseLine(line, { today: TODAY })).toEqual({ ok: false, code })
  })

  it('is stored in canonical form', () => {
    expect(importLine({ perfil: ' JURIDICA ', identificador: '76.543.210-3' })).toMatchObject({
      perfil: 'juridica',
      identificador: '76543210-3',
    })
    expect(importLine({ perfil: 'facilitador', identificador: 'ab 12.34-x' }).identificador).toBe('AB1234X')
  })
})

it.each([
  ['jurídica', 'juridica'],
  ['Persona Jurídica', 'juridica'],
  ['PERSONA_JURIDICA', 'juridica'],
  ['Persona Jurídica (Empresa | OTEC | OTIC)', 'juridica'],
  ['Persona Natural', 'natural'],
  ['MIGRANTE', 'migrante'],
  ['Extranjero', 'migrante'],
  ['Facilitador Extranjero', 'facilitador'],
])('takes “%s” for the perfil %s', (perfil, value) => {
  expect(importLine({ perfil, identificador: '12345678-5' }).perfil).toBe(value)
})

it.each(['Persona', 'Persona rara', 'constructor', 'naturalmente'])('takes “%s” for no perfil', (perfil) => {
  expect(parseLine({ perfil, identificador: '12345678-5' }, { today: TODAY }).ok).toBe(false)
})

describe('the data in a line', () => {
  it('may be missing, without a note', () => {
    const { data, notes, claveHash, pregunta } = importLine({ email: '  ', nombres: '' })
    expect(Object.values(data).every((value) => value === null)).toBe(true)
    expect({ notes, claveHash, pregunta }).toEqual({ notes: [], claveHash: null, pregunta: null })
  })

  it.each([
    ['fechaNacimiento', '1992-12-01', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01T00:00:00', '1992-12-01'],
    ['fechaNacimiento', '1992-12-01 00:00:00.000', '1992-12-01'],
    ['fechaNacimiento', '1/12/1992', '1992-12-01'],
    ['celular', '+56 9 8765 4321', '987654321'],
    ['comuna', '5109', '05109'],
    ['comuna', 'VINA DEL MAR', '05109'],
    ['email', 'Ana@Correo.TEST', 'Ana@correo.test'],
  ] as const)('is read in %s from “%s” as %s', (field, text, value) => {
    const { data, notes } = importLine({ [field]: text })
    expect(data[field]).toBe(value)
    expect(notes).toEqual([])
  })

  it('may have the value or the displayed text of an option', () => {
    const typed = {
      perfil: 'migrante',
      identificador: 'AB1234',
      sexo: 'FEMENINO',
      estadoCivil: 'Casado/a',
      paisOrigen: 'haití',
      tipoDocumento: 'Título de viaje',
      region: 'nuble',
    }
    expect(importLine(typed).data).toMatchObject({
      sexo: 'femenino',
      estadoCivil: 'casado',
      paisOrigen: 'HTI',
      tipoDocumento: 'titulo_de_viaje',
      region: '16',
    })
  })

  it('gets the región of its comuna, whatever the file says', () => {
    expect(importLine({ comuna: '05109' }).data).toMatchObject({ region: '05', comuna: '05109' })
    expect(importLine({ comuna: '05109', region: '13' }).data.region).toBe('05')
    expect(notesOf({ comuna: '05109', region: '13' })).toEqual(['region comuna_de_otra_region'])
  })

  it('is left out with a note if its field refuses it', () => {
    const invalid = {
      nombres: 'R2D2',
      fechaNacimiento: '31-02-1990',
      email: 'a@b.cl,c@d.cl',
      celular: '123',
      comuna: 'Ninguna',
      direccion: 'a\u0000b',
      sexo: 'femenino',
    }
    expect(notesOf(invalid)).toEqual([
      'nombres nombre_caracteres',
      'fechaNacimiento fecha_imposible',
      'direccion caracteres_invalidos',
      'comuna opcion_invalida',
      'email email_formato',
      'celular celular_formato',
      'sexo de_otro_perfil',
    ])
    expect(Object.values(importLine(invalid).data).every((value) => value === null)).toBe(true)
  })
})

describe('the secret question in a line', () => {
  it.each([
    ['its code', 'p07'],
    ['its number', '7'],
    ['its text', TEXT_OF_P07],
    ['its text in capitals without signs', TEXT_OF_P07.toUpperCase().replace(/[¿?]/g, '')],
  ])('is found by %s', (_how, preguntaSecreta) => {
    expect(importLine({ preguntaSecreta, respuestaHash: 'x' }).pregunta).toEqual({
      id: 'p07',
      respuesta: { hash: 'x' },
    })
  })

  it.each([
    [
      'an unknown question',
      { preguntaSecreta: '¿Su mascota?', respuestaHash: 'x' },
      'preguntaSecreta pregunta_desconocida',
    ],
    ['a question without answer', { preguntaSecreta: 'p01' }, 'preguntaSecreta pregunta_sola'],
    ['an answer without question', { respuestaHash: 'x' }, 'preguntaSecreta pregunta_sola'],
    [
      'an overlong answer',
      { preguntaSecreta: 'p01', respuestaSecreta: 'x'.repeat(2000) },
      'respuestaSecreta respuesta_larga',
    ],
  ])('is left out for %s', (_what, values, note) => {
    expect(importLine(values).pregunta).toBeNull()
    expect(notesOf(values)).toEqual([note])
  })

  it.each(['ab', 'Gordo', 'María González'])(
    'keeps the answer %j, which the old system took, without judging it',
    (respuestaSecreta) => {
      const { pregunta } = importLine({ preguntaSecreta: 'p01', respuestaSecreta })
      expect(pregunta).toEqual({ id: 'p01', respuesta: { plaintext: normalizeRespuesta(respuestaSecreta) } })
    },
  )

  it('gets a plaintext answer normalized', () => {
    expect(importLine({ preguntaSecreta: 'p01', respuestaSecreta: ' Lautaro  PEHUÉN ' }).pregunta).toEqual({
      id: 'p01',
      respuesta: { plaintext: 'lautaro pehuen' },
    })
  })
})

it('documents every column, question and code in the import guide', async () => {
  const guide = await readFile(new URL('../../../docs/importar-cuentas.md', import.meta.url), 'utf8')
  const codes = [...COLUMNS, ...Object.keys(LINE_TEXTS), ...Object.keys(NOTE_TEXTS)]
  expect(codes.filter((code) => code !== 'existente' && !guide.includes(`\`${code}\``))).toEqual([])
  for (const { id, text } of KNOWN_PREGUNTAS) expect(guide).toContain(`| \`${id}\` | ${text} |`)
})
