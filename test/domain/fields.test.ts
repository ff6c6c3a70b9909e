import { describe, expect, test } from 'vitest'
import type { Field, Presentation } from '../../src/domain/fields/field.ts'
import { fields } from '../../src/domain/fields/fields.ts'
import { refusalText } from '../../src/domain/outcome/refusals.ts'
import { COMUNAS } from '../../src/domain/values/territorio.ts'

type TextField = Field<string> | Field<string | null>
const textFields = Object.entries(fields).filter(
  (entry): entry is [keyof typeof fields, TextField] => !['checkbox', 'file'].includes(entry[1].control),
)
const LONG_VALUES: Partial<Record<keyof typeof fields, string>> = {
  clave: 'clave_larga',
  repetirClave: 'clave_larga',
  claveActual: 'clave_larga',
  claveParaConfirmar: 'clave_larga',
  claveOtec: 'clave_larga',
  claveNueva: 'clave_larga',
  repetirClaveNueva: 'clave_larga',
  respuestaSecreta: 'respuesta_larga',
  respuestaNueva: 'respuesta_larga',
}
/** The worst that normalisation can be given: marks that have to be sorted, over and over. */
const MARKS = 'a\u0315\u0300\u05ae'.repeat(15_000)

test.each(textFields)(
  '%s refuses 60,000 units of combining marks as too long, before it reads them',
  (nombre, field) => {
    expect(MARKS).toHaveLength(60_000)
    const code = LONG_VALUES[nombre] ?? 'texto_largo'
    const env = { today: '2026-11-22' }
    expect(field.parse(MARKS, env)).toEqual({ ok: false, code })
    expect(field.parse('\u0300'.repeat(1001), env)).toEqual({ ok: false, code })
  },
)

test.each(textFields)('the refusal of a long %s says how long it may be', (_name, field) => {
  const { label, max = 0 }: Presentation = field
  expect(refusalText('texto_largo', { etiqueta: label, maximo: max })).toMatch(
    /^Escriba .+ más corto: hasta \d+ caracteres$/,
  )
})

test('a comuna is in its list under every name that people look for it by, each with its own code', () => {
  const { groups = [] }: Presentation = fields.comuna
  const options = groups.flatMap((group) => group.options)
  expect(options.filter(({ alias }) => !alias)).toHaveLength(COMUNAS.length)
  for (const { codigo, nombre, alias = [] } of COMUNAS) {
    const matching = options.filter(({ value }) => value === codigo).map(({ text }) => text)
    for (const other of [nombre, ...alias]) {
      // Typing the first letters of either finds it.
      expect(
        matching.some((text) => text.startsWith(other) || other.startsWith(text)),
        other,
      ).toBe(true)
    }
  }
  expect(options).toContainEqual({ value: '05502', text: 'La Calera (Calera)', alias: true })
})

/** What HTML takes in `autocomplete`, of what our fields ask: https://html.spec.whatwg.org/multipage/#autofill */
const AUTOCOMPLETE_TOKENS = [
  ...['given-name', 'family-name', 'sex', 'bday', 'organization', 'username', 'one-time-code'],
  ...['current-password', 'new-password', 'email', 'address-level1', 'address-level2', 'address-line1'],
  ...['address-line2', 'home tel', 'mobile tel', 'work tel'],
]
/** What HTML has no word for, or is not about the person who writes, or no browser may keep. */
const WITHOUT_AUTOCOMPLETE: (keyof typeof fields)[] = [
  ...(['tipoDocumento', 'documento', 'apellidoMaterno', 'estadoCivil', 'cantidadHijos'] as const),
  ...(['paisOrigen', 'tipoOrganismo', 'numero', 'block', 'preguntaSecreta', 'preguntaNueva'] as const),
  ...(['continuarDeTodosModos', 'sinCelular'] as const),
]

test('every field tells a browser what it is, in the words of HTML, so that it can fill it in', () => {
  const tokens = Object.entries<Presentation>(fields).map(
    ([nombre, { autocomplete }]) => [nombre, autocomplete] as const,
  )
  const withoutAutocomplete = tokens.filter(([, token]) => !token).map(([nombre]) => nombre)
  expect(withoutAutocomplete.toSorted()).toEqual(WITHOUT_AUTOCOMPLETE.toSorted())
  const unknown = tokens.filter(([, token]) => token && ![...AUTOCOMPLETE_TOKENS, 'off'].includes(token))
  expect(unknown).toEqual([])
})

test.each(['rut', 'nombres', 'email', 'celular', 'direccion', 'clave', 'codigo'] as const)(
  '%s is never kept from a browser that would fill it in',
  (nombre) => {
    const { autocomplete }: Presentation = fields[nombre]
    expect(AUTOCOMPLETE_TOKENS).toContain(autocomplete)
  },
)

describe('what was pasted with something blank around it', () => {
  const TODAY = { today: '2026-11-22' }
  const BLANKS = [
    '\t',
    '\n',
    '\r\n',
    ' ',
    '\u00a0',
    '\u3000',
    '\u2028',
    '\u200b',
    '\ufeff',
    '\u200e',
    '\u2069',
    '\u00ad',
  ]
  const BIEN: Partial<Record<keyof typeof fields, string>> = {
    ...{
      rut: '12345678-5',
      rutOtec: '12345678-5',
      rutRepresentante: '12345678-5',
      rutAlternativo: '12345678-5',
    },
    ...{
      nie: 'AB123456',
      nombres: 'Ana',
      fechaNacimiento: '01-12-1992',
      cantidadHijos: '2',
      codigo: '123456',
    },
    ...{ razonSocial: 'Sur', direccion: 'Los Aromos 1', email: 'ana@correo.cl', celular: '87654321' },
    ...{ telefonoTrabajo: '223456789', respuestaSecreta: 'Lautaro', captcha: 'ABCD', region: '13' },
  }

  test.each(Object.entries(BIEN) as [keyof typeof BIEN, string][])(
    '%s is read as without it',
    (nombre, text) => {
      const only = fields[nombre].parse(text, TODAY)
      expect(only.ok).toBe(true)
      for (const blank of BLANKS) expect(fields[nombre].parse(blank + text + blank, TODAY)).toEqual(only)
      const empty = fields[nombre].parse(BLANKS.join(''), TODAY)
      expect(empty).toEqual(fields[nombre].parse('', TODAY))
    },
  )

  test.each([
    'clave',
    'repetirClave',
    'claveNueva',
    'repetirClaveNueva',
    'claveActual',
    'claveOtec',
  ] as const)('%s is read as it came', (nombre) => {
    expect(fields[nombre].parse(' Tr3bol#9 ', TODAY)).toEqual({ ok: true, value: ' Tr3bol#9 ' })
    expect(fields[nombre].parse('Tr3bol#9\t', TODAY)).toEqual({ ok: false, code: 'caracteres_invalidos' })
  })

  test('CS Actual is taken out of what is around it when it is a temporary key', () => {
    for (const blank of BLANKS)
      expect(fields.claveActual.parse(`${blank}K7WQ4HNXRT${blank}`, TODAY)).toEqual({
        ok: true,
        value: 'K7WQ4HNXRT',
      })
    expect(fields.claveActual.parse('K7WQ4HNXRT.\t', TODAY)).toEqual({ ok: true, value: 'K7WQ4HNXRT.' })
    expect(fields.claveNueva.parse('K7WQ4HNXRT\t', TODAY).ok).toBe(false)
  })
})
