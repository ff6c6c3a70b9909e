import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defectosDe } from '../support/html.ts'
import { formularioDe, marcoEn, Navegador, type Pagina, valorDe } from '../support/navegador.ts'
import { RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { registrada, responder } from '../support/recorridos.ts'

const VENCIDA = 'Las letras vencieron o ya se usaron. Escriba las nuevas: puede verlas o escucharlas'
const DISTINTA = 'Las letras no coinciden. Escriba las nuevas: puede verlas o escucharlas'
const fichaDe = (pagina: Pagina) => String(formularioDe(pagina, {}).todos.captchaFicha)

describe('the captcha', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test('is a picture of its own for each form, and is taken in any letter case', async () => {
    const yo = new Navegador(p.app)
    const [una, otra] = [await yo.abrir('/natural/registrar'), await yo.abrir('/natural/registrar')]
    expect(fichaDe(una)).not.toBe(fichaDe(otra))
    const imagen = await yo.pedir(`/captcha/${fichaDe(una)}.png`)
    expect(imagen.headers['content-type']).toBe('image/png')
    expect(imagen.headers['cache-control']).toBe('private, max-age=600')
    const lista = await yo.enviarDesde(
      una,
      registroNatural(24_000_001, { captcha: ` ${LETRAS.toLowerCase()} ` }),
    )
    expect(lista.titulo).toBe('Su cuenta fue creada')
  })

  test('wrong once, it is over: the right letters of the same picture come too late', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    const { accion, todos } = formularioDe(formulario, registroNatural(24_000_002))
    expect((await yo.publicar(accion, { ...todos, captcha: 'zzzzz' })).errores).toEqual([DISTINTA])
    const tarde = await yo.publicar(accion, todos)
    expect(tarde.errores).toEqual([VENCIDA])
    expect((await yo.enviarDesde(tarde, registroNatural(24_000_002))).titulo).toBe('Su cuenta fue creada')
  })

  test('used, it does not serve another form', async () => {
    const yo = new Navegador(p.app)
    const { accion, todos } = formularioDe(await yo.abrir('/natural/registrar'), registroNatural(24_000_003))
    expect((await yo.publicar(accion, todos)).titulo).toBe('Su cuenta fue creada')
    const otra = await yo.publicar(accion, { ...todos, ...registroNatural(24_000_004) })
    expect(otra).toMatchObject({ estado: 422, errores: [VENCIDA] })
  })

  test('after ten minutes the form comes back with everything kept and a new picture', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    p.reloj.adelantar({ minutos: 10 })
    expect((await yo.pedir(`/captcha/${fichaDe(formulario)}.png`)).status).toBe(404)
    expect((await yo.pedir(`/captcha/${fichaDe(formulario)}.wav`)).status).toBe(404)
    const tarde = await yo.enviarDesde(formulario, registroNatural(24_000_005))
    expect(tarde).toMatchObject({ estado: 422, errores: [VENCIDA] })
    expect(valorDe(tarde, 'email')).toBe('persona24000005@correo.test')
    expect((await yo.enviarDesde(tarde, registroNatural(24_000_005))).titulo).toBe('Su cuenta fue creada')
  })

  test.each(['another form', 'another session', 'nobody'])('of %s is refused', async (dueno) => {
    const yo = await registrada(p, 24_000_010 + dueno.length)
    const otro = dueno === 'another session' ? new Navegador(p.app) : yo
    const ficha = dueno === 'nobody' ? 'k1.AAAA.BBBB' : fichaDe(await otro.abrir('/natural/registrar'))
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(24_000_010 + dueno.length) })
    const ruta = dueno === 'another session' ? '/natural/registrar' : undefined
    const formulario = ruta ? await yo.abrir(ruta) : pregunta
    const campos = ruta ? registroNatural(24_000_030) : { respuestaSecreta: RESPUESTA }
    const pagina = await yo.enviarDesde(formulario, { ...campos, captchaFicha: ficha })
    expect(pagina).toMatchObject({ estado: 422, errores: [VENCIDA] })
  })

  test('wrong, it costs no try', async () => {
    const yo = await registrada(p, 24_000_006)
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(24_000_006) })
    let pagina = pregunta
    for (let vez = 0; vez < 6; vez++) {
      pagina = await yo.enviarDesde(pagina, { respuestaSecreta: 'no es esta', captcha: 'zzzzz' })
    }
    pagina = await yo.enviarDesde(pagina, { respuestaSecreta: '' })
    expect(pagina.errores).toEqual(['Complete este dato: Respuesta Secreta'])
    pagina = await yo.enviarDesde(pagina, { respuestaSecreta: 'no es esta' })
    expect(pagina.errores).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
  })

  /** Presses Refrescar, whose form sends nothing of the form that it is for. */
  const refrescar = async (yo: Navegador, pagina: Pagina): Promise<Pagina> => {
    const { accion, todos } = formularioDe(pagina, {})
    const { _csrf = '', captchaFicha: ficha = '' } = todos
    return yo.publicar('/captcha', { _csrf, formulario: accion, ficha })
  }
  const imagenEn = ({ html }: Pagina) => /<img[^>]* src="([^"]+)"/.exec(html)?.[1] ?? ''
  const conFicha = (ficha: string) => ({ imagen: `/captcha/${ficha}.png`, sonido: `/captcha/${ficha}.wav` })

  test('“Refrescar” brings other letters into the frame of its form, which is sent as it was', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    const otro = await yo.abrir('/natural/registrar')
    const { imagen: primera } = conFicha(fichaDe(formulario))
    expect(imagenEn(await yo.abrir(marcoEn(formulario)))).toBe(primera)
    const marco = await refrescar(yo, formulario)
    expect(marco).toMatchObject({ estado: 200, url: marcoEn(formulario) })
    const nueva = imagenEn(marco)
    expect(nueva).not.toBe(primera)
    expect(marco.html).toContain(`src="${nueva.replace(/png$/, 'wav')}"`)
    expect((await yo.pedir(nueva)).status).toBe(200)
    // Back in the frame shows the letters that count, and the other form keeps its own.
    expect(imagenEn(await yo.abrir(marcoEn(formulario)))).toBe(nueva)
    expect(imagenEn(await yo.abrir(marcoEn(otro)))).toBe(conFicha(fichaDe(otro)).imagen)
    expect((await yo.enviarDesde(formulario, registroNatural(24_000_007))).titulo).toBe(
      'Su cuenta fue creada',
    )
    expect((await yo.enviarDesde(otro, registroNatural(24_000_008))).titulo).toBe('Su cuenta fue creada')
  })

  test('the letters of “Refrescar” last ten minutes from then, and serve once', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    p.reloj.adelantar({ minutos: 9 })
    await refrescar(yo, formulario)
    p.reloj.adelantar({ minutos: 9 })
    expect((await yo.enviarDesde(formulario, registroNatural(24_000_031))).titulo).toBe(
      'Su cuenta fue creada',
    )
    const otra = await yo.enviarDesde(formulario, registroNatural(24_000_032))
    expect(otra.errores).toEqual([VENCIDA])
  })

  test('of “Refrescar” is found among those of twenty forms that are open at once', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    await refrescar(yo, formulario)
    for (let otra = 1; otra < 20; otra++) await refrescar(yo, await yo.abrir('/natural/registrar'))
    p.reloj.adelantar({ minutos: 9 })
    await refrescar(yo, formulario)
    p.reloj.adelantar({ minutos: 9 })
    expect((await yo.enviarDesde(formulario, registroNatural(24_000_034))).titulo).toBe(
      'Su cuenta fue creada',
    )
  })

  test('of “Refrescar” is of this session, and a double click after it gets one outcome', async () => {
    const yo = await registrada(p, 24_000_033)
    const formulario = await yo.enviar('/natural/recuperar', { rut: rutDe(24_000_033) })
    await refrescar(yo, formulario)
    const { accion, todos } = formularioDe(formulario, { respuestaSecreta: RESPUESTA })
    const primera = await yo.crudo(accion, todos)
    const segunda = await yo.crudo(accion, todos)
    expect(segunda.headers.location).toBe(primera.headers.location)
    expect(primera.status).toBe(303)
  })

  test('its frame can be shown by our own pages alone, and holds nothing else', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    expect(formulario.cabeceras['content-security-policy']).toContain("frame-src 'self'")
    const marco = await yo.abrir(marcoEn(formulario))
    expect(marco.cabeceras).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' })
    expect(marco.cabeceras['content-security-policy']).toContain("frame-ancestors 'self'")
    expect(marco.html).not.toMatch(/<(?:form|input|button|script)/)
    expect(await defectosDe(marco.html)).toEqual([])
    for (const rara of ['x', '%3Cb%3E', 'a'.repeat(3000)]) {
      const { status, text } = await yo.pedir(`/captcha/${rara}`)
      expect(status).toBe(404)
      expect(text).not.toContain('<b>')
    }
  })

  test('each last step has one; with it the guide’s explanation', async () => {
    const yo = await registrada(p, 24_000_009)
    for (const pagina of [await yo.abrir('/natural/registrar'), await responder(yo, 24_000_009, 'mala')]) {
      expect(pagina.html).toContain('Queremos asegurarnos de que es una persona real')
      expect(pagina.html).toContain('placeholder="Ingresar"')
    }
  })
})
