import { afterEach, describe, expect, test } from 'vitest'
import { redDe } from '../../src/http/red.ts'
import { formularioDe, Navegador, type Pagina, textoDe } from '../support/navegador.ts'
import { registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { registrada } from '../support/recorridos.ts'

const DETRAS = { TRUST_PROXY: '1' }

describe('limits', () => {
  let p: ProductoDePrueba
  afterEach(() => p.cerrar())

  const desde = (ip: string) => new Navegador(p.app, { 'X-Forwarded-For': ip })

  function esperarLimite(pagina: Pagina, segundos: number) {
    expect(pagina).toMatchObject({ estado: 429, titulo: 'Demasiados intentos' })
    expect(pagina.cabeceras['retry-after']).toBe(String(segundos))
    expect(textoDe(pagina)).toContain('No cambiamos nada en su cuenta.')
    expect(textoDe(pagina)).toMatch(/número de referencia: [0-9A-F]{8}/)
  }
  const iniciar = (yo: Navegador, operacion: string, numero: number) =>
    yo.enviar(`/natural/${operacion}`, { rut: rutDe(numero), claveActual: 'no es esta' })

  test('so many posts by one address in ten minutes; pages and other addresses are served meanwhile', async () => {
    p = await productoDePrueba({ entorno: { ...DETRAS, LIMIT_POSTS_PER_10_MINUTES: '3' } })
    const yo = desde('10.0.0.1')
    for (const numero of [1, 2, 3]) await iniciar(yo, 'recuperar', 29_000_000 + numero)
    p.reloj.adelantar({ minutos: 1 })
    const negada = await iniciar(yo, 'recuperar', 29_000_004)
    esperarLimite(negada, 540)
    expect(textoDe(negada)).toContain('Espere 9 minutos')
    expect((await yo.abrir('/natural/registrar')).estado).toBe(200)
    expect((await iniciar(desde('10.0.0.2'), 'recuperar', 29_000_004)).estado).toBe(200)
    p.reloj.adelantar({ minutos: 9 })
    expect((await iniciar(yo, 'recuperar', 29_000_004)).estado).toBe(200)
  })

  test('a post that is refused for its token counts too', async () => {
    p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '2' } })
    const yo = new Navegador(p.app)
    for (const _vez of [1, 2]) expect((await yo.publicar('/natural/recuperar', {})).estado).toBe(403)
    esperarLimite(await yo.publicar('/natural/recuperar', {}), 600)
  })

  test('so many new sessions by one address in ten minutes; those who have one go on', async () => {
    p = await productoDePrueba({ entorno: { ...DETRAS, LIMIT_NEW_SESSIONS_PER_10_MINUTES: '3' } })
    const yo = desde('10.0.0.1')
    for (const _vez of [1, 2]) expect((await yo.abrir('/natural/registrar')).estado).toBe(200)
    const volver = encodeURIComponent('https://asistencia.test/x')
    expect((await desde('10.0.0.1').abrir(`/?volver=${volver}`)).estado).toBe(200)
    expect((await desde('10.0.0.1').pedir('/natural/cambiar').set('Cookie', 'clave=mala')).status).toBe(200)
    for (const url of ['/natural/cambiar', '/enlace/vencido', `/?volver=${volver}`])
      esperarLimite(await desde('10.0.0.1').abrir(url), 600)
    expect((await yo.abrir('/natural/cambiar')).estado).toBe(200)
    expect((await desde('10.0.0.1').abrir('/')).estado).toBe(200)
    expect((await desde('10.0.0.2').abrir('/natural/cambiar')).estado).toBe(200)
    p.reloj.adelantar({ minutos: 10 })
    expect((await desde('10.0.0.1').abrir('/natural/cambiar')).estado).toBe(200)
  })

  test('so many pictures and sounds of captchas made for one address in ten minutes; those that were made are served', async () => {
    p = await productoDePrueba({ entorno: { ...DETRAS, LIMIT_CAPTCHAS_PER_10_MINUTES: '2' } })
    const yo = desde('10.0.0.1')
    const fichaDe = async () => formularioDe(await yo.abrir('/natural/registrar'), {}).todos.captchaFicha
    const [una, otra] = [await fichaDe(), await fichaDe()]
    expect((await yo.pedir('/captcha/forged.png')).status).toBe(404)
    for (const que of ['png', 'wav', 'png', 'wav'])
      expect((await yo.pedir(`/captcha/${una}.${que}`)).status).toBe(200)
    for (const que of ['png', 'wav']) esperarLimite(await yo.abrir(`/captcha/${otra}.${que}`), 600)
    expect((await desde('10.0.0.2').pedir(`/captcha/${otra}.png`)).status).toBe(200)
    p.reloj.adelantar({ minutos: 10 })
    const nueva = await fichaDe()
    expect((await yo.pedir(`/captcha/${nueva}.png`)).status).toBe(200)
  })

  test('an address of IPv6 counts with its whole /64', async () => {
    p = await productoDePrueba({ entorno: { ...DETRAS, LIMIT_POSTS_PER_10_MINUTES: '1' } })
    await iniciar(desde('2001:db8:1:2::1'), 'recuperar', 29_000_001)
    esperarLimite(await iniciar(desde('2001:db8:1:2:ffff::9'), 'recuperar', 29_000_002), 600)
    expect((await iniciar(desde('2001:db8:1:3::1'), 'recuperar', 29_000_003)).estado).toBe(200)
  })

  test('nobody passes it by naming another address, where no proxy is trusted', async () => {
    p = await productoDePrueba({ entorno: { LIMIT_POSTS_PER_10_MINUTES: '1' } })
    await iniciar(desde('10.0.0.1'), 'recuperar', 29_000_001)
    esperarLimite(await iniciar(desde('10.0.0.2'), 'recuperar', 29_000_002), 600)
  })

  test.each(['recuperar', 'cambiar'])(
    '%s: so many first steps an hour by identifier and address, never by identifier alone',
    async (operacion) => {
      p = await productoDePrueba({ entorno: { ...DETRAS, LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
      const yo = desde('10.0.0.1')
      for (const _vez of [1, 2]) await iniciar(yo, operacion, 29_000_001)
      esperarLimite(await iniciar(yo, operacion, 29_000_001), 3600)
      expect((await iniciar(yo, operacion, 29_000_002)).estado).toBeLessThan(429)
      expect((await iniciar(desde('10.0.0.2'), operacion, 29_000_001)).estado).toBeLessThan(429)
      const otra = operacion === 'recuperar' ? 'cambiar' : 'recuperar'
      expect((await iniciar(yo, otra, 29_000_001)).estado).toBeLessThan(429)
      p.reloj.adelantar({ horas: 1 })
      expect((await iniciar(yo, operacion, 29_000_001)).estado).toBeLessThan(429)
    },
  )

  test('actualizar and registrar: the same', async () => {
    p = await productoDePrueba({ entorno: { LIMIT_FIRST_STEPS_PER_HOUR: '2' } })
    const yo = await registrada(p, 29_000_001)
    const datos = { rut: rutDe(29_000_001), fechaNacimiento: '01-01-1990', emailRegistrado: 'x@correo.test' }
    for (const _vez of [1, 2]) expect((await yo.enviar('/natural/actualizar', datos)).estado).toBe(422)
    esperarLimite(await yo.enviar('/natural/actualizar', datos), 3600)
    expect((await yo.enviar('/natural/registrar', registroNatural(29_000_001))).titulo).toBe(
      'Ya tiene una cuenta',
    )
    esperarLimite(await yo.enviar('/natural/registrar', registroNatural(29_000_001)), 3600)
  })

  test('so many “ya registrado” a day by one address; new people are registered meanwhile', async () => {
    p = await productoDePrueba({ entorno: { LIMIT_ALREADY_REGISTERED_PER_DAY: '2' } })
    for (const numero of [1, 2, 3]) await registrada(p, 29_000_000 + numero)
    const intentar = (numero: number) =>
      new Navegador(p.app).enviar('/natural/registrar', registroNatural(numero))
    for (const numero of [1, 2]) expect((await intentar(29_000_000 + numero)).estado).toBe(200)
    const negada = await intentar(29_000_003)
    esperarLimite(negada, 86_400)
    expect(textoDe(negada)).toContain('Espere 24 horas')
    expect((await intentar(29_000_004)).titulo).toBe('Su cuenta fue creada')
    p.reloj.adelantar({ horas: 24 })
    expect((await intentar(29_000_003)).titulo).toBe('Ya tiene una cuenta')
  })
})

describe('the network that a limit counts', () => {
  test.each([
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
  ])('of %s is %s', (ip, red) => {
    expect(redDe(ip)).toBe(red)
  })
})
