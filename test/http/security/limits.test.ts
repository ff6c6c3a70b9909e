import { afterEach, describe, expect, it } from 'vitest'
import type { Operacion } from '../../../src/domain/perfil.ts'
import { captchaUrls, pasoUrl, paths, urlOfPaso } from '../../../src/domain/urls.ts'
import { networkOf, networksOf } from '../../../src/http/request/client-network.ts'
import { naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { registerNatural } from '../../support/http/journeys.ts'
import {
  filledForm,
  type LoadedPage,
  ScriptFreeBrowser,
  textOf,
} from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const BEHIND_PROXY = { TRUST_PROXY: '1' }

describe('rate limits', () => {
  let p: TestProduct
  afterEach(() => p.close())

  const from = (ip: string) => new ScriptFreeBrowser(p.app, { 'X-Forwarded-For': ip })

  function expectRateLimit(page: LoadedPage, seconds: number) {
    expect(page).toMatchObject({ status: 429, title: 'Demasiados intentos' })
    expect(page.headers['retry-after']).toBe(String(seconds))
    expect(textOf(page)).toContain('No cambiamos nada en su cuenta.')
    expect(textOf(page)).toMatch(/número de referencia: [0-9A-F]{8}/)
  }
  const start = (me: ScriptFreeBrowser, operacion: Operacion, number: number) =>
    me.submit(urlOfPaso({ perfil: 'natural', operacion }), { rut: rutOf(number), claveActual: 'no es esta' })

  it('posts per address in ten minutes; pages and other addresses are still served', async () => {
    p = await createTestProduct({ env: { ...BEHIND_PROXY, LIMIT_POSTS_PER_10_MINUTES: '3' } })
    const me = from('10.0.0.1')
    for (const number of [1, 2, 3]) await start(me, 'recuperar', 29_000_000 + number)
    p.clock.advance({ minutes: 1 })
    const refused = await start(me, 'recuperar', 29_000_004)
    expectRateLimit(refused, 540)
    expect(textOf(refused)).toContain('Espere 9 minutos')
    expect((await me.open(pasoUrl('natural', 'registrar'))).status).toBe(200)
    expect((await start(from('10.0.0.2'), 'recuperar', 29_000_004)).status).toBe(200)
    p.clock.advance({ minutes: 9 })
    expect((await start(me, 'recuperar', 29_000_004)).status).toBe(200)
  })

  it('a post refused for its token counts too', async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '2' } })
    const me = new ScriptFreeBrowser(p.app)
    for (const _round of [1, 2]) expect((await me.post(pasoUrl('natural', 'recuperar'), {})).status).toBe(403)
    expectRateLimit(await me.post(pasoUrl('natural', 'recuperar'), {}), 600)
  })

  it('new sessions per address in ten minutes; existing ones continue', async () => {
    p = await createTestProduct({ env: { ...BEHIND_PROXY, LIMIT_NEW_SESSIONS_PER_10_MINUTES: '3' } })
    const me = from('10.0.0.1')
    for (const _round of [1, 2]) expect((await me.open(pasoUrl('natural', 'registrar'))).status).toBe(200)
    const volver = encodeURIComponent('https://asistencia.test/x')
    expect((await from('10.0.0.1').open(`/?volver=${volver}`)).status).toBe(200)
    expect(
      (await from('10.0.0.1').request(pasoUrl('natural', 'cambiar')).set('Cookie', 'clave=mala')).status,
    ).toBe(200)
    for (const url of [pasoUrl('natural', 'cambiar'), paths.enlaceExpired, `/?volver=${volver}`])
      expectRateLimit(await from('10.0.0.1').open(url), 600)
    expect((await me.open(pasoUrl('natural', 'cambiar'))).status).toBe(200)
    expect((await from('10.0.0.1').open('/')).status).toBe(200)
    expect((await from('10.0.0.2').open(pasoUrl('natural', 'cambiar'))).status).toBe(200)
    p.clock.advance({ minutes: 10 })
    expect((await from('10.0.0.1').open(pasoUrl('natural', 'cambiar'))).status).toBe(200)
  })

  it('captchas rendered per address in ten minutes; cached ones are still served', async () => {
    p = await createTestProduct({ env: { ...BEHIND_PROXY, LIMIT_CAPTCHAS_PER_10_MINUTES: '2' } })
    const me = from('10.0.0.1')
    const captchaTokenIn = async () =>
      String(filledForm(await me.open(pasoUrl('natural', 'registrar')), {}).all.captchaFicha)
    const [one, other] = [await captchaTokenIn(), await captchaTokenIn()]
    expect((await me.request(captchaUrls('forged').image)).status).toBe(404)
    for (const what of ['image', 'sound', 'image', 'sound'] as const)
      expect((await me.request(captchaUrls(one)[what])).status).toBe(200)
    for (const what of ['image', 'sound'] as const)
      expectRateLimit(await me.open(captchaUrls(other)[what]), 600)
    expect((await from('10.0.0.2').request(captchaUrls(other).image)).status).toBe(200)
    p.clock.advance({ minutes: 10 })
    const fresh = await captchaTokenIn()
    expect((await me.request(captchaUrls(fresh).image)).status).toBe(200)
  })

  it('an IPv6 address counts as its whole /64', async () => {
    p = await createTestProduct({ env: { ...BEHIND_PROXY, LIMIT_POSTS_PER_10_MINUTES: '1' } })
    await start(from('2001:db8:1:2::1'), 'recuperar', 29_000_001)
    expectRateLimit(await start(from('2001:db8:1:2:ffff::9'), 'recuperar', 29_000_002), 600)
    expect((await start(from('2001:db8:1:3::1'), 'recuperar', 29_000_003)).status).toBe(200)
  })

  it('a forged X-Forwarded-For is ignored when no proxy is trusted', async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '1' } })
    await start(from('10.0.0.1'), 'recuperar', 29_000_001)
    expectRateLimit(await start(from('10.0.0.2'), 'recuperar', 29_000_002), 600)
  })

  it.each(['recuperar', 'cambiar'] as const)(
    '%s: first pasos per hour by identificador and address, never by identificador alone',
    async (operacion) => {
      p = await createTestProduct({ env: { ...BEHIND_PROXY, LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
      const me = from('10.0.0.1')
      for (const _round of [1, 2]) await start(me, operacion, 29_000_001)
      expectRateLimit(await start(me, operacion, 29_000_001), 3600)
      expect((await start(me, operacion, 29_000_002)).status).toBeLessThan(429)
      expect((await start(from('10.0.0.2'), operacion, 29_000_001)).status).toBeLessThan(429)
      const other = operacion === 'recuperar' ? 'cambiar' : 'recuperar'
      expect((await start(me, other, 29_000_001)).status).toBeLessThan(429)
      p.clock.advance({ hours: 1 })
      expect((await start(me, operacion, 29_000_001)).status).toBeLessThan(429)
    },
  )

  it('actualizar and registrar: the same', async () => {
    p = await createTestProduct({ env: { LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
    const me = await registerNatural(p, 29_000_001)
    const data = { rut: rutOf(29_000_001), fechaNacimiento: '01-01-1990', emailRegistrado: 'x@correo.test' }
    for (const _round of [1, 2])
      expect((await me.submit(pasoUrl('natural', 'actualizar'), data)).status).toBe(422)
    expectRateLimit(await me.submit(pasoUrl('natural', 'actualizar'), data), 3600)
    expect((await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(29_000_001))).title).toBe(
      'Ya tiene una cuenta',
    )
    expectRateLimit(await me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(29_000_001)), 3600)
  })

  it('“ya registrado” per address and day; new people can still register', async () => {
    p = await createTestProduct({ env: { LIMIT_ALREADY_REGISTERED_PER_DAY: '2' } })
    for (const number of [1, 2, 3]) await registerNatural(p, 29_000_000 + number)
    const attempt = (number: number) =>
      new ScriptFreeBrowser(p.app).submit(pasoUrl('natural', 'registrar'), naturalRegistration(number))
    for (const number of [1, 2]) expect((await attempt(29_000_000 + number)).status).toBe(200)
    const refused = await attempt(29_000_003)
    expectRateLimit(refused, 86_400)
    expect(textOf(refused)).toContain('Espere 24 horas')
    expect((await attempt(29_000_004)).title).toBe('Su cuenta fue creada')
    p.clock.advance({ hours: 24 })
    expect((await attempt(29_000_003)).title).toBe('Ya tiene una cuenta')
  })
})

describe('the network that a rate limit counts', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['::FFFF:a01:203', '10.1.2.3'],
    ['0:0:0:0:0:ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:a:b:c:d:e:f', '2001:db8:a:b'],
    ['2001:0DB8:000a:b::1', '2001:db8:a:b'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s is %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})

it.each([
  ['192.0.2.77', ['192.0.2.77', '192.0.2.0/24']],
  ['::ffff:192.0.2.77', ['192.0.2.77', '192.0.2.0/24']],
  ['2001:db8:a:b1c2::1', ['2001:db8:a:b1c2', '2001:db8:a:b100/56', '2001:db8:a/48']],
  ['2001:db8::1', ['2001:db8:0:0', '2001:db8:0:0/56', '2001:db8:0/48']],
  ['', ['']],
])('the networks that queues are fair among of %s are %j', (ip, networks) => {
  expect(networksOf(ip)).toEqual(networks)
})
