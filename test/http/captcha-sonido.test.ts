import type { IncomingMessage } from 'node:http'
import supertest from 'supertest'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { crearCaptcha } from '../../src/security/captcha/captcha.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { llave } from '../security/claves-de-prueba.ts'
import { formularioDe, marcoEn, Navegador } from '../support/navegador.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const enBytes = (res: supertest.Response | IncomingMessage, fin: (e: Error | null, b: Buffer) => void) => {
  const trozos: Buffer[] = []
  const entrada = res as IncomingMessage
  entrada.on('data', (trozo: Buffer) => trozos.push(trozo))
  entrada.on('end', () => fin(null, Buffer.concat(trozos)))
}

describe('the sound of a captcha', () => {
  let p: ProductoDePrueba
  let url = ''
  let entero = Buffer.alloc(0)
  beforeAll(async () => {
    p = await productoDePrueba()
    const yo = new Navegador(p.app)
    const marco = await yo.abrir(marcoEn(await yo.abrir('/natural/registrar')))
    url = /<audio[^>]* src="([^"]+)"/.exec(marco.html)?.[1] ?? ''
    entero = (await pedir()).body
  })
  afterAll(() => p.cerrar())

  /** Asks for it as another visitor, without a session, perhaps for a part. */
  const pedir = (parte?: string) =>
    supertest(p.app)
      .get(url)
      .set(parte ? { Range: parte } : {})
      .buffer()
      .parse(enBytes)

  test('is on the form beside the picture, of the same letters', async () => {
    const yo = new Navegador(p.app)
    const pagina = await yo.abrir('/natural/registrar')
    const { captchaFicha } = formularioDe(pagina, {}).todos
    const { html } = await yo.abrir(marcoEn(pagina))
    expect(html).toContain(`src="/captcha/${captchaFicha}.png"`)
    expect(html).toContain(
      `<audio class="captcha__sonido" controls preload="none" src="/captcha/${captchaFicha}.wav"`,
    )
    expect(html).not.toContain('autoplay')
  })

  test('is a WAV file that no browser keeps, always the same, and lets the page that shows it play it', async () => {
    const { status, headers, body } = await pedir()
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'audio/wav',
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
      'content-length': String(entero.length),
    })
    expect(headers).not.toHaveProperty('set-cookie')
    expect(headers['content-security-policy']).toContain("media-src 'self'")
    expect(body).toEqual(entero)
    expect(body.toString('latin1', 0, 4)).toBe('RIFF')
  })

  test('asked for its head, tells its length and sends nothing', async () => {
    const { status, headers, text } = await supertest(p.app).head(url).set('Range', 'bytes=0-1')
    expect({ status, largo: headers['content-length'], text }).toEqual({
      status: 200,
      largo: String(entero.length),
      text: undefined,
    })
  })

  test.each([
    ['the first two bytes, as Safari does before it plays', 'bytes=0-1', 0, 2],
    ['the middle', 'bytes=1000-1999', 1000, 2000],
    ['from a byte to the end', 'bytes=44-', 44, undefined],
    ['the last bytes', 'bytes=-100', -100, undefined],
    ['more than there is', 'bytes=100-99999999', 100, undefined],
    ['two parts that are one', 'bytes=0-99,100-199', 0, 200],
  ])('sends a part alone: %s', async (_, parte, desde, hasta) => {
    const { status, headers, body } = await pedir(parte)
    const esperado = entero.subarray(desde, hasta)
    const inicio = desde < 0 ? entero.length + desde : desde
    expect(status).toBe(206)
    expect(headers['content-range']).toBe(`bytes ${inicio}-${inicio + esperado.length - 1}/${entero.length}`)
    expect(headers['content-length']).toBe(String(esperado.length))
    expect(body).toEqual(esperado)
  })

  test.each(['bytes=0-9,20-29', 'bytes=9-2,x', 'letras=0-1', 'rubbish', 'bytes='])(
    'is sent whole to who asks in a way that it does not know: %s',
    async (parte) => {
      const { status, headers, body } = await pedir(parte)
      expect(status).toBe(200)
      expect(headers).not.toHaveProperty('content-range')
      expect(body).toEqual(entero)
    },
  )

  test('has nothing after its end', async () => {
    const { status, headers, body } = await pedir(`bytes=${entero.length}-`)
    expect(status).toBe(416)
    expect(headers['content-range']).toBe(`bytes */${entero.length}`)
    expect(body).toHaveLength(0)
  })

  test.each(['k1.AAAA.BBBB', 'x', '%00', 'a%2Fb'])(
    'of a token that is not ours is not found: %s',
    async (ficha) => {
      expect((await supertest(p.app).get(`/captcha/${ficha}.wav`)).status).toBe(404)
    },
  )

  test('when too many wait is 503, with when to come back', async () => {
    const otro = await productoDePrueba()
    const { reloj, azar } = otro.deps
    const lleno = crearCaptcha({ cifrador: crearCifrador([llave('c1')]), reloj, azar, enEspera: 0 })
    Object.assign(otro.deps.captcha, lleno)
    const { status, headers } = await supertest(otro.app).get(`/captcha/${lleno.emitir('una', 'sello')}.wav`)
    expect({ status, espera: headers['retry-after'] }).toEqual({ status: 503, espera: '5' })
    await otro.cerrar()
  })
})
