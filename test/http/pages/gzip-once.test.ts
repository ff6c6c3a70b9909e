import { constants, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perfilesWith } from '../../../src/domain/forms/tramites.ts'
import { actualizarWithClaveUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { copyBlock, MAX_DISTANCE, MIN_LENGTH } from '../../../src/http/views/deflate-copy.ts'
import { MARKERS, type Tokens } from '../../../src/http/views/page-frame.ts'
import { PageTemplate } from '../../../src/http/views/page-template.ts'
import { listen, type SendRequest } from '../../support/http/raw-http.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const FORMS = (['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).flatMap((operacion) =>
  perfilesWith(operacion).map((perfil) => pasoUrl(perfil, operacion)),
)
const OTHERS = [
  actualizarWithClaveUrl('natural', 'recuperar'),
  paths.masInformacion,
  paths.privacidad,
  paths.accesibilidad,
]
const PAGES = ['/', ...OTHERS, '/no-existe', ...FORMS]
const withoutTokens = (html: Buffer) =>
  String(html)
    .replace(/(nonce|value)="[\w.-]{20,}"/g, '')
    .replace(/visita-[\w-]+|\/captcha\/[\w.-]+|>[\dA-F]{8}</g, '')

let p: TestProduct
let request: SendRequest
let close: () => Promise<void>
/** Pages as they are rendered, with markers for the tokens, by address. */
const rendered = new Map<string, string>()

beforeAll(async () => {
  p = await createTestProduct()
  const listener = await listen(p.app)
  request = listener.request
  close = listener.close
  const render = p.app.render
  for (const path of PAGES) {
    p.app.render = (...parts: unknown[]) => {
      const answer = parts.at(-1) as (error: Error, html: string) => void
      const recorded = (error: Error, html: string) => {
        rendered.set(path, html)
        answer(error, html)
      }
      Reflect.apply(render, p.app, [...parts.slice(0, -1), recorded])
    }
    await request(path)
  }
  p.app.render = render
})
afterAll(async () => {
  await close()
  await p.close()
})

const token = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'abcXYZ019-_.'), minLength: length, maxLength: length })
const tokensOf = (lengths: Record<keyof Tokens, number>) =>
  fc.record({
    csrf: token(lengths.csrf),
    visit: token(lengths.visit),
    nonce: token(lengths.nonce),
    captcha: token(lengths.captcha),
    reference: token(lengths.reference),
  })
const USUAL = { csrf: 110, visit: 15, nonce: 43, captcha: 270, reference: 8 }
const anyLength = fc.nat(600)
const anyLengths = fc.record({
  csrf: anyLength,
  visit: anyLength,
  nonce: anyLength,
  captcha: anyLength,
  reference: anyLength,
})
const insert = (html: string, tokens: Record<keyof Tokens, string>) =>
  Object.entries(MARKERS).reduce(
    (text, [name, marker]) => text.replaceAll(marker, tokens[name as keyof Tokens]),
    html,
  )

describe.each(PAGES)('%s, compressed once', (path) => {
  it('unpacks to the same bytes as the page itself, whatever its tokens', () => {
    const html = rendered.get(path) ?? ''
    expect(html).toContain(MARKERS.nonce)
    const template = new PageTemplate(html)
    fc.assert(
      fc.property(fc.oneof(tokensOf(USUAL), anyLengths.chain(tokensOf)), (tokens) => {
        const plain = Buffer.from(insert(html, tokens))
        expect(template.plain(tokens).equals(plain)).toBe(true)
        expect(gunzipSync(template.gzip(tokens)).equals(plain)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('is as long with one token as with another', () => {
    const template = new PageTemplate(rendered.get(path) ?? '')
    const lengths = new Set(fc.sample(tokensOf(USUAL), 20).map((tokens) => template.gzip(tokens).length))
    expect(lengths.size).toBe(1)
  })

  it('is what every browser gets that accepts gzip, at most 200 bytes longer than compressed each time', async () => {
    const [first, second] = [
      await request(path, { 'accept-encoding': 'gzip' }),
      await request(path, { 'accept-encoding': 'gzip' }),
    ]
    const plain = await request(path, { 'accept-encoding': 'gzip;q=0' })
    expect(plain.headers['content-encoding']).toBeUndefined()
    for (const { headers, body } of [first, second]) {
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(body.length),
        vary: 'Accept-Encoding',
      })
      expect(withoutTokens(gunzipSync(body))).toBe(withoutTokens(plain.body))
    }
    expect(first.body.length).toBeLessThan(gzipSync(plain.body, { level: 5 }).length + 200)
  })

  it('answers HEAD with the same headers', async () => {
    const headersOf = async (method: 'get' | 'head') => {
      const { status, headers } = await supertest(p.app)[method](path).set('Accept-Encoding', 'gzip')
      return [status, headers['content-encoding'], headers['content-length'], headers.vary]
    }
    expect(await headersOf('head')).toEqual(await headersOf('get'))
  })
})

describe('a page compressed once', () => {
  it.each([
    ['would have to be escaped', { nonce: '"><script>' }],
    ['is missing', {}],
  ])('is not sent with a token that %s', (_name, tokens) => {
    const template = new PageTemplate(`<p>${MARKERS.nonce}</p>`)
    expect(() => template.plain(tokens)).toThrow('nonce')
    expect(() => template.gzip(tokens)).toThrow('nonce')
  })
})

describe('a copy of earlier text', () => {
  const text = Buffer.from(Array.from({ length: MAX_DISTANCE + 1 }, (_, i) => (i * 7919) >> 3))
  const EMPTY_LAST_BLOCK = Buffer.from([1, 0, 0, 0xff, 0xff])

  it('unpacks to it, whatever its length and distance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: MIN_LENGTH, max: 1000 }),
        fc.integer({ min: 1, max: MAX_DISTANCE }),
        (length, distance) => {
          const stored = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH })
          const unpacked = inflateRawSync(
            Buffer.concat([stored, copyBlock(length, distance), EMPTY_LAST_BLOCK]),
          )
          const expected = Array.from({ length }, (_, i) => text[text.length - distance + (i % distance)])
          expect(unpacked.subarray(text.length).equals(Buffer.from(expected.map(Number)))).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
