/** What WCAG 2.2 asks of a page and axe does not measure. Each function gives what is wrong, one line each. */
import type { Frame } from 'playwright-core'
import type { BrowserVisit } from './browser-visit.ts'

/** Everything that a pointer or a key can use. */
const CONTROLS =
  'a[href], button:not([tabindex="-1"]), input:not([type="hidden"]), select, summary, audio[controls]'

/** The same of the page and of what it frames, one after another. */
const inEachFrame = async <T>(v: BrowserVisit, run: (frameUrl: Frame) => Promise<T[]>): Promise<T[]> =>
  (await Promise.all(v.page.frames().map(run))).flat()

/** 2.5.8: targets of 24 by 24 px, but for links inside a sentence, whose height is that of its line. */
export const smallTargets = (v: BrowserVisit): Promise<string[]> =>
  inEachFrame(v, (frameUrl) =>
    frameUrl.locator(CONTROLS).evaluateAll((controls) =>
      controls.flatMap((control) => {
        if (!control.checkVisibility({ visibilityProperty: true })) return []
        const { display } = control.ownerDocument.defaultView.getComputedStyle(control)
        const sentence = control.parentElement.textContent.trim()
        if (display === 'inline' && sentence !== control.textContent.trim()) return []
        const { width, height } = control.getBoundingClientRect()
        return width >= 24 && height >= 24 ? [] : [`${control.outerHTML.slice(0, 80)}: ${width} x ${height}`]
      }),
    ),
  )

/** Styles that a reader imposes, without breaking the policy of the page. */
export async function imposeStyles(v: BrowserVisit, css: string): Promise<void> {
  await inEachFrame(v, (frameUrl) =>
    frameUrl.locator('html').evaluate((root, text) => {
      const stylesheet = new root.ownerDocument.defaultView.CSSStyleSheet()
      stylesheet.replaceSync(text)
      root.ownerDocument.adoptedStyleSheets = text ? [stylesheet] : []
      return []
    }, css),
  )
}

/** 1.4.12: lines, paragraphs, letters and words set apart as far as a reader may. */
export const TEXT_SPACING =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }'

/** 1.4.4: text twice as large. */
export const DOUBLE_TEXT = 'html { font-size: 200% !important }'

/** What is cut, does not fit its frame, or makes the page wider than the screen. Text for readers only is cut on purpose. */
export const clipped = (v: BrowserVisit): Promise<string[]> =>
  inEachFrame(v, (frameUrl) =>
    frameUrl.locator('html').evaluate((root) => {
      const window = root.ownerDocument.defaultView
      const hasText = (element: (typeof root)[]) => Array.from(element).some((node) => node.nodeType === 3)
      const faults = Array.from<typeof root>(root.querySelectorAll('body *')).flatMap((element) => {
        if (!element.checkVisibility() || element.closest('.sr-only')) return []
        const { overflowX, overflowY } = window.getComputedStyle(element)
        const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
        const isButton = element.matches('button, .button, summary')
        const isCutX = (overflowX !== 'visible' || isButton) && scrollWidth > clientWidth + 1
        const isCutY = (overflowY !== 'visible' || isButton) && scrollHeight > clientHeight + 1
        const isText = hasText(element.childNodes) && !element.matches('select, input')
        return isText && (isCutX || isCutY) ? [`cut: ${element.outerHTML.slice(0, 80)}`] : []
      })
      if (window !== window.parent && root.scrollHeight > root.clientHeight)
        faults.push(`high: ${root.scrollHeight} in ${root.clientHeight}`)
      return root.scrollWidth > root.clientWidth ? [...faults, `wide: ${root.scrollWidth}`] : faults
    }),
  )

interface TabStop {
  element: string
  covered: boolean
  mark: string
}

/** No page has so many places to stop at. */
const MAX_STOPS = 120

/** Where the Tab key stops, from the top of the page to its end, whether it is covered there, and how it is marked. */
export async function tabStops(v: BrowserVisit): Promise<TabStop[]> {
  const seen: TabStop[] = []
  await v.page.locator('.skip-link').focus()
  for (let step = 0; step < MAX_STOPS; step++) {
    const tabStop = await v.page.locator('html').evaluate((root): TabStop | null => {
      let documento = root.ownerDocument
      // What has the focus in a frame, when it is there.
      if (documento.activeElement?.matches('iframe')) documento = documento.activeElement.contentDocument
      const focused = documento.activeElement
      if (!focused || focused === documento.body) return null
      const { left, top, width, height } = focused.getBoundingClientRect()
      // As much as a pixel of it, in the middle of any part: the criterion is that it is not hidden whole.
      const points = [0.1, 0.5, 0.9].map((part) =>
        documento.elementFromPoint(left + width * part, top + height * 0.5),
      )
      const { outlineStyle, outlineWidth } = documento.defaultView.getComputedStyle(focused)
      return {
        element: focused.outerHTML.slice(0, 80),
        covered: !points.some((point) => point && (focused.contains(point) || point.contains(focused))),
        mark: `${outlineStyle} ${outlineWidth}`,
      }
    })
    if (!tabStop) return seen
    // A player is several places to stop at, all of them itself.
    if (!tabStop.element.startsWith('<audio') || seen.at(-1)?.element !== tabStop.element) seen.push(tabStop)
    await v.page.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not come out of the page')
}

/** Everything that can be used and is seen. */
export const usableControls = (v: BrowserVisit): Promise<string[]> =>
  v.page.locator(`${CONTROLS}, iframe`).evaluateAll(
    (controls, own) =>
      controls
        .flatMap((control) =>
          control.matches('iframe') ? [...control.contentDocument.querySelectorAll(own)] : [control],
        )
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .map((control) => control.outerHTML.slice(0, 80)),
    CONTROLS,
  )
