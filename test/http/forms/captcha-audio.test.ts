import type { IncomingMessage } from 'node:http'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captchaUrls, pasoUrl } from '../../../src/domain/urls.ts'
import { createCaptcha } from '../../../src/security/captcha/captcha.ts'
import { createCipher } from '../../../src/security/cipher.ts'
import { key } from '../../security/test-keys.ts'
import { filledForm, frameIn, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const asBytes = (
  res: supertest.Response | IncomingMessage,
  callback: (e: Error | null, b: Buffer) => void,
) => {
  const chunks: Buffer[] = []
  const incoming = res as IncomingMessage
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', () => callback(null, Buffer.concat(chunks)))
}

describe('the captcha audio', () => {
  let p: TestProduct
  let url = ''
  let whole = Buffer.alloc(0)
  beforeAll(async () => {
    p = await createTestProduct()
    const me = new ScriptFreeBrowser(p.app)
    const framePage = await me.open(frameIn(await me.open(pasoUrl('natural', 'registrar'))))
    url = /<audio[^>]* src="([^"]+)"/.exec(framePage.html)?.[1] ?? ''
    whole = (await request()).body
  })
  afterAll(() => p.close())

  /** Asks without a session, for `part` as the Range header if given. */
  const request = (part?: string) =>
    supertest(p.app)
      .get(url)
      .set(part ? { Range: part } : {})
      .buffer()
      .parse(asBytes)

  it('is offered next to the image, for the same letters', async () => {
    const me = new ScriptFreeBrowser(p.app)
    const page = await me.open(pasoUrl('natural', 'registrar'))
    const captchaFicha = String(filledForm(page, {}).all.captchaFicha)
    const { html } = await me.open(frameIn(page))
    expect(html).toContain(`src="${captchaUrls(captchaFicha).image}"`)
    expect(html).toContain(
      `<audio class="captcha__sound" controls preload="none" src="${captchaUrls(captchaFicha).sound}"`,
    )
    expect(html).not.toContain('autoplay')
  })

  it('is the same WAV file every time, never cached, and the CSP lets its page play it', async () => {
    const { status, headers, body } = await request()
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
      'content-length': String(whole.length),
    })
    expect(headers).not.toHaveProperty('set-cookie')
    expect(headers['content-security-policy']).toContain("media-src 'self'")
    expect(body).toEqual(whole)
    expect(body.toString('latin1', 0, 4)).toBe('RIFF')
  })

  it('answers HEAD with its length and no body', async () => {
    const { status, headers, text } = await supertest(p.app).head(url).set('Range', 'bytes=0-1')
    expect({ status, length: headers['content-length'], text }).toEqual({
      status: 200,
      length: String(whole.length),
      text: undefined,
    })
  })

  it.each([
    ['the first two bytes, as Safari asks before playing', 'bytes=0-1', 0, 2],
    ['the middle', 'bytes=1000-1999', 1000, 2000],
    ['from a byte to the end', 'bytes=44-', 44, undefined],
    ['the last bytes', 'bytes=-100', -100, undefined],
    ['past the end', 'bytes=100-99999999', 100, undefined],
    ['two adjacent ranges', 'bytes=0-99,100-199', 0, 200],
  ])('serves a byte range: %s', async (_, part, from, until) => {
    const { status, headers, body } = await request(part)
    const expected = whole.subarray(from, until)
    const start = from < 0 ? whole.length + from : from
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${start}-${start + expected.length - 1}/${whole.length}`)
    expect(headers['content-length']).toBe(String(expected.length))
    expect(body).toEqual(expected)
  })

  it.each(['bytes=0-9,20-29', 'bytes=9-2,x', 'letras=0-1', 'rubbish', 'bytes='])(
    'is sent whole for an unsupported range: %s',
    async (part) => {
      const { status, headers, body } = await request(part)
      expect(status).toBe(200)
      expect(headers).not.toHaveProperty('content-range')
      expect(body).toEqual(whole)
    },
  )

  it('refuses a range that starts after its end', async () => {
    const { status, headers, body } = await request(`bytes=${whole.length}-`)
    expect(status).toBe(416)
    expect(headers['content-range']).toBe(`bytes */${whole.length}`)
    expect(body).toHaveLength(0)
  })

  it.each(['k1.AAAA.BBBB', 'x', '%00', 'a%2Fb'])('is not found for a foreign token: %s', async (token) => {
    expect((await supertest(p.app).get(captchaUrls(token).sound)).status).toBe(404)
  })

  it('answers 503 with Retry-After when the queue is full', async () => {
    const other = await createTestProduct()
    const { clock, random } = other.deps
    const full = createCaptcha({ cipher: createCipher([key('c1')]), clock, random, maxPending: 0 })
    Object.assign(other.deps.captcha, full)
    const { status, headers } = await supertest(other.app).get(captchaUrls(full.issue('una', 'sello')).sound)
    expect({ status, wait: headers['retry-after'] }).toEqual({ status: 503, wait: '5' })
    await other.close()
  })
})
