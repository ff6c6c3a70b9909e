import { describe, expect, it } from 'vitest'
import type { Field, Presentation } from '../../src/domain/fields/field.ts'
import { fields } from '../../src/domain/fields/fields.ts'
import { refusalText } from '../../src/domain/outcome/refusals.ts'
import { COMUNAS } from '../../src/domain/values/territorio.ts'

type TextField = Field<string> | Field<string | null>
const textFields = Object.entries(fields).filter(
  (entry): entry is [keyof typeof fields, TextField] => !['checkbox', 'file'].includes(entry[1].control),
)
const TOO_LONG_CODES: Partial<Record<keyof typeof fields, string>> = {
  clave: 'clave_larga',
  repetirClave: 'clave_larga',
  claveActual: 'clave_larga',
  claveParaConfirmar: 'clave_larga',
  claveOtec: 'clave_larga',
  claveNueva: 'clave_larga',
  repetirClaveNueva: 'clave_larga',
  contrasena: 'contrasena_larga',
  repetirContrasena: 'contrasena_larga',
  contrasenaActual: 'contrasena_larga',
  respuestaSecreta: 'respuesta_larga',
  respuestaNueva: 'respuesta_larga',
  respuestaParaConfirmar: 'respuesta_larga',
}
/** Worst case for normalization: marks that have to be reordered. */
const MARKS = 'a\u0315\u0300\u05ae'.repeat(15_000)

it.each(textFields)(
  'refuses 60,000 combining marks in %s as too long, before parsing them',
  (name, field) => {
    expect(MARKS).toHaveLength(60_000)
    const code = TOO_LONG_CODES[name] ?? 'texto_largo'
    const context = { today: '2026-11-22' }
    expect(field.parse(MARKS, context)).toEqual({ ok: false, code })
    // Lists hold more, and are never normalized.
    const limit = field.control === 'lines' ? 20_000 : 1000
    expect(field.parse('\u0300'.repeat(limit + 1), context)).toEqual({ ok: false, code })
  },
)

it.each(textFields)('says in the refusal of a long %s how long it may be', (_name, field) => {
  const { label, max = 0 }: Presentation = field
  expect(refusalText('texto_largo', { etiqueta: label, maximo: max })).toMatch(
    /^Escriba .+ más corto: hasta \d+ caracteres$/,
  )
})

it('lists a comuna under its name and every alias', () => {
  const { groups = [] }: Presentation = fields.comuna
  const options = groups.flatMap((group) => group.options)
  expect(options.filter(({ alias }) => !alias)).toHaveLength(COMUNAS.length)
  for (const { codigo, nombre, alias = [] } of COMUNAS) {
    const matching = options.filter(({ value }) => value === codigo).map(({ text }) => text)
    for (const other of [nombre, ...alias]) {
      // Typing its first letters finds it.
      expect(
        matching.some((text) => text.startsWith(other) || other.startsWith(text)),
        other,
      ).toBe(true)
    }
  }
  expect(options).toContainEqual({ value: '05502', text: 'La Calera (Calera)', alias: true })
})

/** The `autocomplete` tokens that our fields use: https://html.spec.whatwg.org/multipage/#autofill */
const AUTOCOMPLETE_TOKENS = [
  ...['given-name', 'family-name', 'sex', 'bday', 'organization', 'username', 'one-time-code'],
  ...['current-password', 'new-password', 'email', 'address-level1', 'address-level2', 'address-line1'],
  ...['address-line2', 'home tel', 'mobile tel', 'work tel'],
]
/** Without a token in HTML, not about the person who types, or not for browsers to store. */
const WITHOUT_AUTOCOMPLETE: (keyof typeof fields)[] = [
  ...(['tipoDocumento', 'documento', 'apellidoMaterno', 'estadoCivil', 'cantidadHijos'] as const),
  ...(['paisOrigen', 'tipoOrganismo', 'numero', 'block', 'preguntaSecreta', 'preguntaNueva'] as const),
  ...(['continuarDeTodosModos', 'sinCelular', 'recordarPerfil', 'compartido', 'cerrarOtras'] as const),
  // What staff tick
  ...(['terminaLlamada', 'coincideNumero', 'coincideNombre', 'coincideNacimiento'] as const),
  ...(['coincidePais', 'coincideRepresentante'] as const),
  // What an administrador ticks, and sends, about another system
  ...(['permisoRun', 'permisoRut', 'permisoName', 'permisoEmail', 'permisoProfile'] as const),
  ...(['permisoOffline', 'permisoOrganismo', 'permisoRepresentante', 'permisoMigrante'] as const),
  ...(['permisoFacilitador', 'logoSistema'] as const),
]

it('gives every field a valid autocomplete token, except those listed', () => {
  const tokens = Object.entries<Presentation>(fields).map(
    ([name, { autocomplete }]) => [name, autocomplete] as const,
  )
  const withoutAutocomplete = tokens.filter(([, token]) => !token).map(([name]) => name)
  expect(withoutAutocomplete.toSorted()).toEqual(WITHOUT_AUTOCOMPLETE.toSorted())
  const unknown = tokens.filter(([, token]) => token && ![...AUTOCOMPLETE_TOKENS, 'off'].includes(token))
  expect(unknown).toEqual([])
})

it.each(['rut', 'nombres', 'email', 'celular', 'direccion', 'clave', 'codigo'] as const)(
  'lets browsers fill in %s',
  (name) => {
    const { autocomplete }: Presentation = fields[name]
    expect(AUTOCOMPLETE_TOKENS).toContain(autocomplete)
  },
)

describe('text pasted with blanks around it', () => {
  const CONTEXT = { today: '2026-11-22' }
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
  const VALID_TEXTS: Partial<Record<keyof typeof fields, string>> = {
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

  it.each(Object.entries(VALID_TEXTS) as [keyof typeof VALID_TEXTS, string][])(
    'is trimmed in %s',
    (name, text) => {
      const only = fields[name].parse(text, CONTEXT)
      expect(only.ok).toBe(true)
      for (const blank of BLANKS) expect(fields[name].parse(blank + text + blank, CONTEXT)).toEqual(only)
      const empty = fields[name].parse(BLANKS.join(''), CONTEXT)
      expect(empty).toEqual(fields[name].parse('', CONTEXT))
    },
  )

  it.each(['clave', 'repetirClave', 'claveNueva', 'repetirClaveNueva', 'claveActual', 'claveOtec'] as const)(
    'is not trimmed in %s',
    (name) => {
      expect(fields[name].parse(' Tr3bol#9 ', CONTEXT)).toEqual({ ok: true, value: ' Tr3bol#9 ' })
      expect(fields[name].parse('Tr3bol#9\t', CONTEXT)).toEqual({ ok: false, code: 'caracteres_invalidos' })
    },
  )

  it('is trimmed in claveActual if it is a clave provisoria', () => {
    for (const blank of BLANKS)
      expect(fields.claveActual.parse(`${blank}K7WQ4HNXRT${blank}`, CONTEXT)).toEqual({
        ok: true,
        value: 'K7WQ4HNXRT',
      })
    expect(fields.claveActual.parse('K7WQ4HNXRT.\t', CONTEXT)).toEqual({ ok: true, value: 'K7WQ4HNXRT.' })
    expect(fields.claveNueva.parse('K7WQ4HNXRT\t', CONTEXT).ok).toBe(false)
  })
})
