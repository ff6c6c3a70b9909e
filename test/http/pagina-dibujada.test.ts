import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostrarRut } from '../../src/domain/rut.ts'
import { perfilesCon } from '../../src/domain/tramites.ts'
import { Navegador } from '../support/navegador.ts'
import { registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'
import { registrada, responder } from '../support/recorridos.ts'

const URLS = (['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).flatMap((operacion) =>
  perfilesCon(operacion).map((perfil) => `/${perfil}/${operacion}`),
)
const sinFichas = (html: string) =>
  html.replace(/(nonce|value)="[\w.+/=-]{20,}"/g, '$1=""').replace(/\/captcha\/[\w.-]+/g, '/captcha/')

/** How many pages the views draw meanwhile. */
async function dibujosDe({ app }: ProductoDePrueba, hacer: () => Promise<unknown>): Promise<number> {
  const dibujar = app.render
  let dibujos = 0
  app.render = (...partes: unknown[]) => {
    dibujos++
    return Reflect.apply(dibujar, app, partes)
  }
  await hacer().finally(() => {
    app.render = dibujar
  })
  return dibujos
}

describe('a form that is drawn once', () => {
  let p: ProductoDePrueba
  beforeAll(async () => {
    p = await productoDePrueba()
  })
  afterAll(() => p.cerrar())

  test.each(URLS)(
    '%s is the same page as when it is drawn each time, with tokens of its own',
    async (url) => {
      const yo = new Navegador(p.app)
      const primera = await yo.abrir(url)
      const segunda = await yo.abrir(url)
      p.app.disable('view cache')
      const entera = await yo.abrir(url)
      p.app.enable('view cache')
      expect(sinFichas(segunda.html)).toBe(sinFichas(entera.html))
      expect(segunda.html).not.toContain('XQficha')
      expect(segunda.html).not.toBe(primera.html)
    },
  )

  test('shows nobody what another one typed or was told', async () => {
    const url = '/natural/registrar'
    await new Navegador(p.app).enviar(url, registroNatural(16_000_001, { numero: '' }))
    const otro = await new Navegador(p.app).abrir(url)
    expect(otro.html).not.toContain(rutDe(16_000_001))
    expect(otro.errores).toEqual([])
  })

  test('is not kept where it has something of the person who sees it', async () => {
    const [numero, url] = [16_000_002, '/natural/cambiar']
    await registrada(p, numero)
    const yo = new Navegador(p.app)
    await responder(yo, numero)
    const dibujos = await dibujosDe(p, async () => {
      for (let vez = 0; vez < 2; vez++)
        expect((await yo.abrir(url)).html).toContain(`value="${mostrarRut(rutDe(numero))}"`)
    })
    expect(dibujos).toBe(2)
    await new Navegador(p.app).abrir(url)
    expect(await dibujosDe(p, () => new Navegador(p.app).abrir(url))).toBe(0)
  })

  test('is drawn apart where it begins in another way', async () => {
    const yo = new Navegador(p.app)
    const url = '/natural/actualizar/clave'
    expect((await yo.abrir(url)).html).toContain('name="desde" value=""')
    expect((await yo.abrir(`${url}?desde=recuperar`)).html).toContain('name="desde" value="recuperar"')
    expect((await yo.abrir(url)).html).toContain('name="desde" value=""')
  })
})
