import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFreeText } from '../../../src/domain/values/direccion.ts'
import { parseNombre } from '../../../src/domain/values/nombre.ts'
import { anyText, holds } from '../properties.ts'

describe('a name', () => {
  it.each([
    ['  María   José ', 'María José'],
    ["O'Higgins", "O'Higgins"],
    ['O’Higgins', 'O’Higgins'],
    ['O´Higgins', "O'Higgins"],
    ['Jean–Pierre', 'Jean-Pierre'],
    ['Jean\u2212Pierre', 'Jean-Pierre'],
    ['D′Angelo', "D'Angelo"],
    ['D\u02bcAngelo', "D'Angelo"],
    ['D＇Angelo', "D'Angelo"],
    ['Gal·la', 'Gal·la'],
    ['Gal\u0387la', 'Gal·la'],
    ['Gal\u2022la', 'Gal·la'],
    ['Ma. Ñáñez', 'Ma. Ñáñez'],
    ['Nun\u0303ez', 'Nuñez'],
    ['李小龙', '李小龙'],
    ['Нгуен', 'Нгуен'],
    ['محمد', 'محمد'],
    ['अनिता', 'अनिता'],
    ['A', 'A'],
    ['ñ'.repeat(100), 'ñ'.repeat(100)],
  ])('is read from %j as %j', (text, name) => {
    expect(parseNombre(text)).toEqual({ ok: true, value: name })
  })

  it.each([
    ['', 'nombre_caracteres'],
    ['.', 'nombre_caracteres'],
    ["-'-", 'nombre_caracteres'],
    ['Juan 2', 'nombre_caracteres'],
    ['<b>Juan</b>', 'nombre_caracteres'],
    ["Juan'; DROP TABLE cuenta;", 'nombre_caracteres'],
    ['<%= 7*7 %>', 'nombre_caracteres'],
    ['Juan\ufffd', 'nombre_caracteres'],
    ['Juan\u0000', 'nombre_caracteres'],
    ['Juan 😀', 'nombre_caracteres'],
    ['juan@example.cl', 'nombre_caracteres'],
    ['ñ'.repeat(101), 'texto_largo'],
  ])('is refused in %j: %s', (text, code) => {
    expect(parseNombre(text)).toEqual({ ok: false, code })
  })

  it('with a million letters is refused quickly', () => {
    expect(parseNombre(`${'a'.repeat(1_000_000)}1`).ok).toBe(false)
  })

  it('is read back as it was written', () => {
    holds(
      fc.property(anyText, (text) => {
        const first = parseNombre(text)
        if (first.ok) expect(parseNombre(first.value)).toEqual(first)
      }),
    )
  })
})

describe('free text', () => {
  it.each([
    [' Pasaje  Los Aromos\t#12, "B" ', 'Pasaje Los Aromos #12, "B"'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['😀😀😀', '😀😀😀'],
    ['', ''],
  ])('is read from %j as %j', (text, value) => {
    expect(parseFreeText(text, 30)).toEqual({ ok: true, value })
  })

  it.each([
    ['a'.repeat(31), 'texto_largo'],
    ['😀'.repeat(31), 'texto_largo'],
    ['abc\ufffd', 'caracteres_invalidos'],
    ['abc\u0007', 'caracteres_invalidos'],
  ])('is refused in %j: %s', (text, code) => {
    expect(parseFreeText(text, 30)).toEqual({ ok: false, code })
  })
})
