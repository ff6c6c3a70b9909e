/** What WCAG 2.2 asks that axe does not measure, on pages that between them have every kind of control. */
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { AL_DOBLE, blancosChicos, cortados, ESPACIADO, imponer, paradas, usables } from '../support/pautas.ts'
import { CON_JAVASCRIPT, type Visita } from '../support/visita.ts'
import { abrirSitioDeEstados, ESTADOS } from './estados.ts'

const PAGINAS = [
  ...['inicio', 'mas informacion', 'registrar', 'registrar con errores', 'recuperar pregunta con errores'],
  ...['recuperar listo', 'actualizar datos con errores', 'error 404'],
  ...['facilitador solicitar con lista'],
]

const ancho = (v: Visita, width: number) => v.pagina.setViewportSize({ width, height: 800 })

/** What moves by itself or slowly, for who asked for less movement. */
const movimientos = (v: Visita): Promise<string[]> =>
  v.pagina.locator('html').evaluate((raiz) => {
    const ventana = raiz.ownerDocument.defaultView
    const animadas = raiz.ownerDocument.getAnimations().map(() => 'animation')
    const todos = Array.from<typeof raiz>(raiz.querySelectorAll('*'))
    const lentos = [raiz, ...todos].flatMap((elemento) => {
      const { transitionDuration, scrollBehavior } = ventana.getComputedStyle(elemento)
      return /^(0s)?$/.test(transitionDuration) && /^(auto)?$/.test(scrollBehavior)
        ? []
        : [elemento.outerHTML.slice(0, 80)]
    })
    return [...animadas, ...lentos]
  })

enChromium('beyond what axe measures', () => {
  const e = escena(abrirSitioDeEstados)

  test('who asks for less movement gets none, and who does not sees where a link of the page leads', async () => {
    const v = await e.entrar(CON_JAVASCRIPT)
    for (const nombre of ['mas informacion', 'registrar con errores']) {
      await ESTADOS[nombre]?.(v, e.sitio)
      await v.pagina.emulateMedia({ reducedMotion: 'reduce' })
      expect(await movimientos(v), nombre).toEqual([])
      await v.pagina.emulateMedia({ reducedMotion: 'no-preference' })
      expect(await movimientos(v), nombre).toEqual([expect.stringContaining('<html')])
    }
  })

  describe.each(PAGINAS)('%s', (nombre) => {
    test('has targets of 24 px, room for other spacing and for text twice as large, and a Tab key that reaches all of it', async () => {
      const v = await e.entrar(CON_JAVASCRIPT)
      await ESTADOS[nombre]?.(v, e.sitio)
      for (const width of [1280, 320]) {
        await ancho(v, width)
        expect(await blancosChicos(v), `targets at ${width} px`).toEqual([])
        await imponer(v, ESPACIADO)
        expect(await cortados(v), `spacing at ${width} px`).toEqual([])
        await imponer(v, '')
      }
      await ancho(v, 1280)
      await imponer(v, AL_DOBLE)
      expect(await cortados(v), 'text twice as large').toEqual([])
      await imponer(v, '')

      // Low, as a phone that lies: what stands over the page would cover most of it.
      await v.pagina.setViewportSize({ width: 640, height: 320 })
      const vistas = await paradas(v)
      expect(vistas.filter(({ oculta }) => oculta)).toEqual([])
      expect(vistas.filter(({ marca }) => marca !== 'solid 3px')).toEqual([])
      expect(vistas.map(({ es }) => es)).toEqual(await usables(v))
    })
  })
})
