/** The words people read, on every page, mail and SMS: easy, and the same word for the same thing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { REFUSAL_TEXTS } from '../../src/domain/outcome/refusals.ts'
import { SMS_SAMPLES } from '../../src/mail/messages/samples.ts'
import { smsText } from '../../src/mail/messages/sms.ts'
import { UNREAD_PAGES } from '../support/copy/final-pages.ts'
import { isFromGuides, missingSentences } from '../support/copy/guide-sentences.ts'
import { NORMAL, readabilityOf, sentencesIn, wordsIn } from '../support/copy/readability.ts'
import { renderedMails, renderedPages } from '../support/copy/visible-copy.ts'

/** With fewer words of our own the index says little, so short texts are measured together. */
const ENOUGH_WORDS = 25

/** Words we never use, and what we say instead. */
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
let readPages: ReadPage[] = []
let allSentences: string[] = []
const ownSentences = () => [...new Set(readPages.flatMap(({ sentences }) => sentences))]

beforeAll(async () => {
  const mails = Object.entries(renderedMails()).map(([kind, { html }]) => [`mail ${kind}`, html] as const)
  const pages = [...Object.entries(await renderedPages()), ...mails]
  const refusals = Object.values(REFUSAL_TEXTS).map((text) => `<p>${text}</p>`)
  const texts = [...pages, ['refusals', refusals.join('')] as const]
  const sms = SMS_SAMPLES.map((aviso) => `<p>${smsText(aviso)}</p>`)
  const allTexts = [...texts, ['SMS', sms.join('')] as const].map(([name, html]) => ({
    name,
    sentences: sentencesIn(html),
  }))
  allSentences = allTexts.flatMap(({ sentences }) => sentences)
  readPages = allTexts.map(({ name, sentences }) => ({
    name,
    sentences: sentences.filter((sentence) => !isFromGuides(sentence)),
  }))
})

const hasEnoughWords = ({ sentences }: ReadPage) => sentences.flatMap(wordsIn).length >= ENOUGH_WORDS
const isHard = ({ sentences }: ReadPage) => readabilityOf(sentences) < NORMAL

describe('what people read', () => {
  it('is covered here, whatever page or mail is added', () => {
    expect(UNREAD_PAGES).toEqual([])
    expect(readPages.filter(hasEnoughWords).length).toBeGreaterThan(80)
  })

  it('is easy on every page and mail: our own sentences score 60 or more on Szigriszt-Pazos', () => {
    const hardPages = readPages.filter(hasEnoughWords).filter(isHard)
    expect(hardPages.map(({ name, sentences }) => `${name}: ${readabilityOf(sentences).toFixed(1)}`)).toEqual(
      [],
    )
  })

  it('is easy on short pages, measured together', () => {
    const short = readPages.filter((page) => !hasEnoughWords(page)).flatMap(({ sentences }) => sentences)
    expect(readabilityOf([...new Set(short)])).toBeGreaterThan(NORMAL)
  })

  it('has no sentence of more than 30 words', () => {
    expect(ownSentences().filter((sentence) => wordsIn(sentence).length > 30)).toEqual([])
  })

  it.each(REPLACED_WORDS)('never says %s but %s', (forbidden) => {
    expect(ownSentences().filter((sentence) => forbidden.test(sentence))).toEqual([])
  })

  it('excludes no sentence of the guides that the product no longer says', () => {
    expect(missingSentences(allSentences)).toEqual([])
  })
})

describe('the readability index', () => {
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

  it('reads sentences from blocks, without titles, labels, buttons and URLs', () => {
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
