import { describe, expect, it } from 'vitest'
import { alto, comunes, fallo, formularioConErrores, pintar, resultado } from '../support/vistas.ts'

const VENENO = `"'><script>alert(1)</script><img src=x onerror=alert(1)><%= 7 * 7 %><%- include('veneno') %>`
const ESCAPADO =
  '&#34;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;%= 7 * 7 %&gt;&lt;%- include(&#39;veneno&#39;) %&gt;'

/** Parts of a model that choose among fixed words; they come from the code, never from a person. */
const FIJOS = new Set(['control', 'ancho', 'tono', 'metodo'])

/** The same model with every text in it poisoned. */
function envenenar(valor: unknown, clave = ''): unknown {
  if (typeof valor === 'string') return FIJOS.has(clave) ? valor : `${valor}${VENENO}`
  if (Array.isArray(valor)) return valor.map((uno) => envenenar(uno))
  if (typeof valor === 'object' && valor !== null) {
    return Object.fromEntries(Object.entries(valor).map(([k, v]) => [k, envenenar(v, k)]))
  }
  return valor
}

describe('whatever the texts of a model hold, the page shows them as text', () => {
  it.each([
    ['formulario', formularioConErrores],
    ['resultado', resultado],
    ['resultado', alto],
    ['error', fallo],
    ['letras', { imagen: '/captcha/ficha.png', sonido: '/captcha/ficha.wav' }],
    ['mas-informacion', {}],
  ])('%s', async (vista, modelo) => {
    const comun = {
      ...comunes,
      csrf: VENENO,
      nonce: VENENO,
      menu: envenenar(comunes.menu),
      recurso: () => VENENO,
    }
    const html = await pintar(vista, { ...comun, ...Object(envenenar(modelo)) })
    expect(html).toContain(ESCAPADO)
    expect(html.replaceAll(ESCAPADO, '')).not.toMatch(/alert\(1\)|7 \* 7|veneno|>49</)
  })
})
