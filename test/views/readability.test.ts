/** The words that people read, on every page and in every mail: easy, and the same for the same thing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../src/domain/outcome/refusals.ts'
import { SMS_SAMPLES } from '../../src/mail/messages/samples.ts'
import { smsText } from '../../src/mail/messages/sms.ts'
import { isFromGuides, missingSentences } from '../support/copy/guide-sentences.ts'
import { NORMAL, readabilityOf, sentencesIn, wordsIn } from '../support/copy/readability.ts'
import { renderedMails, renderedPages, UNREAD_PAGES } from '../support/copy/visible-copy.ts'

/** Below so many words of its own the index of a text says little: short texts are measured together. */
const ENOUGH_WORDS = 25

/** What is not said, and what is said in its place. */
const REPLACED_WORDS: readonly [forbidden: RegExp, instead: string][] = [
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

type ReadPage = { name: string; sentences: string[] }
let parsed: ReadPage[] = []
let all: string[] = []
const own = () => [...new Set(parsed.flatMap(({ sentences }) => sentences))]

beforeAll(async () => {
  const mails = Object.entries(renderedMails()).map(([kind, { html }]) => [`mail ${kind}`, html] as const)
  const pages = [...Object.entries(await renderedPages()), ...mails]
  const refusals = Object.values(REFUSAL_TEXTS).map((text) => `<p>${text}</p>`)
  const texts = [...pages, ['refusals', refusals.join('')] as const]
  const sms = SMS_SAMPLES.map((aviso) => `<p>${smsText(aviso)}</p>`)
  const completeFields = [...texts, ['SMS', sms.join('')] as const].map(([name, html]) => ({
    name,
    sentences: sentencesIn(html),
  }))
  all = completeFields.flatMap(({ sentences }) => sentences)
  parsed = completeFields.map(({ name, sentences }) => ({
    name,
    sentences: sentences.filter((sentence) => !isFromGuides(sentence)),
  }))
})

const hasEnoughWords = ({ sentences }: ReadPage) => sentences.flatMap(wordsIn).length >= ENOUGH_WORDS
const isHard = ({ sentences }: ReadPage) => readabilityOf(sentences) < NORMAL

describe('what people read', () => {
  it('is read by these tests, whatever page or mail is added', () => {
    expect(UNREAD_PAGES).toEqual([])
    expect(parsed.filter(hasEnoughWords).length).toBeGreaterThan(80)
  })

  it('is easy on every page and mail: Szigriszt-Pazos of 60 or more over our own sentences', () => {
    const hardPages = parsed.filter(hasEnoughWords).filter(isHard)
    expect(hardPages.map(({ name, sentences }) => `${name}: ${readabilityOf(sentences).toFixed(1)}`)).toEqual(
      [],
    )
  })

  it('is easy where it is short, all short pages together', () => {
    const short = parsed.filter((parsed) => !hasEnoughWords(parsed)).flatMap(({ sentences }) => sentences)
    expect(readabilityOf([...new Set(short)])).toBeGreaterThan(NORMAL)
  })

  it('has no sentence of more than 30 words', () => {
    expect(own().filter((sentence) => wordsIn(sentence).length > 30)).toEqual([])
  })

  it.each(REPLACED_WORDS)('never says %s but %s', (forbidden) => {
    expect(own().filter((sentence) => forbidden.test(sentence))).toEqual([])
  })

  it('leaves aside only sentences of the guides that are still there', () => {
    expect(missingSentences(all)).toEqual([])
  })
})

describe('the measure', () => {
  it('is that of Szigriszt-Pazos', () => {
    // 8 words, 16 syllables, 2 sentences.
    expect(readabilityOf(['Escriba su clave nueva.', 'Presione el botón azul.'])).toBeCloseTo(
      206.835 - (62.3 * 16) / 8 - 8 / 2,
    )
  })

  it('finds the guides’ officialese hard and a plain sentence easy', () => {
    const official =
      'Posteriormente se procederá a la validación de la documentación presentada por la organización solicitante.'
    expect(readabilityOf([official])).toBeLessThan(30)
    expect(readabilityOf(['Anote su clave y no se la dé a nadie.'])).toBeGreaterThan(80)
  })

  it('takes sentences from blocks, without titles, labels, buttons and addresses', () => {
    const html = `<main><h1>Un título que no se cuenta</h1><p>Escriba su <strong>clave nueva</strong>. ¿La olvidó usted ya?
      Vaya a https://clave.test/a con su RUT 12.345.678-5</p><label>Clave de la persona</label><button>Crear la cuenta</button>
      <ul><li>Su celular de hoy</li><li>Sin celular</li></ul></main>`
    expect(sentencesIn(html)).toEqual([
      'Escriba su clave nueva.',
      '¿La olvidó usted ya?',
      'Vaya a https://clave.test/a con su RUT 12.345.678-5',
      'Su celular de hoy',
    ])
    expect(wordsIn('Vaya a https://clave.test/a y/o escriba a ana@correo.cl, el 05-03-2026 (hoy).')).toEqual([
      ...['Vaya', 'a', 'y', 'o', 'escriba', 'a', 'el', 'hoy'],
    ])
  })
})
