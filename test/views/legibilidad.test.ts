/** The words that people read, on every page and in every mail: easy, and the same for the same thing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { TEXTOS_RECHAZO } from '../../src/domain/rechazos.ts'
import { EJEMPLOS_SMS } from '../../src/mail/mensajes/ejemplos.ts'
import { textoDeSms } from '../../src/mail/mensajes/sms.ts'
import { esDeLasGuias, frasesQueFaltan } from '../support/frases-de-las-guias.ts'
import { frasesDe, legibilidadDe, NORMAL, palabrasDe } from '../support/legibilidad.ts'
import { correosLeidos, PAGINAS_SIN_LEER, paginasLeidas } from '../support/lo-que-se-lee.ts'

/** Below so many words of its own the index of a text says little: short texts are measured together. */
const PALABRAS_QUE_BASTAN = 25

/** What is not said, and what is said in its place. */
const OTRA_PALABRA: readonly [nunca: RegExp, en_su_lugar: string][] = [
  [/\b(?:e-mails?|emails?|mails?)\b/, 'correo'],
  [/\bpuls[ea]/i, 'presione'],
  [/\bclics?\b/i, 'presione'],
  [/\bsólo\b/i, 'solo'],
  [/Clave SENCE|clave sence/, 'Clave Sence'],
  [/(?<!Clave )\bSence\b/, 'SENCE'],
  [/\bRut\b(?! del Representante)/, 'RUT'],
  [/\b(?:el|los|un|del|al|ningún) OTEC\b|\bOtec\b/, 'la OTEC'],
  [/contraseña (?:actual|nueva|provisoria|temporal)/i, 'clave'],
  [/clave temporal|clave transitoria/i, 'clave provisoria'],
  [/[“”"]/, '«»'],
  [/\bcaduc|\bexpir/i, 'vence'],
  [/\b(?:tú|tu|tus|te)\b/i, 'usted'],
  [/\btoken|\blogin|\bpassword|\bautentica|\bcredencial|\bservidor\b/i, 'palabras de todos los días'],
]

type Leido = { nombre: string; frases: string[] }
let leidos: Leido[] = []
let todas: string[] = []
const propias = () => [...new Set(leidos.flatMap(({ frases }) => frases))]

beforeAll(async () => {
  const correos = Object.entries(correosLeidos()).map(([tipo, { html }]) => [`mail ${tipo}`, html] as const)
  const paginas = [...Object.entries(await paginasLeidas()), ...correos]
  const rechazos = Object.values(TEXTOS_RECHAZO).map((texto) => `<p>${texto}</p>`)
  const textos = [...paginas, ['refusals', rechazos.join('')] as const]
  const sms = EJEMPLOS_SMS.map((aviso) => `<p>${textoDeSms(aviso)}</p>`)
  const completos = [...textos, ['SMS', sms.join('')] as const].map(([nombre, html]) => ({
    nombre,
    frases: frasesDe(html),
  }))
  todas = completos.flatMap(({ frases }) => frases)
  leidos = completos.map(({ nombre, frases }) => ({
    nombre,
    frases: frases.filter((frase) => !esDeLasGuias(frase)),
  }))
})

const bastan = ({ frases }: Leido) => frases.flatMap(palabrasDe).length >= PALABRAS_QUE_BASTAN
const dificil = ({ frases }: Leido) => legibilidadDe(frases) < NORMAL

describe('what people read', () => {
  it('is read by these tests, whatever page or mail is added', () => {
    expect(PAGINAS_SIN_LEER).toEqual([])
    expect(leidos.filter(bastan).length).toBeGreaterThan(80)
  })

  it('is easy on every page and mail: Szigriszt-Pazos of 60 or more over our own sentences', () => {
    const dificiles = leidos.filter(bastan).filter(dificil)
    expect(dificiles.map(({ nombre, frases }) => `${nombre}: ${legibilidadDe(frases).toFixed(1)}`)).toEqual(
      [],
    )
  })

  it('is easy where it is short, all short pages together', () => {
    const cortas = leidos.filter((leido) => !bastan(leido)).flatMap(({ frases }) => frases)
    expect(legibilidadDe([...new Set(cortas)])).toBeGreaterThan(NORMAL)
  })

  it('has no sentence of more than 30 words', () => {
    expect(propias().filter((frase) => palabrasDe(frase).length > 30)).toEqual([])
  })

  it.each(OTRA_PALABRA)('never says %s but %s', (nunca) => {
    expect(propias().filter((frase) => nunca.test(frase))).toEqual([])
  })

  it('leaves aside only sentences of the guides that are still there', () => {
    expect(frasesQueFaltan(todas)).toEqual([])
  })
})

describe('the measure', () => {
  it('is that of Szigriszt-Pazos', () => {
    // 8 words, 16 syllables, 2 sentences.
    expect(legibilidadDe(['Escriba su clave nueva.', 'Presione el botón azul.'])).toBeCloseTo(
      206.835 - (62.3 * 16) / 8 - 8 / 2,
    )
  })

  it('finds the guides’ officialese hard and a plain sentence easy', () => {
    const oficial =
      'Posteriormente se procederá a la validación de la documentación presentada por la organización solicitante.'
    expect(legibilidadDe([oficial])).toBeLessThan(30)
    expect(legibilidadDe(['Anote su clave y no se la dé a nadie.'])).toBeGreaterThan(80)
  })

  it('takes sentences from blocks, without titles, labels, buttons and addresses', () => {
    const html = `<main><h1>Un título que no se cuenta</h1><p>Escriba su <strong>clave nueva</strong>. ¿La olvidó usted ya?
      Vaya a https://clave.test/a con su RUT 12.345.678-5</p><label>Clave de la persona</label><button>Crear la cuenta</button>
      <ul><li>Su celular de hoy</li><li>Sin celular</li></ul></main>`
    expect(frasesDe(html)).toEqual([
      'Escriba su clave nueva.',
      '¿La olvidó usted ya?',
      'Vaya a https://clave.test/a con su RUT 12.345.678-5',
      'Su celular de hoy',
    ])
    expect(
      palabrasDe('Vaya a https://clave.test/a y/o escriba a ana@correo.cl, el 05-03-2026 (hoy).'),
    ).toEqual([...['Vaya', 'a', 'y', 'o', 'escriba', 'a', 'el', 'hoy']])
  })
})
