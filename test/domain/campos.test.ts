import { describe, expect, test } from 'vitest'
import type { Campo, Presentacion } from '../../src/domain/campo.ts'
import { campos } from '../../src/domain/campos.ts'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { COMUNAS } from '../../src/domain/territorio.ts'

type CampoDeTexto = Campo<string> | Campo<string | null>
const deTexto = Object.entries(campos).filter(
  (entrada): entrada is [keyof typeof campos, CampoDeTexto] =>
    !['casilla', 'archivo'].includes(entrada[1].control),
)
const LARGAS: Partial<Record<keyof typeof campos, string>> = {
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
const MARCAS = 'a\u0315\u0300\u05ae'.repeat(15_000)

test.each(deTexto)(
  '%s refuses 60,000 units of combining marks as too long, before it reads them',
  (nombre, campo) => {
    expect(MARCAS).toHaveLength(60_000)
    const codigo = LARGAS[nombre] ?? 'texto_largo'
    const entorno = { hoy: '2026-11-22' }
    expect(campo.leer(MARCAS, entorno)).toEqual({ ok: false, codigo })
    expect(campo.leer('\u0300'.repeat(1001), entorno)).toEqual({ ok: false, codigo })
  },
)

test.each(deTexto)('the refusal of a long %s says how long it may be', (_nombre, campo) => {
  const { etiqueta, maximo = 0 }: Presentacion = campo
  expect(textoRechazo('texto_largo', { etiqueta, maximo })).toMatch(
    /^Escriba .+ más corto: hasta \d+ caracteres$/,
  )
})

test('a comuna is in its list under every name that people look for it by, each with its own code', () => {
  const { grupos = [] }: Presentacion = campos.comuna
  const opciones = grupos.flatMap((grupo) => grupo.opciones)
  expect(opciones.filter(({ alias }) => !alias)).toHaveLength(COMUNAS.length)
  for (const { codigo, nombre, alias = [] } of COMUNAS) {
    const suyas = opciones.filter(({ valor }) => valor === codigo).map(({ texto }) => texto)
    for (const otro of [nombre, ...alias]) {
      // Typing the first letters of either finds it.
      expect(
        suyas.some((texto) => texto.startsWith(otro) || otro.startsWith(texto)),
        otro,
      ).toBe(true)
    }
  }
  expect(opciones).toContainEqual({ valor: '05502', texto: 'La Calera (Calera)', alias: true })
})

/** What HTML takes in `autocomplete`, of what our fields ask: https://html.spec.whatwg.org/multipage/#autofill */
const DE_UNA_PERSONA = [
  ...['given-name', 'family-name', 'sex', 'bday', 'organization', 'username', 'one-time-code'],
  ...['current-password', 'new-password', 'email', 'address-level1', 'address-level2', 'address-line1'],
  ...['address-line2', 'home tel', 'mobile tel', 'work tel'],
]
/** What HTML has no word for, or is not about the person who writes, or no browser may keep. */
const SIN_PALABRA: (keyof typeof campos)[] = [
  ...(['tipoDocumento', 'documento', 'apellidoMaterno', 'estadoCivil', 'cantidadHijos'] as const),
  ...(['paisOrigen', 'tipoOrganismo', 'numero', 'block', 'preguntaSecreta', 'preguntaNueva'] as const),
  ...(['continuarDeTodosModos', 'sinCelular'] as const),
]

test('every field tells a browser what it is, in the words of HTML, so that it can fill it in', () => {
  const fichas = Object.entries<Presentacion>(campos).map(
    ([nombre, { autocomplete }]) => [nombre, autocomplete] as const,
  )
  const sinPalabra = fichas.filter(([, ficha]) => !ficha).map(([nombre]) => nombre)
  expect(sinPalabra.toSorted()).toEqual(SIN_PALABRA.toSorted())
  const desconocidas = fichas.filter(([, ficha]) => ficha && ![...DE_UNA_PERSONA, 'off'].includes(ficha))
  expect(desconocidas).toEqual([])
})

test.each(['rut', 'nombres', 'email', 'celular', 'direccion', 'clave', 'codigo'] as const)(
  '%s is never kept from a browser that would fill it in',
  (nombre) => {
    const { autocomplete }: Presentacion = campos[nombre]
    expect(DE_UNA_PERSONA).toContain(autocomplete)
  },
)

describe('what was pasted with something blank around it', () => {
  const HOY = { hoy: '2026-11-22' }
  const BLANCOS = [
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
  const BIEN: Partial<Record<keyof typeof campos, string>> = {
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
    (nombre, texto) => {
      const solo = campos[nombre].leer(texto, HOY)
      expect(solo.ok).toBe(true)
      for (const blanco of BLANCOS) expect(campos[nombre].leer(blanco + texto + blanco, HOY)).toEqual(solo)
      const vacio = campos[nombre].leer(BLANCOS.join(''), HOY)
      expect(vacio).toEqual(campos[nombre].leer('', HOY))
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
    expect(campos[nombre].leer(' Tr3bol#9 ', HOY)).toEqual({ ok: true, valor: ' Tr3bol#9 ' })
    expect(campos[nombre].leer('Tr3bol#9\t', HOY)).toEqual({ ok: false, codigo: 'caracteres_invalidos' })
  })

  test('CS Actual is taken out of what is around it when it is a temporary key', () => {
    for (const blanco of BLANCOS)
      expect(campos.claveActual.leer(`${blanco}K7WQ4HNXRT${blanco}`, HOY)).toEqual({
        ok: true,
        valor: 'K7WQ4HNXRT',
      })
    expect(campos.claveActual.leer('K7WQ4HNXRT.\t', HOY)).toEqual({ ok: true, valor: 'K7WQ4HNXRT.' })
    expect(campos.claveNueva.leer('K7WQ4HNXRT\t', HOY).ok).toBe(false)
  })
})
