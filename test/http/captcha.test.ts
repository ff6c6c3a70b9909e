import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { elegidoEn, formularioDe, Navegador, type Pagina, valorDe } from '../support/navegador.ts'
import { RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { claveEn, registrada, responder } from '../support/recorridos.ts'

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

  test('“Refrescar” brings another picture, keeps what was typed and says nothing of it', async () => {
    const yo = new Navegador(p.app)
    const formulario = await yo.abrir('/natural/registrar')
    const enviado = registroNatural(24_000_007, { rut: 'a medias', region: '05' })
    const pagina = await yo.enviarDesde(formulario, { ...enviado, captcha: '' }, 'refrescar')
    expect(pagina).toMatchObject({ estado: 200, errores: [] })
    expect(valorDe(pagina, 'rut')).toBe('a medias')
    expect(elegidoEn(pagina, 'region')).toBe('05')
    expect(valorDe(pagina, 'clave')).toBe('')
    expect(fichaDe(pagina)).not.toBe(fichaDe(formulario))
    expect((await yo.enviarDesde(pagina, registroNatural(24_000_007))).titulo).toBe('Su cuenta fue creada')
  })

  test('a page that refreshes it in place gets another one for its own form', async () => {
    const yo = await registrada(p, 24_000_008)
    const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(24_000_008) })
    const { accion, todos } = formularioDe(pregunta, { respuestaSecreta: RESPUESTA })
    const nueva = await yo.crudo('/captcha', { _csrf: String(todos._csrf), formulario: accion })
    expect(nueva.body.imagen).toBe(`/captcha/${nueva.body.ficha}.png`)
    expect(nueva.body.sonido).toBe(`/captcha/${nueva.body.ficha}.wav`)
    expect((await yo.pedir(nueva.body.sonido)).status).toBe(200)
    expect(claveEn(await yo.publicar(accion, { ...todos, captchaFicha: nueva.body.ficha }))).not.toBe('')
  })

  test('each last step has one; with it the guide’s explanation', async () => {
    const yo = await registrada(p, 24_000_009)
    for (const pagina of [await yo.abrir('/natural/registrar'), await responder(yo, 24_000_009, 'mala')]) {
      expect(pagina.html).toContain('Queremos asegurarnos de que es una persona real')
      expect(pagina.html).toContain('placeholder="Ingresar"')
    }
  })
})
