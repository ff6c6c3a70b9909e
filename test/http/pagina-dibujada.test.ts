import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perfilesCon } from '../../src/domain/tramites.ts'
import { Navegador } from '../support/navegador.ts'
import { registroNatural, rutDe } from '../support/personas.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const URLS = (['registrar', 'recuperar', 'cambiar', 'actualizar'] as const).flatMap((operacion) =>
  perfilesCon(operacion).map((perfil) => `/${perfil}/${operacion}`),
)
const sinFichas = (html: string) =>
  html
    .replace(/(nonce|value)="[\w.+/=-]{20,}"/g, '$1=""')
    .replace(/\/captcha\/[\w.-]+\.(png|wav)/g, '/captcha/.$1')

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

  test('is drawn apart where it begins in another way', async () => {
    const yo = new Navegador(p.app)
    const url = '/natural/actualizar/clave'
    expect((await yo.abrir(url)).html).toContain('name="desde" value=""')
    expect((await yo.abrir(`${url}?desde=recuperar`)).html).toContain('name="desde" value="recuperar"')
    expect((await yo.abrir(url)).html).toContain('name="desde" value=""')
  })
})
