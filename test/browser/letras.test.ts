/** Our fonts, and what is seen before they come. */
import { expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { abrirSitio } from '../support/sitio.ts'
import { CON_JAVASCRIPT, type Visita } from '../support/visita.ts'

const PUESTAS = `['1em Roboto', 'bold 1em "Roboto Slab"'].every((letra) => document.fonts.check(letra))`

/** Where each part of the page begins and how tall it is, rounded to the pixel. */
const lugares = (v: Visita) =>
  v.pagina.locator('h1, h2, legend, label, .boton, .cuadro, .aviso, .pie').evaluateAll((partes) =>
    partes.map((parte) => {
      const { top, height } = parte.getBoundingClientRect()
      return {
        texto: parte.textContent.trim().slice(0, 30),
        arriba: Math.round(top),
        alto: Math.round(height),
      }
    }),
  )

enChromium('before the fonts come', () => {
  const e = escena(abrirSitio)

  test.each([
    ['/', 360],
    ['/', 1280],
    ['/natural/registrar', 360],
    ['/natural/registrar', 1280],
  ])('%s at %d px has each part where it will stay', async (ruta, ancho) => {
    const v = await e.entrar({ ...CON_JAVASCRIPT, ancho })
    const { promise: soltadas, resolve: soltar } = Promise.withResolvers<void>()
    await v.pagina.route('**/*.woff2', async (peticion) => {
      await soltadas
      await peticion.continue()
    })
    await v.pagina.goto(e.sitio.base + ruta, { waitUntil: 'domcontentloaded' })
    const antes = await lugares(v)
    expect(await v.pagina.evaluate<boolean>(PUESTAS)).toBe(false)
    soltar()
    await v.pagina.evaluate('document.fonts.ready.then(() => undefined)')
    expect(await v.pagina.evaluate<boolean>(PUESTAS)).toBe(true)
    const despues = await lugares(v)
    const movidas = antes.flatMap((parte, indice) => {
      const ahora = despues[indice]
      const salto = Math.max(
        Math.abs(parte.alto - (ahora?.alto ?? 0)),
        Math.abs(parte.arriba - (ahora?.arriba ?? 0)),
      )
      return salto > 2 ? [{ ...parte, salto }] : []
    })
    expect(movidas).toEqual([])
  })
})
