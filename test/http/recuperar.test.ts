import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PREGUNTAS } from '../../src/domain/respuesta-secreta.ts'
import { Navegador, textoDe } from '../support/navegador.ts'
import { CLAVE, RESPUESTA, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import {
  cambiar,
  claveEn,
  correosPara,
  cuentaDe,
  emailDe,
  pedirProvisoria,
  registrada,
  responder,
  validar,
} from '../support/recorridos.ts'

const NUEVA = 'Qu3ltehue!'

describe('recuperar with the secret answer', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  const preguntaPara = async (numero: number) => {
    const pagina = await new Navegador(p.app).enviar('/natural/recuperar', { rut: rutDe(numero) })
    return PREGUNTAS.find(({ texto }) => textoDe(pagina).includes(texto))?.id
  }

  test('an identifier without account always gets the same question of the twelve', async () => {
    const numeros = Array.from({ length: 12 }, (_, i) => 11_000_100 + i)
    const preguntas = async () => {
      const todas: (string | undefined)[] = []
      for (const numero of numeros) todas.push(await preguntaPara(numero))
      return todas
    }
    const primeras = await preguntas()
    expect(primeras).not.toContain(undefined)
    expect(new Set(primeras).size).toBeGreaterThan(2)
    p.reloj.adelantar({ dias: 30 })
    expect(await preguntas()).toEqual(primeras)
  })

  test('the answer is compared without case, accents or double blanks', async () => {
    await registrada(p, 11_000_001)
    const pagina = await responder(new Navegador(p.app), 11_000_001, '  LAUTARO   Pehuén ')
    expect(claveEn(pagina)).toMatch(/^[A-HJKMNP-Z2-9]{10}$/)
  })

  test('the page shows the key with its end and a button to Cambiar CS; the mail does not carry it', async () => {
    await registrada(p, 11_000_002)
    const pagina = await responder(new Navegador(p.app), 11_000_002)
    const [, aviso] = await correosPara(p, emailDe(11_000_002))
    expect(pagina.titulo).toBe('Su clave provisoria está lista')
    expect(textoDe(pagina)).toMatch(/Úsela antes del \d\d-\d\d-\d{4} \d\d:\d\d para crear su nueva CS/)
    expect(pagina.html).toContain('href="/natural/cambiar"')
    expect(aviso?.asunto).toBe('Se generó una clave provisoria para su Clave Sence')
    expect(aviso?.texto).not.toContain(claveEn(pagina))
    expect(aviso?.html).not.toContain(claveEn(pagina))
  })

  test('it is shown for five minutes, to that session only', async () => {
    const yo = await registrada(p, 11_000_003)
    const clave = await pedirProvisoria(yo, 11_000_003)
    p.reloj.adelantar({ minutos: 4 })
    expect(claveEn(await yo.abrir('/natural/recuperar/listo'))).toBe(clave)
    expect((await new Navegador(p.app).abrir('/natural/recuperar/listo')).html).not.toContain(clave)
    p.reloj.adelantar({ minutos: 1 })
    const despues = await yo.abrir('/natural/recuperar/listo')
    expect(despues.html).not.toContain(clave)
    expect(despues.titulo).toBe('Su clave provisoria ya se mostró')
    expect(despues.html).toContain('href="/natural/recuperar"')
  })

  test('“Terminar” ends it: afterwards the page says that it was shown and how to get another', async () => {
    const yo = await registrada(p, 11_000_004)
    const pagina = await responder(yo, 11_000_004)
    const inicio = await yo.presionar(pagina, '/terminar')
    expect(inicio.url).toBe('/')
    const despues = await yo.abrir('/natural/recuperar/listo')
    expect(claveEn(despues)).toBe('')
    expect(despues.titulo).toBe('Su clave provisoria ya se mostró')
    expect(despues.html).toContain('href="/natural/recuperar"')
  })

  test('once used, its page does not show it any more', async () => {
    const yo = await registrada(p, 11_000_005)
    const clave = await pedirProvisoria(yo, 11_000_005)
    expect((await cambiar(new Navegador(p.app), 11_000_005, clave, NUEVA)).titulo).toBe('Su CS fue cambiada')
    const despues = await yo.abrir('/natural/recuperar/listo')
    expect(despues.html).not.toContain(clave)
    expect(despues.titulo).toBe('Su clave provisoria ya se mostró')
  })

  test('a new one ends the former', async () => {
    const yo = await registrada(p, 11_000_006)
    const primera = await pedirProvisoria(yo, 11_000_006)
    const segunda = await pedirProvisoria(new Navegador(p.app), 11_000_006)
    expect((await yo.abrir('/natural/recuperar/listo')).html).not.toContain(primera)
    expect((await validar(yo, 11_000_006, primera)).estado).toBe(422)
    expect((await validar(yo, 11_000_006, segunda)).url).toBe('/natural/cambiar/nueva')
  })

  test('the old CS works until the change', async () => {
    const yo = await registrada(p, 11_000_007)
    await pedirProvisoria(yo, 11_000_007)
    expect((await validar(yo, 11_000_007, CLAVE)).url).toBe('/natural/cambiar/nueva')
  })

  test('a wrong answer changes nothing and says how many tries remain', async () => {
    const yo = await registrada(p, 11_000_008)
    const antes = await cuentaDe(p, 11_000_008)
    const pagina = await responder(yo, 11_000_008, 'otra cosa')
    expect(pagina).toMatchObject({ estado: 422, url: '/natural/recuperar/pregunta' })
    expect(pagina.errores).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
    expect((await yo.enviarDesde(pagina, { respuestaSecreta: RESPUESTA })).titulo).toBe(
      'Su clave provisoria está lista',
    )
    expect((await cuentaDe(p, 11_000_008)).version).toBe(antes.version + 1)
  })
})

describe('recuperar when temporary keys are mailed', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba({ entorno: { NATURAL_TEMPORARY_KEY_DELIVERY: 'mail' } })
  })
  afterAll(() => p.cerrar())

  test('the key is in the mail with a button to Cambiar CS, and never on the page', async () => {
    const yo = await registrada(p, 11_100_001)
    const pagina = await responder(yo, 11_100_001)
    const correo = (await correosPara(p, emailDe(11_100_001))).at(-1)
    const clave = /Clave provisoria: ([A-Z2-9]{10})/.exec(correo?.texto ?? '')?.[1] ?? 'none'
    expect(pagina.titulo).toBe('Enviamos su clave provisoria')
    expect(textoDe(pagina)).toContain('p****1@correo.test')
    expect(pagina.html).not.toContain(clave)
    expect(correo?.texto).toContain('Cambiar mi CS:\nhttp://clave.test/natural/cambiar')
    expect((await yo.abrir('/natural/recuperar/listo')).html).not.toContain(clave)
    expect((await cambiar(yo, 11_100_001, clave, NUEVA)).titulo).toBe('Su CS fue cambiada')
  })
})
