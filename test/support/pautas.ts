/** What WCAG 2.2 asks of a page and axe does not measure. Each function gives what is wrong, one line each. */
import type { Frame } from 'playwright-core'
import type { Visita } from './visita.ts'

/** Everything that a pointer or a key can use. */
const CONTROLES =
  'a[href], button:not([tabindex="-1"]), input:not([type="hidden"]), select, summary, audio[controls]'

/** The same of the page and of what it frames, one after another. */
const enCadaMarco = async <T>(v: Visita, hacer: (marco: Frame) => Promise<T[]>): Promise<T[]> =>
  (await Promise.all(v.pagina.frames().map(hacer))).flat()

/** 2.5.8: targets of 24 by 24 px, but for links inside a sentence, whose height is that of its line. */
export const blancosChicos = (v: Visita): Promise<string[]> =>
  enCadaMarco(v, (marco) =>
    marco.locator(CONTROLES).evaluateAll((controles) =>
      controles.flatMap((control) => {
        if (!control.checkVisibility({ visibilityProperty: true })) return []
        const { display } = control.ownerDocument.defaultView.getComputedStyle(control)
        const frase = control.parentElement.textContent.trim()
        if (display === 'inline' && frase !== control.textContent.trim()) return []
        const { width, height } = control.getBoundingClientRect()
        return width >= 24 && height >= 24 ? [] : [`${control.outerHTML.slice(0, 80)}: ${width} x ${height}`]
      }),
    ),
  )

/** Styles that a reader imposes, without breaking the policy of the page. */
export async function imponer(v: Visita, css: string): Promise<void> {
  await enCadaMarco(v, (marco) =>
    marco.locator('html').evaluate((raiz, texto) => {
      const hoja = new raiz.ownerDocument.defaultView.CSSStyleSheet()
      hoja.replaceSync(texto)
      raiz.ownerDocument.adoptedStyleSheets = texto ? [hoja] : []
      return []
    }, css),
  )
}

/** 1.4.12: lines, paragraphs, letters and words set apart as far as a reader may. */
export const ESPACIADO =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'

/** 1.4.4: text twice as large. */
export const AL_DOBLE = 'html { font-size: 200% !important }'

/** What is cut, does not fit its frame, or makes the page wider than the screen. Text for readers only is cut on purpose. */
export const cortados = (v: Visita): Promise<string[]> =>
  enCadaMarco(v, (marco) =>
    marco.locator('html').evaluate((raiz) => {
      const ventana = raiz.ownerDocument.defaultView
      const dice = (elemento: (typeof raiz)[]) => Array.from(elemento).some((nodo) => nodo.nodeType === 3)
      const faltas = Array.from<typeof raiz>(raiz.querySelectorAll('body *')).flatMap((elemento) => {
        if (!elemento.checkVisibility() || elemento.closest('.solo-lector')) return []
        const { overflowX, overflowY } = ventana.getComputedStyle(elemento)
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = elemento
        const esBoton = elemento.matches('button, .boton, summary')
        const cortaX = (overflowX !== 'visible' || esBoton) && scrollWidth > clientWidth + 1
        const cortaY = (overflowY !== 'visible' || esBoton) && scrollHeight > clientHeight + 1
        const esTexto = dice(elemento.childNodes) && !elemento.matches('select, input')
        return esTexto && (cortaX || cortaY) ? [`cut: ${elemento.outerHTML.slice(0, 80)}`] : []
      })
      if (ventana !== ventana.parent && raiz.scrollHeight > raiz.clientHeight)
        faltas.push(`high: ${raiz.scrollHeight} in ${raiz.clientHeight}`)
      return raiz.scrollWidth > raiz.clientWidth ? [...faltas, `wide: ${raiz.scrollWidth}`] : faltas
    }),
  )

interface Parada {
  es: string
  oculta: boolean
  marca: string
}

/** No page has so many places to stop at. */
const TOPE = 120

/** Where the Tab key stops, from the top of the page to its end, whether it is covered there, and how it is marked. */
export async function paradas(v: Visita): Promise<Parada[]> {
  const vistas: Parada[] = []
  await v.pagina.locator('.saltar').focus()
  for (let paso = 0; paso < TOPE; paso++) {
    const parada = await v.pagina.locator('html').evaluate((raiz): Parada | null => {
      let documento = raiz.ownerDocument
      // What has the focus in a frame, when it is there.
      if (documento.activeElement?.matches('iframe')) documento = documento.activeElement.contentDocument
      const foco = documento.activeElement
      if (!foco || foco === documento.body) return null
      const { left, top, width, height } = foco.getBoundingClientRect()
      // As much as a pixel of it, in the middle of any part: the criterion is that it is not hidden whole.
      const puntos = [0.1, 0.5, 0.9].map((parte) =>
        documento.elementFromPoint(left + width * parte, top + height * 0.5),
      )
      const { outlineStyle, outlineWidth } = documento.defaultView.getComputedStyle(foco)
      return {
        es: foco.outerHTML.slice(0, 80),
        oculta: !puntos.some((punto) => punto && (foco.contains(punto) || punto.contains(foco))),
        marca: `${outlineStyle} ${outlineWidth}`,
      }
    })
    if (!parada) return vistas
    // A player is several places to stop at, all of them itself.
    if (!parada.es.startsWith('<audio') || vistas.at(-1)?.es !== parada.es) vistas.push(parada)
    await v.pagina.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not come out of the page')
}

/** Everything that can be used and is seen. */
export const usables = (v: Visita): Promise<string[]> =>
  v.pagina.locator(`${CONTROLES}, iframe`).evaluateAll(
    (controles, suyos) =>
      controles
        .flatMap((control) =>
          control.matches('iframe') ? [...control.contentDocument.querySelectorAll(suyos)] : [control],
        )
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control) => control.outerHTML.slice(0, 80)),
    CONTROLES,
  )
